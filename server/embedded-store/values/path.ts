import { isDocument } from './document';

const isPosition = (part: string) => /^\d+$/.test(part);

/**
 * Every value at a dotted path, going through arrays as MongoDB does: `a.b` looks into each element of an array `a`,
 * and a number is also a position. `undefined` stands for a missing field.
 */
export function valuesAt(root: unknown, path: readonly string[], from = 0): unknown[] {
  const part = path[from];
  if (part === undefined) return [root];
  if (Array.isArray(root)) {
    const found: unknown[] = [];
    if (isPosition(part) && Number(part) < root.length) {
      found.push(...valuesAt(root[Number(part)], path, from + 1));
    }
    for (const item of root) if (isDocument(item)) found.push(...valuesAt(item, path, from));
    return found.length === 0 && !isPosition(part) ? [] : found;
  }
  if (!isDocument(root)) return [undefined];
  return valuesAt(Object.hasOwn(root, part) ? root[part] : undefined, path, from + 1);
}

/** The values at a path with the elements of a last array beside the array itself: what a comparison tries. */
export function candidatesAt(root: unknown, path: readonly string[]): unknown[] {
  const values = valuesAt(root, path);
  const arrays = values.filter((value) => Array.isArray(value));
  return arrays.length === 0 ? values : [...values, ...arrays.flat(1)];
}
