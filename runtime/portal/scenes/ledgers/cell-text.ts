import type { LedgerColumn } from '../../../contract';

/** A cell as people read it: money with 千分位 and cents, percentages with their sign, nothing for nothing. */
export function cellText(type: LedgerColumn['type'], value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (type === 'money') {
    return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
  if (type === 'percent') return `${value}%`;
  return type === 'integer' ? value.toLocaleString('en-US') : String(value);
}
