import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type FormMessage, type Values, evaluateForm } from '../../../runtime/form';
import { type LoadedPackage, loadPackage, resolveParameters } from '../../../runtime/package';

export type Row = Record<string, unknown>;

const directory = resolve(import.meta.dirname, '../../../definitions/mile-2020');

function filesOf(): Map<string, string> {
  const files = new Map<string, string>();
  const walk = (at: string): void => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(directory, path), readFileSync(path, 'utf8'));
    }
  };
  walk(directory);
  return files;
}

/** The shipped package, loaded as the runtime loads it. */
export async function loadMile(): Promise<LoadedPackage> {
  const { package: loaded, problems } = await loadPackage(filesOf());
  if (loaded === undefined) throw new Error(problems.map((one) => one.message).join('\n'));
  return loaded;
}

export interface Around {
  /** Forms of the case filled before this one, by variable. */
  readonly forms?: Readonly<Record<string, unknown>>;
  /** Parameters of another county. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** ISO time at which the form is filled. @default 2020-06-05T16:00:00+08:00 */
  readonly at?: string;
  readonly record?: Readonly<Record<string, unknown>>;
}

export interface Filled {
  readonly values: Values;
  readonly messages: readonly FormMessage[];
  /** `severity rule-or-code path`, sorted. */
  readonly findings: readonly string[];
}

/** Fills a form of the package and returns what it computes and says. */
export function fill(
  mile: LoadedPackage,
  key: string,
  values: Values,
  around: Around = {},
): Filled {
  const form = mile.forms.get(key);
  if (form === undefined) throw new Error(`no form ${key}`);
  const at = around.at ?? '2020-06-05T16:00:00+08:00';
  const evaluation = evaluateForm(form, values, {
    params: { ...resolveParameters(mile.parameters, at.slice(0, 10)), ...around.params },
    case: { number: 'SB-2020-000001', forms: around.forms ?? {} },
    record: around.record ?? null,
    user: { name: '普正明', unit: '532504108206', post: '村支书' },
    now: Date.parse(at),
    dictionaries: Object.fromEntries(
      [...mile.dictionaries].map(([name, dictionary]) => [name, dictionary.items]),
    ),
    units: mile.organization.units,
  });
  const findings = evaluation.messages
    .map((one) => `${one.severity} ${one.rule ?? one.code} ${one.path}`)
    .sort();
  return { values: evaluation.values, messages: evaluation.messages, findings };
}

/** What the people of a worked example filled in, by variable of the case. */
export function filledIn(mile: LoadedPackage, scenario: string): Record<string, Row> {
  const example = mile.scenarios.find((one) => one.key === scenario);
  if (example === undefined) throw new Error(`no scenario ${scenario}`);
  const steps = example.steps.map((step) => ('forms' in step ? step.forms : undefined) ?? {});
  return structuredClone(Object.assign({}, example.start.forms, ...steps.reverse())) as Record<
    string,
    Row
  >;
}
