import type { FieldState, FormEvaluation, FormMessage } from '../../form';

/** The earlier value wherever it says the same, part by part, so that what shows it need not be drawn again. */
export function shared<T>(before: unknown, now: T): T {
  if (Object.is(before, now)) return now;
  if (typeof before !== 'object' || before === null || typeof now !== 'object' || now === null)
    return now;
  if (Array.isArray(before) !== Array.isArray(now)) return now;
  const old = before as Readonly<Record<string, unknown>>;
  const entries = Object.entries(now).map(
    ([key, value]) => [key, shared(old[key], value)] as const,
  );
  const isSame =
    entries.length === Object.keys(old).length &&
    entries.every(([key, value]) => Object.hasOwn(old, key) && old[key] === value);
  if (isSame) return before as T;
  return (
    Array.isArray(now) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
  ) as T;
}

const NONE: readonly FormMessage[] = [];

/** An evaluation to be looked into place by place; what did not change is the same object as before. */
export class EvaluationView {
  readonly values: FormEvaluation['values'];
  readonly messages: readonly FormMessage[];
  readonly fields: ReadonlyMap<string, FieldState>;
  private readonly byPath: ReadonlyMap<string, readonly FormMessage[]>;

  constructor(now: FormEvaluation, before?: EvaluationView) {
    this.values = shared(before?.values, now.values);
    this.messages = now.messages;
    this.fields = new Map(
      [...now.fields].map(([path, state]) => [path, shared(before?.fields.get(path), state)]),
    );
    const byPath = new Map<string, FormMessage[]>();
    for (const message of now.messages) {
      const list = byPath.get(message.path);
      if (list === undefined) byPath.set(message.path, [message]);
      else list.push(message);
    }
    this.byPath = new Map(
      [...byPath].map(([path, list]) => [path, shared(before?.byPath.get(path), list)]),
    );
  }

  stateAt(path: string): FieldState | undefined {
    return this.fields.get(path);
  }

  messagesAt(path: string): readonly FormMessage[] {
    return this.byPath.get(path) ?? NONE;
  }

  valueAt(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>(
        (at, key) =>
          typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined,
        this.values,
      );
  }
}

/** How many errors lie at each place or inside it: `members.3` counts those of its cells. */
export function countByPlace(
  messages: readonly Pick<FormMessage, 'path' | 'severity'>[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path, severity } of messages) {
    if (severity !== 'error') continue;
    for (let end = path.indexOf('.'); end !== -1; end = path.indexOf('.', end + 1))
      add(counts, path.slice(0, end));
    add(counts, path);
  }
  return counts;
}

function add(counts: Map<string, number>, place: string): void {
  counts.set(place, (counts.get(place) ?? 0) + 1);
}
