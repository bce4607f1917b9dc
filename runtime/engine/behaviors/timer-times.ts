import {
  addDuration,
  nextCron,
  parseCron,
  parseCycle,
  parseDuration,
  parseInstant,
} from '../../kernel';

/** When a timer comes due first, and how often: turns left, null for ever, absent for once. */
export interface FirstDue {
  readonly dueAt: number;
  readonly repeat?: number | null;
}

/**
 * Reads a date, a duration, a repeating interval or a cron expression.
 *
 * @returns undefined when the text is none of them
 */
export function firstDue(text: string, now: number): FirstDue | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined) return { dueAt: addDuration(now, duration) };
  const instant = parseInstant(text);
  if (instant !== undefined) return { dueAt: instant };
  const cycle = parseCycle(text);
  if (cycle !== undefined) {
    return { dueAt: cycle.startAt ?? addDuration(now, cycle.interval), repeat: cycle.count };
  }
  const next = nextDue(text, now);
  return next === undefined ? undefined : { dueAt: next, repeat: null };
}

/** The turn of a cycle after one that was due; late turns do not shift the rest. */
export function nextDue(text: string, dueAt: number): number | undefined {
  const cycle = parseCycle(text);
  if (cycle !== undefined) return addDuration(dueAt, cycle.interval);
  const cron = parseCron(text);
  return cron === undefined ? undefined : nextCron(cron, dueAt);
}
