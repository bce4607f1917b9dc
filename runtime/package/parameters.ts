import type { Parameters } from './files';

/** The parameters in force on a day, by key. A case keeps those of the day on which it began. */
export function resolveParameters(
  parameters: Parameters,
  date: string,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    parameters.parameters.map((parameter) => {
      const inForce = (parameter.values ?? [])
        .filter((one) => one.validFrom <= date)
        .sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1));
      const [latest] = inForce;
      return [parameter.key, latest === undefined ? parameter.value : latest.value];
    }),
  );
}
