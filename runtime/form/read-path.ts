import type { Field } from './model';

/**
 * The field path that a rule's read means: `$row.age` in the table `members` is `members.age`. Undefined for what is no
 * field; `''` for all fields.
 */
export function readPath(read: string, table: Field | undefined): string | undefined {
  if (!read.startsWith('$')) return read;
  if (read === '$values') return '';
  if (read.startsWith('$values.')) return read.slice('$values.'.length);
  if (table !== undefined && read === '$row') return table.path;
  if (table !== undefined && read.startsWith('$row.'))
    return `${table.path}.${read.slice('$row.'.length)}`;
  return undefined;
}
