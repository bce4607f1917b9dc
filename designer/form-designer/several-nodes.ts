import { type FormDocument, isComponent, mayStandIn } from '../../runtime/form';
import {
  type NodePath,
  type SchemaNode,
  childrenOf,
  freeKey,
  insertNode,
  nodeAt,
  removeNode,
  rootOf,
  updateGroup,
  updateNode,
} from './form-document';

/** Nodes that are chosen together stand beside each other: under one parent, in the order in which they stand. */
export type Chosen = readonly NodePath[];

const idOf = (path: NodePath): string => path.join('/');

function siblingsOf(document: FormDocument, path: NodePath): readonly NodePath[] {
  const parent = path.slice(0, -1);
  return childrenOf(nodeAt(document, parent) ?? rootOf(document)).map(([key]) => [...parent, key]);
}

function areBeside(one: NodePath, other: NodePath): boolean {
  return idOf(one.slice(0, -1)) === idOf(other.slice(0, -1));
}

/** Takes a node in or out; one under another parent begins anew. */
export function toggled(document: FormDocument, chosen: Chosen, path: NodePath): Chosen {
  const [first] = chosen;
  if (first === undefined || !areBeside(first, path)) return [path];
  const ids = new Set(chosen.map(idOf));
  if (!ids.delete(idOf(path))) ids.add(idOf(path));
  return siblingsOf(document, path).filter((one) => ids.has(idOf(one)));
}

/** Everything from the node that was chosen first to another one beside it. */
export function extended(document: FormDocument, anchor: NodePath | null, path: NodePath): Chosen {
  if (anchor === null || !areBeside(anchor, path)) return [path];
  const siblings = siblingsOf(document, path);
  const ends = [anchor, path].map((one) => siblings.findIndex((two) => idOf(two) === idOf(one)));
  return siblings.slice(Math.min(...ends), Math.max(...ends) + 1);
}

export function removeNodes(document: FormDocument, chosen: Chosen): FormDocument {
  return chosen.reduce(removeNode, document);
}

/** Moves them one place up or down, in one block; at the edge nothing happens. */
export function shiftNodes(document: FormDocument, chosen: Chosen, by: -1 | 1): FormDocument {
  const [first] = chosen;
  if (first === undefined) return document;
  const siblings = siblingsOf(document, first).map(idOf);
  const places = chosen.map((path) => siblings.indexOf(idOf(path)));
  const edge = by < 0 ? Math.min(...places) : Math.max(...places);
  if (edge + by < 0 || edge + by >= siblings.length) return document;
  const nodes = chosen.map((path) => nodeAt(document, path));
  const rest = removeNodes(document, chosen);
  // What stood before the block, or the first node behind it, changes sides.
  const target = by < 0 ? Math.min(...places) - 1 : Math.min(...places) + 1;
  return chosen.reduce((next, path, index) => {
    const node = nodes[index];
    const key = path.at(-1);
    if (node === undefined || key === undefined) return next;
    return insertNode(next, path.slice(0, -1), target + index, key, node);
  }, rest);
}

/** Whether a section may stand where they stand. */
export function mayBeGrouped(document: FormDocument, chosen: Chosen): boolean {
  const [first] = chosen;
  if (first === undefined) return false;
  const around = nodeAt(document, first.slice(0, -1))?.['x-component'];
  return mayStandIn('Section', isComponent(around) ? around : undefined);
}

/** Puts them into a new section in the place of the first. */
export function groupNodes(
  document: FormDocument,
  chosen: Chosen,
  title: string,
): { readonly document: FormDocument; readonly path: NodePath } {
  const [first] = chosen;
  if (first === undefined) return { document, path: [] };
  const parent = first.slice(0, -1);
  const index = siblingsOf(document, first).findIndex((one) => idOf(one) === idOf(first));
  const key = freeKey(document, 'section');
  const section: SchemaNode = {
    type: 'void',
    title,
    'x-component': 'Section',
    properties: Object.fromEntries(
      chosen.flatMap((path) => {
        const node = nodeAt(document, path);
        return node === undefined ? [] : [[path.at(-1) ?? '', node] as const];
      }),
    ),
  };
  const grouped = insertNode(removeNodes(document, chosen), parent, index, key, section);
  return { document: grouped, path: [...parent, key] };
}

export function requireNodes(
  document: FormDocument,
  chosen: Chosen,
  isRequired: boolean,
): FormDocument {
  return chosen.reduce(
    (next, path) =>
      nodeAt(next, path)?.type === 'void'
        ? next
        : updateNode(next, path, { required: isRequired ? true : undefined }),
    document,
  );
}

/** @param span of the 24 columns of a line */
export function widenNodes(document: FormDocument, chosen: Chosen, span: number): FormDocument {
  return chosen.reduce(
    (next, path) =>
      nodeAt(next, path)?.type === 'void'
        ? next
        : updateGroup(next, path, 'x-decorator-props', { span }),
    document,
  );
}
