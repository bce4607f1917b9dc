import { dateAt, parseInstant } from '../kernel';
import { formValueMessages } from '../messages/form-values';
import { formatMessage } from '../messages/format';
import type { CompositeValue } from './composite-value';
import type { FormContext } from './context';
import type { Field } from './model';
import { type Option, labelOf, linesOf, optionsOf } from './options';
import { fault, isOptional, isRecord, isScalar, isText, partsOf } from './value-shape';

/** What somebody says about a matter (审核意见): a result, words, and who said it when. */
export interface Opinion {
  readonly result?: string | number | boolean;
  readonly text?: string;
  /** Name of the person. */
  readonly by?: string;
  /** ISO 8601 instant. */
  readonly at?: string;
}

const PARTS = ['result', 'text', 'by', 'at'];
const MAX_TEXT = 2_000;
const MAX_NAME = 100;

/** What an opinion offers when its author names nothing else. */
const usualResults: readonly Option[] = ['同意', '不同意', '退回'].map((value) => ({
  value,
  label: value,
}));

/** @param context may be absent where no code list is looked into */
export function opinionResults(field: Field, context?: FormContext): readonly Option[] {
  const own = context === undefined ? (field.options ?? []) : optionsOf(field, context);
  return own.length === 0 && field.dictionary === undefined ? usualResults : own;
}

export function readOpinion(value: unknown): Opinion {
  return partsOf(value, PARTS) as Opinion;
}

/** Whether a result must be explained. By default everything but the first result must. */
export function opinionNeedsText(
  result: Opinion['result'],
  field: Field,
  context: FormContext,
): boolean {
  if (result === undefined) return false;
  const named = linesOf(field, 'textRequiredFor');
  if (named !== undefined) return named.includes(String(result));
  return opinionResults(field, context)[0]?.value !== result;
}

/** The date in Asia/Shanghai on which an opinion was given; `''` where nothing says so. */
export function opinionDate(opinion: Opinion): string {
  const instant = isText(opinion.at) ? parseInstant(opinion.at) : undefined;
  return instant === undefined ? '' : dateAt(instant);
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

function describe(value: unknown, field: Field, context: FormContext): string {
  const given = readOpinion(value);
  const result =
    given.result === undefined ? '' : labelOf(given.result, opinionResults(field, context));
  const opinion = [result, given.text ?? ''].filter((part) => part !== '').join('：');
  const signed = [given.by ?? '', opinionDate(given)].filter((part) => part !== '').join(' ');
  if (opinion === '' || signed === '') return opinion;
  return formatMessage(formValueMessages, 'opinionSigned', { opinion, signed });
}

export const opinion: CompositeValue = {
  hasShape: (value) =>
    isRecord(value) &&
    isOptional(value['result'], isScalar) &&
    ['text', 'by', 'at'].every((part) => isOptional(value[part], isText)),
  // Who and when say nothing without an opinion.
  isEmpty: (value) =>
    isRecord(value) &&
    isOptional(value['result'], (result) => result === '') &&
    isOptional(value['text'], (text) => isText(text) && isBlank(text)),
  normalize: (value) => {
    const { text, ...given } = readOpinion(value);
    return text === undefined || isBlank(text) ? given : { ...given, text: text.trim() };
  },
  check: (value, field, context) => {
    const { result, text = '', by = '', at } = readOpinion(value);
    const allowed = opinionResults(field, context).map((option) => option.value);
    if (result !== undefined && !allowed.includes(result)) return fault('VALUE-OPTION');
    const limit = field.schema.maxLength ?? MAX_TEXT;
    if ([...text].length > limit) return fault('VALUE-TOO-LONG', limit);
    if ([...by].length > MAX_NAME) return fault('VALUE-TOO-LONG', MAX_NAME);
    if (at !== undefined && parseInstant(at) === undefined) return fault('VALUE-DATE');
    return undefined;
  },
  missing: (value, field, context) => {
    const { result, text } = readOpinion(value);
    if (result === undefined) return fault('VALUE-REQUIRED-CHOICE');
    return opinionNeedsText(result, field, context) && isBlank(text)
      ? fault('VALUE-OPINION-TEXT')
      : undefined;
  },
  describe,
};
