import { type FormDocument, components, isComponent } from '../../runtime/form';

/**
 * A node of a form's schema as the editor handles it. Everything that the editor does not know is kept as it is, so
 * that a file round-trips.
 */
export interface SchemaNode {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly 'x-component'?: string;
  readonly 'x-component-props'?: Readonly<Record<string, unknown>>;
  readonly 'x-decorator-props'?: Readonly<Record<string, unknown>>;
  readonly 'x-banshi'?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** The keys from the form's root to a node; the columns of a table are children of the table itself. `[]` is the root. */
export type NodePath = readonly string[];

export function rootOf(document: FormDocument): SchemaNode {
  return document.schema as unknown as SchemaNode;
}

/** The children of a node in the order in which they are shown; a table's children are its row's columns. */
export function childrenOf(node: SchemaNode): ReadonlyArray<readonly [string, SchemaNode]> {
  return Object.entries((node.items ?? node).properties ?? {});
}

/** Whether a node can hold other nodes. */
export function isContainer(node: SchemaNode): boolean {
  const component = node['x-component'];
  const kind = isComponent(component) ? components[component].kind : 'void';
  // Signatures, files and the like are values of several parts, not places for other fields.
  if (kind !== 'void') return kind === 'group' || kind === 'rows';
  return (
    node.type === 'object' ||
    node.type === 'array' ||
    (node.type === 'void' && node.properties !== undefined)
  );
}

export function nodeAt(document: FormDocument, path: NodePath): SchemaNode | undefined {
  let node: SchemaNode | undefined = rootOf(document);
  for (const key of path) {
    node = (node.items ?? node).properties?.[key];
    if (node === undefined) return undefined;
  }
  return node;
}

function withChildren(
  node: SchemaNode,
  children: ReadonlyArray<readonly [string, SchemaNode]>,
): SchemaNode {
  const properties = Object.fromEntries(children);
  return node.items === undefined
    ? { ...node, properties }
    : { ...node, items: { ...node.items, properties } };
}

function replaceAt(
  node: SchemaNode,
  path: NodePath,
  change: (node: SchemaNode) => SchemaNode,
): SchemaNode {
  const [key, ...rest] = path;
  if (key === undefined) return change(node);
  const children = childrenOf(node).map(
    ([name, child]) => [name, name === key ? replaceAt(child, rest, change) : child] as const,
  );
  return withChildren(node, children);
}

function withRoot(document: FormDocument, root: SchemaNode): FormDocument {
  return { ...document, schema: root as unknown as FormDocument['schema'] };
}

/** Changes the node at `path`; a document without that node comes back as it was. */
export function changeNode(
  document: FormDocument,
  path: NodePath,
  change: (node: SchemaNode) => SchemaNode,
): FormDocument {
  if (nodeAt(document, path) === undefined) return document;
  return withRoot(document, replaceAt(rootOf(document), path, change));
}

/** Sets attributes of a node; `undefined` removes an attribute. */
export function updateNode(
  document: FormDocument,
  path: NodePath,
  patch: Readonly<Record<string, unknown>>,
): FormDocument {
  return changeNode(document, path, (node) => {
    const merged: Record<string, unknown> = { ...node, ...patch };
    for (const [key, value] of Object.entries(patch)) {
      if (value === undefined) delete merged[key];
    }
    return merged as SchemaNode;
  });
}

/** Sets attributes inside `x-banshi`, `x-component-props` or `x-decorator-props`; an empty group is removed. */
export function updateGroup(
  document: FormDocument,
  path: NodePath,
  group: 'x-banshi' | 'x-component-props' | 'x-decorator-props',
  patch: Readonly<Record<string, unknown>>,
): FormDocument {
  const merged: Record<string, unknown> = { ...nodeAt(document, path)?.[group], ...patch };
  for (const [key, value] of Object.entries(merged)) {
    if (value === undefined) delete merged[key];
  }
  return updateNode(document, path, {
    [group]: Object.keys(merged).length === 0 ? undefined : merged,
  });
}

/** Puts a node under `parent` before the child at `index` (at the end when `index` is past it). */
export function insertNode(
  document: FormDocument,
  parent: NodePath,
  index: number,
  key: string,
  node: SchemaNode,
): FormDocument {
  return changeNode(document, parent, (container) => {
    const children = [...childrenOf(container)];
    children.splice(index, 0, [key, node]);
    return withChildren(container, children);
  });
}

export function removeNode(document: FormDocument, path: NodePath): FormDocument {
  const key = path.at(-1);
  return changeNode(document, path.slice(0, -1), (container) =>
    withChildren(
      container,
      childrenOf(container).filter(([name]) => name !== key),
    ),
  );
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: NodePath, ancestor: NodePath): boolean {
  return ancestor.every((key, index) => path[index] === key);
}

/**
 * Moves a node under `parent` before the child that stands at `index` now. A move into itself, or onto a name that is
 * taken there, changes nothing.
 */
export function moveNode(
  document: FormDocument,
  path: NodePath,
  parent: NodePath,
  index: number,
): FormDocument {
  const node = nodeAt(document, path);
  const key = path.at(-1);
  const container = nodeAt(document, parent);
  if (node === undefined || key === undefined || container === undefined) return document;
  if (isWithin(parent, path)) return document;
  const from = path.slice(0, -1);
  const sameParent = from.length === parent.length && isWithin(from, parent);
  const siblings = childrenOf(container);
  if (!sameParent && siblings.some(([name]) => name === key)) return document;
  const position = siblings.findIndex(([name]) => name === key);
  const target = sameParent && position !== -1 && position < index ? index - 1 : index;
  return insertNode(removeNode(document, path), parent, target, key, node);
}

/** Gives a node another key among its siblings, keeping its place; nothing happens when the key is taken. */
export function renameNode(document: FormDocument, path: NodePath, key: string): FormDocument {
  const old = path.at(-1);
  if (old === undefined || old === key) return document;
  return changeNode(document, path.slice(0, -1), (container) => {
    const children = childrenOf(container);
    if (children.some(([name]) => name === key)) return container;
    return withChildren(
      container,
      children.map(([name, node]) => [name === old ? key : name, node] as const),
    );
  });
}

/** Every node below the root with its path, parents before children. */
export function walkNodes(
  document: FormDocument,
): ReadonlyArray<{ path: NodePath; node: SchemaNode }> {
  const found: { path: NodePath; node: SchemaNode }[] = [];
  const visit = (node: SchemaNode, path: NodePath): void => {
    for (const [key, child] of childrenOf(node)) {
      const here = [...path, key];
      found.push({ path: here, node: child });
      visit(child, here);
    }
  };
  visit(rootOf(document), []);
  return found;
}

/** A key that no node of the form has yet: `field1`, `field2` … after the wanted stem. */
export function freeKey(document: FormDocument, stem: string): string {
  const taken = new Set(walkNodes(document).map(({ path }) => path.at(-1)));
  if (!taken.has(stem)) return stem;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
  }
}

/** The JSON pointer of a node in its file, as problems name it: `/schema/properties/members/items/properties/name`. */
export function pointerOf(document: FormDocument, path: NodePath): string {
  let node: SchemaNode | undefined = rootOf(document);
  let pointer = '/schema';
  for (const key of path) {
    pointer += node?.items === undefined ? `/properties/${key}` : `/items/properties/${key}`;
    node = (node?.items ?? node)?.properties?.[key];
  }
  return pointer;
}

/** Whether the keys of a node's children are names of their own: those of rows and groups are, a layout's are the form's. */
function isScope(node: SchemaNode): boolean {
  return node.type === 'array' || node.type === 'object';
}

/** Puts a copy behind a node; copied fields of the same scope get keys of their own. Gives the copy's path. */
export function duplicateNode(
  document: FormDocument,
  path: NodePath,
): { readonly document: FormDocument; readonly path: NodePath } {
  const key = path.at(-1);
  const node = nodeAt(document, path);
  if (key === undefined || node === undefined) return { document, path };
  const taken = new Set(walkNodes(document).map((one) => one.path.at(-1)));
  const fresh = (stem: string): string => {
    const base = stem.replace(/\d+$/, '') || 'field';
    for (let number = 2; ; number += 1) {
      const candidate = `${base}${number}`;
      if (taken.has(candidate)) continue;
      taken.add(candidate);
      return candidate;
    }
  };
  const copy = (one: SchemaNode): SchemaNode =>
    isScope(one) || one.properties === undefined
      ? { ...one }
      : withChildren(
          one,
          childrenOf(one).map(([name, child]) => [fresh(name), copy(child)] as const),
        );
  const parent = path.slice(0, -1);
  const siblings = childrenOf(nodeAt(document, parent) ?? rootOf(document));
  const position = siblings.findIndex(([name]) => name === key);
  const name = fresh(key);
  return {
    document: insertNode(document, parent, position + 1, name, copy(node)),
    path: [...parent, name],
  };
}

/** A field's path in the form's values: layout left out, columns behind their table. */
export function dataPathOf(document: FormDocument, path: NodePath): string {
  const keys = path.filter((_, index) => {
    const node = nodeAt(document, path.slice(0, index + 1));
    return node !== undefined && node.type !== 'void';
  });
  return keys.join('.');
}
