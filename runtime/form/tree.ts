import type { FormContext } from './context';
import type { Option } from './options';

/** An option with what lies below it. */
export interface TreeNode extends Option {
  readonly children: readonly TreeNode[];
}

interface GrowingNode extends Option {
  readonly children: GrowingNode[];
}

/**
 * Options as a tree, in their order. What names a parent that is not there stands at the top; so does one item of a
 * circle, with the rest of the circle below it.
 */
export function treeOf(options: readonly Option[]): readonly TreeNode[] {
  const nodes = new Map<Option['value'], GrowingNode>();
  for (const option of options) {
    if (!nodes.has(option.value)) nodes.set(option.value, { ...option, children: [] });
  }
  const parentOf = (node: GrowingNode): GrowingNode | undefined =>
    node.parent === undefined ? undefined : nodes.get(node.parent);
  for (const node of nodes.values()) parentOf(node)?.children.push(node);
  const reached = new Set<GrowingNode>();
  const reach = (root: GrowingNode): void => {
    const waiting = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      reached.add(node);
      waiting.push(...node.children);
    }
  };
  const roots = [...nodes.values()].filter((node) => parentOf(node) === undefined);
  roots.forEach(reach);
  for (const node of nodes.values()) {
    if (reached.has(node)) continue;
    const siblings = parentOf(node)?.children ?? [];
    siblings.splice(siblings.indexOf(node), 1);
    roots.push(node);
    reach(node);
  }
  return roots;
}

/** The labels from the top of the tree down to a value; the value itself where the tree does not have it. */
export function labelsTo(value: unknown, options: readonly Option[]): readonly string[] {
  return valuesTo(value, options).map(
    (one) => options.find((option) => option.value === one)?.label ?? String(one),
  );
}

/** The values from the top of the tree down to one of them; it alone where the tree does not have it. */
export function valuesTo(value: unknown, options: readonly Option[]): readonly unknown[] {
  const path: unknown[] = [value];
  const parents = new Map<unknown, string | undefined>(
    options.map((option) => [option.value, option.parent]),
  );
  for (let at = parents.get(value); at !== undefined && parents.has(at); at = parents.get(at)) {
    if (path.includes(at)) break;
    path.unshift(at);
  }
  return path;
}

/** The organisation as options. */
export function unitOptions(context: FormContext): readonly Option[] {
  return context.units.map(({ code, name, parent }) => ({ value: code, label: name, parent }));
}
