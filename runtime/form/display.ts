import { formatMoney } from '../kernel';
import { compositeOf } from './composites';
import type { FormContext } from './context';
import type { Field } from './model';
import { labelOf, optionsOf } from './options';
import { describeRating } from './rating';
import { labelsTo, unitOptions } from './tree';

type Show = (value: never, field: Field, context: FormContext) => string;

function choiceText(value: unknown, field: Field, context: FormContext): string {
  const options = optionsOf(field, context);
  const chosen = Array.isArray(value) ? value : [value];
  return chosen.map((one) => labelOf(one, options)).join('、');
}

const STEP = ' / ';

function treeChoiceText(value: unknown, field: Field, context: FormContext): string {
  const options = optionsOf(field, context);
  const chosen = Array.isArray(value) ? value : [value];
  return chosen.map((one) => labelsTo(one, options).join(STEP)).join('、');
}

function suffixed(value: number, field: Field): string {
  const suffix = field.schema['x-component-props']?.['suffix'];
  return `${value}${typeof suffix === 'string' ? ` ${suffix}` : ''}`;
}

function calculatedText(value: unknown, field: Field): string {
  const format = field.schema['x-component-props']?.['format'];
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') {
    if (format === 'money') return formatMoney(value);
    return format === 'percent' ? `${value}%` : suffixed(value, field);
  }
  return Array.isArray(value)
    ? value.map(String).join('、')
    : typeof value === 'object'
      ? ''
      : String(value);
}

const rangeText = ((value: { readonly start?: string; readonly end?: string }) =>
  `${value.start ?? ''} 至 ${value.end ?? ''}`) as Show;
const plain = ((value: unknown) => String(value)) as Show;

const shows: Readonly<Partial<Record<Field['kind'], Show>>> = {
  number: suffixed as Show,
  money: ((value: number) => formatMoney(value)) as Show,
  percent: ((value: number) => `${value}%`) as Show,
  rating: describeRating as Show,
  dateTime: ((value: string) => value.slice(0, 16).replace('T', ' ')) as Show,
  dateRange: rangeText,
  monthRange: rangeText,
  boolean: ((value: boolean) => (value ? '是' : '否')) as Show,
  choice: choiceText as Show,
  choices: choiceText as Show,
  treeChoice: treeChoiceText as Show,
  unitPath: ((value: string, _field: Field, context: FormContext) =>
    labelsTo(value, unitOptions(context)).join(STEP)) as Show,
  unit: ((value: string, _field: Field, context: FormContext) =>
    context.units.find((unit) => unit.code === value)?.name ?? value) as Show,
  signature: ((value: { readonly name?: string }) => value.name ?? '') as Show,
  files: ((value: ReadonlyArray<{ readonly name: string }>) =>
    value.map((file) => file.name).join('、')) as Show,
  rows: ((value: readonly unknown[]) => `${value.length} 行`) as Show,
  calculated: calculatedText as Show,
};

/** A value in the words of the screen and of print: labels instead of codes, 是/否, money with 千分位. `''` when empty. */
export function describeFieldValue(field: Field, value: unknown, context: FormContext): string {
  if (value === undefined || value === null || value === '') return '';
  const show =
    field.compute !== undefined && field.kind === 'text'
      ? plain
      : (compositeOf(field.kind)?.describe ?? shows[field.kind] ?? plain);
  return show(value as never, field, context);
}
