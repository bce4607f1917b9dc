import type { Parameters } from './files';

type Values = Readonly<Record<string, unknown>>;

/** The day asked for last, of each package: what a server works on at a time is mostly of one day. */
const lastDay = new WeakMap<Parameters, { readonly date: string; readonly values: Values }>();

/** The parameters in force on a day, by key. A case keeps those of the day on which it began. */
export function resolveParameters(parameters: Parameters, date: string): Values {
  const known = lastDay.get(parameters);
  if (known?.date === date) return known.values;
  const values = Object.fromEntries(
    parameters.parameters.map((parameter) => {
      const inForce = (parameter.values ?? [])
        .filter((one) => one.validFrom <= date)
        .sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1));
      const [latest] = inForce;
      return [parameter.key, latest === undefined ? parameter.value : latest.value];
    }),
  );
  lastDay.set(parameters, { date, values });
  return values;
}
