import { compileExpression } from '../../runtime/expression';
import { type FormDocument, type Rule, components, isComponent } from '../../runtime/form';
import {
  type NodePath,
  type SchemaNode,
  childrenOf,
  dataPathOf,
  insertNode,
  nodeAt,
  rootOf,
  updateGroup,
  walkNodes,
} from './form-document';
import { insertionPlace } from './insertion-place';
import { EXPRESSIONS, renameField } from './rename-field';

/** A part of a form on its way to another place, or another form. */
export interface Fragment {
  readonly key: string;
  readonly node: SchemaNode;
  /** The node only holds several that were taken together, and goes when they are put down. */
  readonly isLoose?: boolean;
}

/** Tells a fragment from other texts on a clipboard. */
const MARK = 'banshi-form-fragment';
const NODES_MOST = 200;
const TEXT_MOST = 500_000;
const KEY = /^[A-Za-z]\w{0,63}$/;

export function fragmentText(document: FormDocument, path: NodePath): string | null {
  const node = nodeAt(document, path);
  const key = path.at(-1);
  return node === undefined || key === undefined ? null : JSON.stringify({ [MARK]: 1, key, node });
}

/** Several nodes that stand beside each other, as one text. */
export function looseFragmentText(
  document: FormDocument,
  paths: readonly NodePath[],
): string | null {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined) return fragmentText(document, only);
  const properties = Object.fromEntries(
    paths.flatMap((path) => {
      const node = nodeAt(document, path);
      return node === undefined ? [] : [[path.at(-1) ?? '', node] as const];
    }),
  );
  if (Object.keys(properties).length === 0) return null;
  const node = { type: 'void', 'x-component': 'Section', properties };
  return JSON.stringify({ [MARK]: 1, key: 'taken', node, isLoose: true });
}

/** @returns null for any text that is no fragment of known components */
export function readFragment(text: string): Fragment | null {
  if (text.length > TEXT_MOST || !text.includes(MARK)) return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // Some other text that names the mark.
    return null;
  }
  if (!isObject(read) || read[MARK] !== 1 || !isObject(read['node'])) return null;
  const key = read['key'];
  const node = read['node'] as SchemaNode;
  if (typeof key !== 'string' || !KEY.test(key) || !isKnown(node)) return null;
  const inside = walkNodes(alone(key, node));
  const fits = inside.every((one) => KEY.test(one.path.at(-1) ?? '') && isKnown(one.node));
  if (!fits || inside.length > NODES_MOST) return null;
  return read['isLoose'] === true ? { key, node, isLoose: true } : { key, node };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKnown(node: SchemaNode): boolean {
  return isObject(node) && isComponent(node['x-component']);
}

/** A form that has nothing but the fragment. */
function alone(key: string, node: SchemaNode): FormDocument {
  const schema = { type: 'object', properties: { [key]: node } };
  return { key: 'fragment', title: '', schema } as unknown as FormDocument;
}

export interface Pasted {
  readonly document: FormDocument;
  readonly path: NodePath;
  /** Names that its rules read and the form does not have. */
  readonly missing: readonly string[];
}

/**
 * Puts a fragment into the selected container, or behind the selected field. Fields whose names are taken get others, and
 * the fragment's own rules follow them.
 */
export function pasteFragment(
  document: FormDocument,
  selected: NodePath | null,
  fragment: Fragment,
): Pasted {
  const { key, node } = withFreeKeys(document, fragment);
  const nodes: readonly (readonly [string, SchemaNode])[] =
    fragment.isLoose === true ? childrenOf(node) : [[key, node]];
  const wanted = nodes[0]?.[1]['x-component'];
  const place = insertionPlace(document, selected, isComponent(wanted) ? wanted : 'Input');
  const isHeld = place.component === wanted;
  const holder: SchemaNode = {
    type: 'void',
    title: components[place.component].zh,
    'x-component': place.component,
    properties: Object.fromEntries(nodes),
  };
  const put: typeof nodes = isHeld ? nodes : [[`${nodes[0]?.[0] ?? key}Holder`, holder]];
  const pasted = put.reduce(
    (next, [name, one], index) => insertNode(next, place.parent, place.index + index, name, one),
    document,
  );
  const paths = put.map(([name]) => [...place.parent, name]);
  const missing = new Set(paths.flatMap((path) => missingNames(pasted, path)));
  return { document: pasted, path: paths[0] ?? [], missing: [...missing] };
}

/** The fragment under names that the form does not have yet; the keys inside rows and groups are their own. */
function withFreeKeys(document: FormDocument, { key, node }: Fragment): Fragment {
  const taken = new Set(walkNodes(document).map(({ path }) => path.at(-1) ?? ''));
  let own = alone(key, node);
  for (const { path } of walkNodes(own)) {
    if (isInScope(own, path)) continue;
    const name = path.at(-1) ?? '';
    if (!taken.has(name)) continue;
    const mine = new Set(walkNodes(own).map((one) => one.path.at(-1) ?? ''));
    const stem = name.replace(/\d+$/, '') || 'field';
    let number = 2;
    while (taken.has(`${stem}${number}`) || mine.has(`${stem}${number}`)) number += 1;
    own = renamed(own, path, `${stem}${number}`);
  }
  const [[freeKey, freeNode] = [key, node]] = childrenOf(rootOf(own));
  return { key: freeKey, node: freeNode };
}

/** Whether a node lies inside a table or group of the fragment. */
function isInScope(own: FormDocument, path: NodePath): boolean {
  return path.slice(0, -1).some((_, index) => {
    const type = nodeAt(own, path.slice(0, index + 1))?.type;
    return type === 'array' || type === 'object';
  });
}

/** Renames a node wherever the loop's earlier renamings have left it; the name it had elsewhere is no former one here. */
function renamed(own: FormDocument, path: NodePath, next: string): FormDocument {
  const name = path.at(-1) ?? '';
  const here = walkNodes(own).find((one) => one.path.at(-1) === name && !isInScope(own, one.path));
  if (here === undefined) return own;
  const changed = renameField(own, here.path, next);
  const at = [...here.path.slice(0, -1), next];
  return nodeAt(changed, at)?.['x-banshi'] === undefined
    ? changed
    : updateGroup(changed, at, 'x-banshi', { formerKeys: here.node['x-banshi']?.['formerKeys'] });
}

function missingNames(document: FormDocument, path: NodePath): readonly string[] {
  const known = new Set(
    walkNodes(document).flatMap((one) => {
      const whole = dataPathOf(document, one.path).split('.');
      return [whole[0] ?? '', whole.at(-1) ?? ''];
    }),
  );
  const inside = walkNodes(document).filter((one) => path.every((key, at) => one.path[at] === key));
  const names = inside.flatMap(({ node }) =>
    rulesOf(node).flatMap((source) => {
      const compiled = compileExpression(source);
      return compiled.ok ? compiled.value.reads : [];
    }),
  );
  const heads = names.map((name) => name.split('.')[0] ?? '');
  return [...new Set(heads.filter((head) => !head.startsWith('$') && !known.has(head)))];
}

/** Everything of a node that is a rule. */
function rulesOf(node: SchemaNode): readonly string[] {
  const behavior = node['x-banshi'] ?? {};
  const checks = (behavior['rules'] ?? []) as readonly Partial<Rule>[];
  const sources = [
    ...EXPRESSIONS.map((name) => behavior[name]),
    ...checks.flatMap(({ assert, when }) => [assert, when]),
  ];
  return sources.filter((source): source is string => typeof source === 'string');
}
