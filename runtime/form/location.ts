import { dateTimeAt, parseInstant } from '../kernel';
import { formValueMessages } from '../messages/form-values';
import { formatMessage } from '../messages/format';
import type { CompositeValue } from './composite-value';
import { fault, isNumber, isOptional, isRecord, isText, partsOf } from './value-shape';

/** A place on the earth (WGS 84), measured by a device or written by hand. */
export interface Location {
  /** Degrees east, −180 to 180. */
  readonly longitude?: number;
  /** Degrees north, −90 to 90. */
  readonly latitude?: number;
  /** Metres by which it may be off; absent where a person wrote the figures. */
  readonly accuracy?: number;
  /** ISO 8601 instant at which it was measured or written. */
  readonly at?: string;
}

const PARTS = ['longitude', 'latitude', 'accuracy', 'at'];
const MAX_LONGITUDE = 180;
const MAX_LATITUDE = 90;
/** A tenth of a metre: more is noise. */
const DECIMALS = 6;

export function readLocation(value: unknown): Location {
  return partsOf(value, PARTS) as Location;
}

/** Degrees as they are kept and shown. */
export function roundDegrees(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS));
}

function isWithin(value: number | undefined, limit: number): boolean {
  return value !== undefined && Math.abs(value) <= limit;
}

function degreesText(
  degrees: number,
  positive: keyof typeof formValueMessages,
  negative: keyof typeof formValueMessages,
): string {
  const key = degrees < 0 ? negative : positive;
  return formatMessage(formValueMessages, key, { degrees: Math.abs(degrees) });
}

function describe(value: unknown): string {
  const { longitude, latitude, accuracy, at } = readLocation(value);
  if (longitude === undefined || latitude === undefined) return '';
  const place = [
    degreesText(longitude, 'east', 'west'),
    degreesText(latitude, 'north', 'south'),
  ].join('，');
  const instant = isText(at) ? parseInstant(at) : undefined;
  const about = [
    isNumber(accuracy)
      ? formatMessage(formValueMessages, 'accuracy', { metres: Math.round(accuracy) })
      : '',
    instant === undefined ? '' : dateTimeAt(instant),
  ].filter((part) => part !== '');
  if (about.length === 0) return place;
  return formatMessage(formValueMessages, 'locationWith', { place, about: about.join('，') });
}

export const location: CompositeValue = {
  hasShape: (value) =>
    isRecord(value) &&
    ['longitude', 'latitude', 'accuracy'].every((part) => isOptional(value[part], isNumber)) &&
    isOptional(value['at'], isText),
  isEmpty: (value) =>
    isRecord(value) &&
    ['longitude', 'latitude'].every((part) => isOptional(value[part], (one) => one === '')),
  normalize: readLocation,
  check: (value) => {
    const { longitude, latitude, accuracy = 0, at } = readLocation(value);
    if (longitude === undefined || latitude === undefined) return fault('VALUE-LOCATION-PART');
    if (!isWithin(longitude, MAX_LONGITUDE) || !isWithin(latitude, MAX_LATITUDE) || accuracy < 0)
      return fault('VALUE-LOCATION');
    return at !== undefined && parseInstant(at) === undefined ? fault('VALUE-DATE') : undefined;
  },
  describe,
};
