import { dateAt, isDate } from './time';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Trimmed and in capitals: a final `x` counts as `X`. */
export function normalizeIdentityNumber(text: string): string {
  return text.trim().toUpperCase();
}

/**
 * Whether the first 18 characters are a resident identity number by GB 11643: check digit right and a real birth date.
 * Certificates of disability are that number with a kind (1–7) and a degree (1–4), and two more digits for a reissue.
 */
export function isIdentityNumber(text: string): boolean {
  const number = normalizeIdentityNumber(text);
  if (!/^[1-9]\d{16}[\dX](\d{2}|\d{4})?$/.test(number)) return false;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += (WEIGHTS[index] ?? 0) * Number(number[index]);
  }
  if (CHECK_DIGITS[sum % 11] !== number[17]) return false;
  if (number.length > 18 && !/^[1-7][1-4]/.test(number.slice(18))) return false;
  return birthDateOf(number) !== undefined;
}

/** `YYYY-MM-DD`, or undefined when positions 7 to 14 are no date. */
export function birthDateOf(text: string): string | undefined {
  const digits = normalizeIdentityNumber(text).slice(6, 14);
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return isDate(date) ? date : undefined;
}

/** The 17th digit is odd for men and even for women. */
export function genderOf(text: string): '男' | '女' | undefined {
  const digit = normalizeIdentityNumber(text)[16];
  if (digit === undefined || !/\d/.test(digit)) return undefined;
  return Number(digit) % 2 === 1 ? '男' : '女';
}

/** Completed years of life on a date. */
export function ageOn(birthDate: string, date: string): number {
  const compact = (text: string): number => Number(text.replaceAll('-', ''));
  return Math.floor((compact(date) - compact(birthDate)) / 10_000);
}

/** Whether the birth date lies no later than the day of `now`. */
export function isBornBy(text: string, now: number): boolean {
  const birth = birthDateOf(text);
  return birth !== undefined && birth <= dateAt(now);
}

export type MaskKind = 'id' | 'phone' | 'bank' | 'name';

/** Hides the middle of a value and keeps what people compare: `532599********0012`, `138****1234`, `李**`. */
export function maskText(text: string, kind: MaskKind): string {
  const keep = { id: [6, 4], phone: [3, 4], bank: [4, 4], name: [1, 0] } as const;
  const [head, tail] = keep[kind];
  if (text.length <= head + tail) return '*'.repeat(text.length);
  return (
    text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(text.length - tail)
  );
}
