import type { CompiledExpression } from '../expression';
import type { FormContext } from './context';
import type { CompiledRule, Field, FormModel } from './model';

type Tree = Readonly<Record<string, unknown>>;

/** Rules of a field that are evaluated wherever the form is filled; what prefills it runs on the server alone. */
function rulesOf(field: Field): readonly (CompiledExpression | undefined)[] {
  return [
    field.compute,
    field.visible,
    field.editable,
    field.requiredWhen,
    ...field.rules.flatMap(expressionsOf),
  ];
}

function expressionsOf({
  assert,
  when,
}: CompiledRule): readonly (CompiledExpression | undefined)[] {
  return [assert, when];
}

/** The paths behind `$record` or `$case` that the rules of a form read; `''` stands for all of it. */
function readsOf(form: FormModel, root: string): readonly string[] {
  const rules = [...form.byAddress.values()].flatMap(rulesOf);
  const reads = [...rules, ...form.rules.flatMap(expressionsOf)].flatMap((one) => one?.reads ?? []);
  return reads.flatMap((read) => {
    if (read === `$${root}`) return [''];
    return read.startsWith(`$${root}.`) ? [read.slice(root.length + 2)] : [];
  });
}

/**
 * The context without what no rule of these forms reads: whoever fills a form need not receive the whole record of a
 * household, nor every form that others have filled in the case.
 */
export function contextFor(forms: readonly FormModel[], context: FormContext): FormContext {
  const part = (root: 'case' | 'record'): Tree | null => {
    const whole = context[root];
    if (whole === null || whole === undefined) return null;
    const paths = forms.flatMap((form) => readsOf(form, root));
    return pick(
      whole,
      paths.map((path) => (path === '' ? [] : path.split('.'))),
    ) as Tree;
  };
  return { ...context, case: part('case'), record: part('record') };
}

/** What lies on some of the paths; a list is gone through, an empty path keeps everything. */
function pick(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((one) => pick(one, paths));
  if (typeof value !== 'object' || value === null) return undefined;
  const picked: Record<string, unknown> = {};
  for (const name of new Set(paths.map(([first = '']) => first))) {
    if (!Object.hasOwn(value, name)) continue;
    const below = paths.flatMap(([first, ...rest]) => (first === name ? [rest] : []));
    picked[name] = pick((value as Tree)[name], below);
  }
  return picked;
}
