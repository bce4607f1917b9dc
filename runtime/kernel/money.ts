/**
 * Rounds to the cent, half away from zero, as a person does on paper. The small addition makes up for binary fractions
 * such as 1.005, which lies a hair below its decimal value.
 */
export function roundToCents(amount: number): number {
  const cents = Math.floor(Math.abs(amount) * 100 + 0.5 + 1e-7);
  return amount < 0 ? -cents / 100 || 0 : cents / 100;
}

/** `1234567.5` → `1,234,567.50` */
export function formatMoney(amount: number): string {
  const rounded = roundToCents(amount);
  const [whole = '0', cents = '00'] = Math.abs(rounded).toFixed(2).split('.');
  const sign = rounded < 0 ? '-' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
