import type { ConstraintCode } from '../../messages/bpmn-constraints';
import type { MessageParams } from '../../messages/format';
import type { ModdleElement } from '../moddle';
import type { CheckedFile } from './checked-file';

/** Notes that an element breaks a rule. The message names element and rule. */
export type Report = (code: ConstraintCode, element: ModdleElement, params?: MessageParams) => void;

/** One family of constraints: looks through a file and reports every breach. */
export type Rule = (file: CheckedFile, report: Report) => void;
