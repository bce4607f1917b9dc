import type { ValueKind } from './components';
import type { CompositeValue } from './composite-value';
import { checklist } from './checklist';
import { location } from './location';
import { opinion } from './opinion';

/** Kinds of values that consist of parts, beside those that only `check-value` knows. */
export const composites = {
  opinion,
  checklist,
  location,
} as const satisfies Readonly<Partial<Record<ValueKind, CompositeValue>>>;

export function compositeOf(kind: ValueKind): CompositeValue | undefined {
  const known: Readonly<Partial<Record<ValueKind, CompositeValue>>> = composites;
  return known[kind];
}
