import type { FormContext } from './context';
import type { Field } from './model';

/** Something that can be chosen. */
export interface Option {
  readonly value: string | number | boolean;
  readonly label: string;
  /** Value of the item above it in a tree. */
  readonly parent?: string | undefined;
  /** Kept for old values, no longer to be chosen. */
  readonly disabled?: boolean | undefined;
}

/** What a field offers: the items of its code list, or its own options. */
export function optionsOf(field: Field, context: FormContext): readonly Option[] {
  if (field.dictionary === undefined) return field.options ?? [];
  return Object.hasOwn(context.dictionaries, field.dictionary)
    ? (context.dictionaries[field.dictionary] ?? [])
    : [];
}

/** The words for a value; the value itself where nothing says them. */
export function labelOf(value: unknown, options: readonly Option[]): string {
  return options.find((option) => option.value === value)?.label ?? String(value);
}

/** Lines that say something, from a list or from one text with line breaks; undefined for anything else. */
export function toLines(value: unknown): readonly string[] | undefined {
  const lines: unknown = typeof value === 'string' ? value.split('\n') : value;
  if (!Array.isArray(lines)) return undefined;
  return lines
    .filter((line) => typeof line === 'string')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A property of lines. */
export function linesOf(
  field: Pick<Field, 'schema'>,
  property: string,
): readonly string[] | undefined {
  return toLines(field.schema['x-component-props']?.[property]);
}
