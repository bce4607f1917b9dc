import type { Document } from 'bson';
import { badValue } from '../store-error';
import { compareValues } from '../values/order';
import { candidatesAt } from '../values/path';

export type Direction = 1 | -1;
export interface SortField {
  readonly path: string;
  readonly direction: Direction;
}

export function parseSort(sort: Document | undefined): SortField[] {
  return Object.entries(sort ?? {}).map(([path, direction]) => {
    const number = Number(direction);
    if (number !== 1 && number !== -1) {
      throw badValue(`Expected a $sort direction of 1 or -1 for ${path}`);
    }
    return { path, direction: number };
  });
}

/** An array sorts by its smallest element ascending, by its greatest descending. */
function sortValue(document: Document, path: readonly string[], direction: Direction): unknown {
  const values = candidatesAt(document, path);
  const elements = values.filter((value) => !Array.isArray(value));
  const pool = elements.length > 0 ? elements : values;
  let best = pool[0];
  for (const value of pool) if (compareValues(value, best) * direction < 0) best = value;
  return best;
}

/** A sorted copy; equal documents keep their order. */
export function sortDocuments(documents: readonly Document[], fields: readonly SortField[]) {
  if (fields.length === 0) return [...documents];
  const paths = fields.map((field) => field.path.split('.'));
  const keyed = documents.map((document) => ({
    document,
    keys: fields.map((field, at) => sortValue(document, paths[at] ?? [], field.direction)),
  }));
  keyed.sort((left, right) => {
    for (const [at, field] of fields.entries()) {
      const difference = compareValues(left.keys[at], right.keys[at]);
      if (difference !== 0) return difference * field.direction;
    }
    return 0;
  });
  return keyed.map(({ document }) => document);
}
