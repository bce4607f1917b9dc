import { compileExpression } from '../../runtime/expression';
import type { FormDocument, Rule } from '../../runtime/form';
import {
  type NodePath,
  type SchemaNode,
  dataPathOf,
  nodeAt,
  renameNode,
  rootOf,
  updateGroup,
  walkNodes,
} from './form-document';

/** Attributes of `x-banshi` that are rules. */
export const EXPRESSIONS = ['compute', 'visible', 'editable', 'required', 'prefill'] as const;

function renamePath(path: string, old: string, next: string): string {
  return path === old || path.startsWith(`${old}.`) ? next + path.slice(old.length) : path;
}

/** Every name of a rule that stands outside strings and comments and is not a variable. */
function replaceName(source: string, old: string, next: string): string {
  const pattern = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[\s\S]*?\*\/|\$?[A-Za-z_]\w*/g;
  return source.replace(pattern, (token) => (token === old ? next : token));
}

/**
 * A rule after a field was renamed.
 *
 * @returns the rule as it was where it does not read the field, or where a new text would not read just the same
 */
export function renameInExpression(
  source: string,
  paths: ReadonlyArray<readonly [old: string, next: string]>,
): string {
  const before = compileExpression(source);
  if (!before.ok) return source;
  const expected = new Set(
    before.value.reads.map((read) =>
      paths.reduce((path, [old, next]) => renamePath(path, old, next), read),
    ),
  );
  if (before.value.reads.every((read) => expected.has(read))) return source;
  const [oldPath = '', nextPath = ''] = paths[0] ?? [];
  const renamed = replaceName(
    source,
    oldPath.split('.').at(-1) ?? '',
    nextPath.split('.').at(-1) ?? '',
  );
  const after = compileExpression(renamed);
  if (!after.ok) return source;
  const reads = new Set(after.value.reads);
  const isSame = reads.size === expected.size && [...expected].every((read) => reads.has(read));
  return isSame ? renamed : source;
}

/**
 * Gives a field another key and follows it through the form: rules that read it, places in the print text, messages
 * that stand at it. The old key is kept as `x-banshi.formerKeys`, so that older values are known as the field's.
 */
export function renameField(document: FormDocument, path: NodePath, key: string): FormDocument {
  const renamed = renameNode(document, path, key);
  const old = path.at(-1);
  if (renamed === document || old === undefined) return document;
  const newPath = [...path.slice(0, -1), key];
  const node = nodeAt(renamed, newPath);
  if (node === undefined || nodeAt(document, newPath) !== undefined) return document;
  if (node.type === 'void') return renamed;
  const from = dataPathOf(document, path);
  const to = dataPathOf(renamed, newPath);
  const former = (node['x-banshi']?.['formerKeys'] as readonly string[] | undefined) ?? [];
  const keys = [...former.filter((one) => one !== key && one !== old), old];
  const noted = updateGroup(renamed, newPath, 'x-banshi', { formerKeys: keys });
  const pairs: [string, string][] = [[from, to]];
  if (from.includes('.')) pairs.push([`$row.${old}`, `$row.${key}`]);
  const whole = { path: [], node: rootOf(noted) };
  const followed = [whole, ...walkNodes(noted)].reduce(
    (current, one) => followNode(current, one.path, one.node, pairs, from, to),
    noted,
  );
  return followPrint(followed, from, to);
}

function followNode(
  document: FormDocument,
  path: NodePath,
  node: SchemaNode,
  pairs: ReadonlyArray<readonly [string, string]>,
  from: string,
  to: string,
): FormDocument {
  const behavior = node['x-banshi'];
  if (behavior === undefined) return document;
  const patch: Record<string, unknown> = {};
  for (const name of EXPRESSIONS) {
    const source = behavior[name];
    if (typeof source !== 'string') continue;
    const next = renameInExpression(source, pairs);
    if (next !== source) patch[name] = next;
  }
  const rules = behavior['rules'] as readonly Rule[] | undefined;
  const nextRules = rules?.map((rule) => followRule(rule, pairs, from, to));
  if (nextRules?.some((rule, index) => rule !== rules?.[index]) === true)
    patch['rules'] = nextRules;
  return Object.keys(patch).length === 0
    ? document
    : updateGroup(document, path, 'x-banshi', patch);
}

function followRule(
  rule: Rule,
  pairs: ReadonlyArray<readonly [string, string]>,
  from: string,
  to: string,
): Rule {
  const assert = renameInExpression(rule.assert, pairs);
  const when = rule.when === undefined ? undefined : renameInExpression(rule.when, pairs);
  const at = rule.at === undefined ? undefined : renamePath(rule.at, from, to);
  if (assert === rule.assert && when === rule.when && at === rule.at) return rule;
  return {
    ...rule,
    assert,
    ...(when === undefined ? {} : { when }),
    ...(at === undefined ? {} : { at }),
  };
}

function followPrint(document: FormDocument, from: string, to: string): FormDocument {
  const { print } = document;
  if (print === undefined) return document;
  const inText = (text: string): string =>
    text.replace(/\{([^{}]+)\}/g, (place, path: string) =>
      renamePath(path, from, to) === path ? place : `{${renamePath(path, from, to)}}`,
    );
  const next = {
    ...print,
    ...(print.salutation === undefined ? {} : { salutation: inText(print.salutation) }),
    ...(print.paragraphs === undefined ? {} : { paragraphs: print.paragraphs.map(inText) }),
    ...(print.signatures === undefined
      ? {}
      : {
          signatures: print.signatures.map((one) =>
            one.path === undefined ? one : { ...one, path: renamePath(one.path, from, to) },
          ),
        }),
    ...(print.columns === undefined ? {} : { columns: followColumns(print.columns, from, to) }),
  };
  return JSON.stringify(next) === JSON.stringify(print) ? document : { ...document, print: next };
}

/** Printed columns are named by their keys, under the path of their table. */
function followColumns(
  columns: Readonly<Record<string, readonly string[]>>,
  from: string,
  to: string,
): Readonly<Record<string, readonly string[]>> {
  const [old, next] = [from, to].map((path) => path.split('.').at(-1) ?? '');
  return Object.fromEntries(
    Object.entries(columns).map(([table, keys]) => [
      renamePath(table, from, to),
      from.startsWith(`${table}.`) ? keys.map((key) => (key === old ? (next ?? key) : key)) : keys,
    ]),
  );
}
