import { workedExample } from './walk';

const CHECK_DIGITS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Of the household's head in S1. */
export const HEAD = '532599197403120012';
/** Identity numbers that are given to those who were born on one day. */
const A_DAY = 450;
const DAYS = 28;

/** An identity number (GB 11643) like that of S1's head, for another person; `order` from 0 to 151,199. */
export function identityNumber(order: number): string {
  const day = 11 + Math.floor(order / A_DAY);
  const month = (2 + Math.floor(day / DAYS)) % 12;
  const born = [month + 1, (day % DAYS) + 1].map((part) => String(part).padStart(2, '0')).join('');
  const body = `5325991974${born}${String((order % A_DAY) * 2 + 101).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${CHECK_DIGITS[sum % 11]}`;
}

/** The application of S1 for another household. */
export function applicationOf(order: number): Record<string, unknown> {
  const text = JSON.stringify(workedExample('s1').start.forms['application']);
  return JSON.parse(text.replaceAll(HEAD, identityNumber(order))) as Record<string, unknown>;
}
