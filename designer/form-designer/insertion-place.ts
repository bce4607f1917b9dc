import {
  type ComponentName,
  type FormDocument,
  holderOf,
  isComponent,
  isPaneHolder,
  mayStandIn,
} from '../../runtime/form';
import {
  type NodePath,
  type SchemaNode,
  childrenOf,
  isContainer,
  nodeAt,
  rootOf,
  walkNodes,
} from './form-document';

/** Where a node goes: before the child of `parent` that stands at `index`. */
export interface InsertionPlace {
  readonly parent: NodePath;
  readonly index: number;
}

/** Where a new component goes: into the selected container, after the selected field, or at the end. */
function placeBeside(document: FormDocument, selected: NodePath | null): InsertionPlace {
  const node = selected === null ? undefined : nodeAt(document, selected);
  if (selected === null || node === undefined) {
    const last = childrenOf(rootOf(document)).at(-1);
    if (last !== undefined && isContainer(last[1]) && last[1].type === 'void') {
      return { parent: [last[0]], index: childrenOf(last[1]).length };
    }
    return { parent: [], index: childrenOf(rootOf(document)).length };
  }
  if (isContainer(node)) return { parent: selected, index: childrenOf(node).length };
  const parent = selected.slice(0, -1);
  const siblings = childrenOf(nodeAt(document, parent) ?? rootOf(document));
  return { parent, index: siblings.findIndex(([key]) => key === selected.at(-1)) + 1 };
}

/** The end of the nearest holder around, else of the last one of the form; undefined when the form has none. */
function placeForPane(
  document: FormDocument,
  selected: NodePath | null,
  holder: ComponentName,
): InsertionPlace | undefined {
  const isHolder = (node: SchemaNode | undefined): boolean => node?.['x-component'] === holder;
  const around = (selected ?? []).map((_, index) => (selected ?? []).slice(0, index + 1));
  const parent =
    around.findLast((path) => isHolder(nodeAt(document, path))) ??
    walkNodes(document).findLast(({ node }) => isHolder(node))?.path;
  if (parent === undefined) return undefined;
  return { parent, index: childrenOf(nodeAt(document, parent) ?? {}).length };
}

/**
 * Where a press on the palette puts a component, and which: a pane without anything to hold it comes with its holder.
 */
export function insertionPlace(
  document: FormDocument,
  selected: NodePath | null,
  component: ComponentName,
): InsertionPlace & { readonly component: ComponentName } {
  if (component === 'Section')
    return { parent: [], index: childrenOf(rootOf(document)).length, component };
  const holder = holderOf(component);
  if (holder === undefined)
    return { ...intoPane(document, placeBeside(document, selected), component), component };
  const place = placeForPane(document, selected, holder);
  if (place !== undefined) return { ...place, component };
  return {
    ...intoPane(document, placeBeside(document, selected), holder),
    component: holder,
  };
}

/** What may not stand directly in a holder goes to the end of its last pane. */
export function intoPane(
  document: FormDocument,
  place: InsertionPlace,
  component: string | undefined,
): InsertionPlace {
  const around = nodeAt(document, place.parent);
  const holder = around?.['x-component'];
  if (around === undefined || !isPaneHolder(holder)) return place;
  if (isComponent(component) && mayStandIn(component, holder)) return place;
  const pane = childrenOf(around).at(-1);
  return pane === undefined
    ? place
    : { parent: [...place.parent, pane[0]], index: childrenOf(pane[1]).length };
}
