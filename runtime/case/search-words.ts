import type { LoadedPackage } from '../package';
import { type CaseState, variablesOf } from './case-state';

/** Characters of a value that are searched by. */
const MAX_LENGTH = 80;

/**
 * By what operators find a case: `path=value` for every variable that its process names in `banshi:searchVariables`. Of a
 * list every item counts; what is neither text, number nor truth value is not searched by.
 */
export function searchWords(loaded: LoadedPackage, state: CaseState): readonly string[] {
  const paths = loaded.deployment.processes.get(state.processId)?.searchVariables ?? [];
  return paths.flatMap((path) =>
    valuesAt(variablesOf(state), path.split('.')).flatMap((value) =>
      ['string', 'number', 'boolean'].includes(typeof value)
        ? [`${path}=${String(value).trim().slice(0, MAX_LENGTH)}`]
        : [],
    ),
  );
}

function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
