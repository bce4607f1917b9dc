import { workedExample } from './walk';

const CHECK_DIGITS = '10X98765432';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const HEAD = '532599197403120012';

/** An identity number (GB 11643) like that of S1's head, for another person. */
function identityNumber(order: number): string {
  const body = `53259919740312${String(order * 2 + 101).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${CHECK_DIGITS[sum % 11]}`;
}

/** The application of S1 for another household; `order` from 0 to 449. */
export function applicationOf(order: number): Record<string, unknown> {
  const text = JSON.stringify(workedExample('s1').start.forms['application']);
  return JSON.parse(text.replaceAll(HEAD, identityNumber(order))) as Record<string, unknown>;
}
