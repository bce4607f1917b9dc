import { formValueMessages } from '../messages/form-values';
import { formatMessage } from '../messages/format';
import type { Field } from './model';
import { type ValueFault, fault } from './value-shape';

const USUAL_STARS = 5;
const MAX_STARS = 10;

/** How many stars a rating has: 2 to 10. */
export function starsOf(field: Field): number {
  const count = field.schema['x-component-props']?.['count'];
  const isCount = typeof count === 'number' && Number.isInteger(count);
  return isCount && count >= 2 && count <= MAX_STARS ? count : USUAL_STARS;
}

export function checkRating(value: number, field: Field): ValueFault | undefined {
  const limit = starsOf(field);
  return Number.isInteger(value) && value >= 1 && value <= limit
    ? undefined
    : fault('VALUE-RATING', limit);
}

export function describeRating(value: number, field: Field): string {
  return formatMessage(formValueMessages, 'rating', { value, limit: starsOf(field) });
}
