import { Frame, type Run } from '../run';
import { append, setKey } from '../values';

/** One row of a path that binds variables: the context item under `@`, and each variable under its name. */
export type Tuple = Record<string, unknown>;

export function tupleFrame(frame: Frame, tuple: Tuple): Frame {
  return new Frame(frame, Object.keys(tuple), Object.values(tuple));
}

/** Several rows as one, each variable holding all its values: the context of a group. */
export function mergeTuples(tuples: unknown, run: Run): Tuple {
  if (!Array.isArray(tuples)) return { ...(tuples as Tuple) };
  const [first, ...rest] = tuples as readonly Tuple[];
  const merged: Tuple = { ...first };
  for (const tuple of rest) {
    for (const [key, value] of Object.entries(tuple))
      setKey(merged, key, append(merged[key], value, run));
  }
  return merged;
}
