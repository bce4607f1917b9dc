import type { Field, FormModel } from './model';
import type { Values } from './schema';

/** The digits of a person's own; some numbers have more behind them, of a disability for example. */
const IDENTITY_DIGITS = 18;

/** The form in which values are compared: capitals, and of a long identity number what is the person's. */
export function uniqueForm(value: unknown): string {
  return String(value as string | number)
    .trim()
    .toUpperCase()
    .slice(0, IDENTITY_DIGITS);
}

/** What a filled form holds in its `unique` fields, by the kind of record in which it may not occur twice. */
export function uniqueValues(
  form: FormModel,
  values: Values,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const field of form.uniqueFields) {
    const kind = field.unique ?? '';
    found.set(kind, [...(found.get(kind) ?? []), ...valuesOf(field, values)]);
  }
  return found;
}

function valuesOf(field: Field, values: Values): readonly string[] {
  return textsAt(values, field.path)
    .map(uniqueForm)
    .filter((one) => one !== '');
}

/** The texts and numbers at a path, in every row of a table that lies on it. */
export function textsAt(values: Values, path: string): readonly (string | number)[] {
  return path
    .split('.')
    .reduce<readonly unknown[]>(
      (holders, key) =>
        holders.flatMap((holder) => {
          const one =
            typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
              ? (holder as Values)[key]
              : undefined;
          return Array.isArray(one) ? (one as readonly unknown[]) : [one];
        }),
      [values],
    )
    .filter((one) => typeof one === 'string' || typeof one === 'number');
}
