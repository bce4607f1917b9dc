import { type FormAccess, accessTo } from './context';
import { type Field, holdsValue } from './model';

/**
 * Where a row of a narrowed table says which row of before it is, counted from 0, or that it is new. A person who may not
 * see a column can still take out rows; what they cannot see must not pass from one row to another. No field can have
 * this key.
 */
export const ROW_ORIGIN = '#';
export const NEW_ROW = -1;

/** Whether people may change the rows of a table, but not always all that stands in them. */
export function isNarrowedTable(table: Field, access: FormAccess): boolean {
  const isNarrowed = (field: Field): boolean =>
    field.editable !== undefined ||
    (holdsValue(field) && accessTo(access, field.path) !== 'edit') ||
    field.children.some(isNarrowed);
  return accessTo(access, table.path) === 'edit' && table.children.some(isNarrowed);
}

/** @returns undefined where nothing is said */
export function originOf(row: unknown): number | undefined {
  if (typeof row !== 'object' || row === null || !Object.hasOwn(row, ROW_ORIGIN)) return undefined;
  const origin = (row as Record<string, unknown>)[ROW_ORIGIN];
  return Number.isInteger(origin) ? (origin as number) : undefined;
}

/**
 * For each row that was sent the row of before that it is; undefined for a new one. No row of before is taken twice. Rows
 * that say nothing at all, as those of a program may, are taken to stand where they stood.
 */
export function rowsOfBefore(
  sent: readonly unknown[],
  before: readonly unknown[],
): readonly unknown[] {
  const origins = sent.map(originOf);
  if (origins.every((origin) => origin === undefined)) return sent.map((_, index) => before[index]);
  const taken = new Set<number>();
  return origins.map((origin) => {
    if (origin === undefined || taken.has(origin)) return undefined;
    taken.add(origin);
    return before[origin];
  });
}
