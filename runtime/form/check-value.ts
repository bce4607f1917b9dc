import {
  isBornBy,
  isDate,
  isIdentityNumber,
  normalizeIdentityNumber,
  parseInstant,
} from '../kernel';
import type { FormContext } from './context';
import type { ValueKind } from './components';
import { compositeOf, composites } from './composites';
import { areFiles, keepFiles } from './files';
import type { Field } from './model';
import { optionsOf } from './options';
import { checkRating } from './rating';
import {
  type ValueFault,
  fault,
  isNumber,
  isRecord,
  isScalar,
  isText,
  partsOf,
} from './value-shape';

const MAX_TEXT = 20_000;
const MAX_ROWS = 2_000;

function isMonth(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}$/.test(value) && isDate(`${value}-01`);
}

/** One of the options, or several where the field takes several. */
function isChoice(value: unknown, field: Field): boolean {
  return field.multiple ? Array.isArray(value) && value.every(isScalar) : isScalar(value);
}

/** Whether a value has the shape of its kind; what it says is checked afterwards. */
const shapes: Readonly<Record<ValueKind, (value: unknown, field: Field) => boolean>> = {
  void: () => false,
  group: isRecord,
  rows: (value) => Array.isArray(value) && value.every(isRecord),
  text: isText,
  number: isNumber,
  money: isNumber,
  percent: isNumber,
  rating: isNumber,
  date: isText,
  month: isText,
  dateTime: isText,
  dateRange: (value) => isRecord(value) && isText(value['start']) && isText(value['end']),
  monthRange: (value) => isRecord(value) && isText(value['start']) && isText(value['end']),
  boolean: (value) => typeof value === 'boolean',
  choice: isChoice,
  treeChoice: isChoice,
  choices: (value) => Array.isArray(value) && value.every(isScalar),
  identityNumber: isText,
  phone: isText,
  bankAccount: isText,
  unit: isText,
  unitPath: isText,
  signature: (value) => isRecord(value) && isText(value['name']),
  files: areFiles,
  checklist: composites.checklist.hasShape,
  location: composites.location.hasShape,
  opinion: composites.opinion.hasShape,
  calculated: () => true,
};

export function hasShape(field: Field, value: unknown): boolean {
  return shapes[field.kind](value, field);
}

/** Whether a person has filled nothing in. */
export function isEmpty(field: Field, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value) && value.length === 0) return true;
  if (field.kind === 'signature')
    return isRecord(value) && String(value['name'] ?? '').trim() === '';
  return compositeOf(field.kind)?.isEmpty(value) ?? false;
}

type Check = (value: never, field: Field, context: FormContext) => ValueFault | undefined;

function checkText(value: string, field: Field): ValueFault | undefined {
  const { minLength, maxLength = MAX_TEXT } = field.schema;
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) return fault('VALUE-TOO-SHORT', minLength);
  if (length > maxLength) return fault('VALUE-TOO-LONG', maxLength);
  if (field.pattern !== undefined && !field.pattern.matcher(value).find())
    return fault('VALUE-PATTERN');
  return undefined;
}

function checkNumber(value: number, field: Field): ValueFault | undefined {
  const { minimum, maximum } = field.schema;
  if (minimum !== undefined && value < minimum) return fault('VALUE-TOO-SMALL', minimum);
  if (maximum !== undefined && value > maximum) return fault('VALUE-TOO-LARGE', maximum);
  return undefined;
}

function checkMoney(value: number, field: Field): ValueFault | undefined {
  if (Math.abs(value * 100 - Math.round(value * 100)) > 1e-6) return fault('VALUE-CENTS');
  return checkNumber(value, field);
}

/** `minimum` and `maximum` have no meaning for dates; limits are rules. */
function checkDate(value: string): ValueFault | undefined {
  return isDate(value) ? undefined : fault('VALUE-DATE');
}

function checkRange(isPart: (part: unknown) => boolean) {
  return (value: { readonly start: string; readonly end: string }): ValueFault | undefined => {
    if (!isPart(value.start) || !isPart(value.end)) return fault('VALUE-DATE');
    return value.end < value.start ? fault('VALUE-RANGE') : undefined;
  };
}

function checkChoice(value: unknown, field: Field, context: FormContext): ValueFault | undefined {
  const allowed = new Set<unknown>(optionsOf(field, context).map((option) => option.value));
  const chosen = Array.isArray(value) ? value : [value];
  return chosen.every((one) => allowed.has(one)) ? undefined : fault('VALUE-OPTION');
}

function checkTreeChoice(
  value: unknown,
  field: Field,
  context: FormContext,
): ValueFault | undefined {
  if (field.schema['x-component-props']?.['leavesOnly'] === true) {
    const chosen = Array.isArray(value) ? value : [value];
    const above = new Set<unknown>(optionsOf(field, context).map((option) => option.parent));
    if (chosen.some((one) => above.has(one))) return fault('VALUE-LEAF');
  }
  return checkChoice(value, field, context);
}

function checkUnit(value: string, field: Field, context: FormContext): ValueFault | undefined {
  const level = field.schema['x-component-props']?.['level'];
  const unit = context.units.find((one) => one.code === value);
  return unit === undefined || (typeof level === 'string' && unit.type !== level)
    ? fault('VALUE-UNIT')
    : undefined;
}

function checkRows(value: readonly unknown[], field: Field): ValueFault | undefined {
  const { minItems, maxItems = MAX_ROWS } = field.schema;
  if (minItems !== undefined && value.length < minItems) return fault('VALUE-FEW-ROWS', minItems);
  return value.length > maxItems ? fault('VALUE-MANY-ROWS', maxItems) : undefined;
}

const none = (): undefined => undefined;

const checks: Readonly<Record<ValueKind, Check>> = {
  void: none,
  group: none,
  rows: checkRows as Check,
  text: checkText as Check,
  number: checkNumber as Check,
  money: checkMoney as Check,
  percent: checkNumber as Check,
  rating: checkRating as Check,
  date: checkDate as Check,
  month: ((value: string) => (isMonth(value) ? undefined : fault('VALUE-DATE'))) as Check,
  dateTime: ((value: string) =>
    parseInstant(value) === undefined ? fault('VALUE-DATE') : undefined) as Check,
  dateRange: checkRange(isDate) as Check,
  monthRange: checkRange(isMonth) as Check,
  boolean: none,
  choice: checkChoice as Check,
  choices: checkChoice as Check,
  treeChoice: checkTreeChoice as Check,
  identityNumber: ((value: string, _field: Field, context: FormContext) =>
    isIdentityNumber(value) && isBornBy(value, context.now)
      ? undefined
      : fault('VALUE-ID-NUMBER')) as Check,
  phone: ((value: string) =>
    /^1[3-9]\d{9}$/.test(value) || /^0\d{2,3}-?\d{7,8}$/.test(value)
      ? undefined
      : fault('VALUE-PHONE')) as Check,
  bankAccount: ((value: string) =>
    /^\d{16,21}$/.test(value) ? undefined : fault('VALUE-BANK')) as Check,
  unit: checkUnit as Check,
  unitPath: checkUnit as Check,
  signature: ((value: { readonly strokes?: unknown }) =>
    typeof value.strokes === 'string' && value.strokes.length > 200_000
      ? fault('VALUE-TOO-LONG', 200_000)
      : undefined) as Check,
  files: checkRows as Check,
  opinion: composites.opinion.check,
  checklist: composites.checklist.check,
  location: composites.location.check,
  calculated: none,
};

/** What is wrong with a value of the right shape, the first thing only. */
export function checkValue(
  field: Field,
  value: unknown,
  context: FormContext,
): ValueFault | undefined {
  return checks[field.kind](value as never, field, context);
}

/** What a value that has begun still lacks; held only against those who can change it. */
export function checkWhole(
  field: Field,
  value: unknown,
  context: FormContext,
): ValueFault | undefined {
  return compositeOf(field.kind)?.missing?.(value, field, context);
}

const RANGE = ['start', 'end'];

/** What the values of a kind consist of; anything else that came along is left behind. */
const parts: Readonly<Partial<Record<ValueKind, readonly string[]>>> = {
  dateRange: RANGE,
  monthRange: RANGE,
  signature: ['name', 'at', 'strokes'],
};

/**
 * How a value is kept: identity numbers in capitals, texts without blanks around them, no zero below zero, nothing that its
 * kind has not.
 */
export function normalizeValue(field: Field, value: unknown): unknown {
  const composite = compositeOf(field.kind);
  if (composite !== undefined) return composite.normalize(value);
  if (field.kind === 'files') return keepFiles(value);
  const names = parts[field.kind];
  if (names !== undefined) return partsOf(value, names);
  if (value === 0) return 0;
  if (typeof value !== 'string') return value;
  if (field.kind === 'identityNumber') return normalizeIdentityNumber(value);
  return value.trim();
}
