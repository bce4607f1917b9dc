export { type CompileFormOptions, type CompiledForm, compileForm } from './compile';
export {
  type ComponentDescription,
  type ComponentGroup,
  type ComponentName,
  type ComponentProperty,
  type ValueKind,
  components,
  isComponent,
  needsOptions,
} from './components';
export {
  type AccessLevel,
  type DictionaryItem,
  type FormAccess,
  type FormContext,
  type FormUnit,
  accessTo,
  fullAccess,
} from './context';
export { contextFor } from './context-reads';
export { describeFieldValue } from './display';
export { formNodeFile, printLayoutFile } from './form-file';
export { NEW_ROW, ROW_ORIGIN, isNarrowedTable } from './row-origin';
export { starsOf } from './rating';
export {
  type FieldState,
  type FormEvaluation,
  type FormMessage,
  evaluateForm,
  expressionAt,
} from './evaluate';
export { type Field, type FormModel, holdsValue } from './model';
export {
  type PaneHolder,
  type PaneName,
  holderOf,
  isPaneHolder,
  mayStandIn,
  paneOf,
} from './panes';
export { type ChecklistLine, isRequiredItem, readChecklist } from './checklist';
export type { FileReference } from './files';
export { type Location, readLocation, roundDegrees } from './location';
export {
  type Opinion,
  opinionDate,
  opinionNeedsText,
  opinionResults,
  readOpinion,
} from './opinion';
export { type Option, labelOf, linesOf, optionsOf, toLines } from './options';
export { textsAt, uniqueForm, uniqueValues } from './unique';
export { type TreeNode, treeOf, unitOptions, valuesTo } from './tree';
export type {
  EnumOption,
  FieldBehavior,
  FormDocument,
  FormilySchema,
  MaskName,
  PrintLayout,
  Rule,
  RuleSeverity,
  Values,
} from './schema';
export {
  type AcceptedSubmission,
  type SubmissionOptions,
  acceptSubmission,
  initialValues,
  reopenedValues,
  visibleValues,
  warningKey,
} from './submission';
export { formMessages } from '../messages/form';
