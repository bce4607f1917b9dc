import type { FormContext, Values } from '../../runtime/form';
import { type LoadedPackage, resolveParameters } from '../../runtime/package';

interface PreviewMoment {
  /** Epoch milliseconds. @default now */
  readonly now?: number;
  /** What other forms of the case say, by variable. */
  readonly forms?: Readonly<Record<string, Values>>;
}

/** What the rules of a form that is tried in the designer read: the package's own lists and parameters, no household. */
export function previewContext(
  loaded: LoadedPackage | null,
  { now = Date.now(), forms = {} }: PreviewMoment = {},
): FormContext {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    params: loaded === null ? {} : resolveParameters(loaded.parameters, today),
    case: { forms },
    record: null,
    user: {},
    now,
    dictionaries: Object.fromEntries(
      [...(loaded?.dictionaries ?? [])].map(([key, one]) => [key, one.items]),
    ),
    units: loaded?.organization.units ?? [],
  };
}
