import type { Document } from 'bson';
import { badValue, pathConflict, StoreError } from '../store-error';
import { isDocument } from '../values/document';

/** Finds which element the query matched, for `$`; and whether an element passes `$[name]`. */
export interface Positions {
  matched(arrayPath: string): number | undefined;
  filters: ReadonlyMap<string, (element: unknown) => boolean>;
}

export function read(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const part of path) {
    if (Array.isArray(value)) value = /^\d+$/.test(part) ? value[Number(part)] : undefined;
    else value = isDocument(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/**
 * Gives a changed document its own copies of what lies around a path; all else it shares with the one before, which is
 * not to change.
 */
export function unshare(root: Document, path: readonly string[]): void {
  let holder = root;
  for (const part of path.slice(0, -1)) {
    if (!Object.hasOwn(holder, part)) return;
    const inner: unknown = holder[part];
    if (Array.isArray(inner)) holder[part] = [...(inner as unknown[])];
    else if (isDocument(inner)) holder[part] = { ...inner };
    else return;
    holder = holder[part] as Document;
  }
}

/** Writes in place, making embedded documents on the way as MongoDB does. */
export function write(root: Document, path: readonly string[], value: unknown): void {
  let holder: Document | unknown[] = root;
  for (const [at, part] of path.entries()) {
    const last = at === path.length - 1;
    if (part === '' || part === '__proto__')
      throw badValue(`Expected a field name, but found '${part}'`);
    if (Array.isArray(holder)) {
      if (!/^\d+$/.test(part)) throw cannotCreate(path, part);
      const position = Number(part);
      if (position > holder.length + 1_500_000) throw badValue('array index is too large');
      while (holder.length < position) holder.push(null);
    }
    const slots = holder as Document;
    if (last) slots[part] = value;
    else {
      const next: unknown = Object.hasOwn(slots, part) ? slots[part] : undefined;
      if (next === undefined) slots[part] = {};
      else if (!isDocument(next) && !Array.isArray(next)) throw cannotCreate(path, part);
      holder = slots[part] as Document | unknown[];
    }
  }
}

export function remove(root: Document, path: readonly string[]): void {
  const holder = read(root, path.slice(0, -1));
  const last = path.at(-1);
  if (last === undefined) return;
  if (Array.isArray(holder)) {
    if (/^\d+$/.test(last) && Number(last) < holder.length) holder[Number(last)] = null;
  } else if (isDocument(holder)) delete holder[last];
}

function cannotCreate(path: readonly string[], part: string): StoreError {
  return new StoreError(
    28,
    'PathNotViable',
    `Cannot create field in element {${part}} on the path '${path.join('.')}'`,
  );
}

/** The concrete paths that `a.$.b`, `a.$[].b` or `a.$[x].b` names in this document. */
export function expand(
  document: Document,
  parts: readonly string[],
  positions: Positions,
): string[][] {
  let paths: string[][] = [[]];
  for (const part of parts) {
    if (!part.startsWith('$')) for (const each of paths) each.push(part);
    else paths = paths.flatMap((before) => elementsOf(document, before, part, positions));
  }
  return paths;
}

function elementsOf(document: Document, before: string[], part: string, positions: Positions) {
  if (part === '$') {
    const position = positions.matched(before.join('.'));
    if (position === undefined) {
      throw badValue('The positional operator did not find the match needed from the query.');
    }
    return [[...before, String(position)]];
  }
  const name = /^\$\[(\w*)\]$/.exec(part)?.[1];
  if (name === undefined) {
    throw new StoreError(
      52,
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${part}' is not valid`,
    );
  }
  const array = read(document, before);
  if (!Array.isArray(array)) {
    throw badValue(
      `The path '${before.join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  const passes = name === '' ? () => true : positions.filters.get(name);
  if (!passes) throw badValue(`No array filter found for identifier '${name}'`);
  return array.flatMap((item: unknown, at) => (passes(item) ? [[...before, String(at)]] : []));
}

/** Two operators may not touch the same path, nor one a part of the other's. */
export function refuseConflicts(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  for (const [at, path] of sorted.entries()) {
    const other = sorted.find(
      (next, place) => place > at && (next === path || next.startsWith(`${path}.`)),
    );
    if (other)
      throw pathConflict(`Updating the path '${other}' would create a conflict at '${path}'`);
  }
}
