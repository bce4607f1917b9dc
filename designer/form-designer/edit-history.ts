/** A state that can go back and forth; every edit is one step with words for the buttons' hints. */
export interface EditHistory<T> {
  readonly present: T;
  readonly past: ReadonlyArray<{ readonly state: T; readonly label: string }>;
  readonly future: ReadonlyArray<{ readonly state: T; readonly label: string }>;
  /** What merges with the next edit of the same kind, so that typing a title is one step. */
  readonly mergeKey: string | null;
}

const LIMIT = 200;

export function startHistory<T>(present: T): EditHistory<T> {
  return { present, past: [], future: [], mergeKey: null };
}

/**
 * Adds a step. Steps with the same non-null `mergeKey` in a row become one; an edit that changes nothing is no step.
 */
export function edit<T>(
  history: EditHistory<T>,
  next: T,
  label: string,
  mergeKey: string | null = null,
): EditHistory<T> {
  if (next === history.present) return history;
  if (mergeKey !== null && mergeKey === history.mergeKey) {
    return { ...history, present: next, future: [] };
  }
  const past = [...history.past, { state: history.present, label }].slice(-LIMIT);
  return { present: next, past, future: [], mergeKey };
}

export function undo<T>(history: EditHistory<T>): EditHistory<T> {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    present: step.state,
    past: history.past.slice(0, -1),
    future: [{ state: history.present, label: step.label }, ...history.future],
    mergeKey: null,
  };
}

export function redo<T>(history: EditHistory<T>): EditHistory<T> {
  const [step, ...rest] = history.future;
  if (step === undefined) return history;
  return {
    present: step.state,
    past: [...history.past, { state: history.present, label: step.label }],
    future: rest,
    mergeKey: null,
  };
}
