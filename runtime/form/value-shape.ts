import type { formMessages } from '../messages/form';

/** What is wrong with a value: a code and what fills its sentence. */
export interface ValueFault {
  readonly code: keyof typeof formMessages;
  readonly limit?: number;
  /** What is missing, in the words of the form. */
  readonly names?: string;
}

export function fault(code: ValueFault['code'], limit?: number): ValueFault {
  return limit === undefined ? { code } : { code, limit };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

export function isScalar(value: unknown): value is string | number | boolean {
  return isText(value) || isNumber(value) || typeof value === 'boolean';
}

/** Whether a part that need not be there is absent or right. */
export function isOptional(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return value === undefined || value === null || isRight(value);
}

/** The own scalar parts of a value that have one of the names; anything else that came along is left behind. */
export function partsOf(value: unknown, names: readonly string[]): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  if (!isRecord(value)) return kept;
  for (const name of names) {
    const part = Object.hasOwn(value, name) ? value[name] : undefined;
    if (isScalar(part)) kept[name] = part;
  }
  return kept;
}
