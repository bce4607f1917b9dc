import {
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type SensorDescriptor,
  type SensorOptions,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { type ComponentName, type FormDocument, components, isComponent } from '../../runtime/form';
import { currentLocale, t } from '../text';
import {
  type NodePath,
  childrenOf,
  freeKey,
  insertNode,
  isContainer,
  moveNode,
  nodeAt,
  rootOf,
} from './form-document';
import type { ApplyEdit } from './FormDesigner';
import { intoPane } from './insertion-place';
import { keyStem, newNode } from './new-node';

const SEPARATOR = '/';
const PALETTE = 'palette:';

/** The drag id of a node. */
export function dragIdOf(path: NodePath): string {
  return path.join(SEPARATOR);
}

/** The drag id of a component that is not on the form yet. */
export function paletteIdOf(component: ComponentName): string {
  return `${PALETTE}${component}`;
}

function componentOf(id: string): ComponentName | null {
  const name = id.startsWith(PALETTE) ? id.slice(PALETTE.length) : null;
  return name !== null && isComponent(name) ? name : null;
}

interface FormDrag {
  readonly sensors: SensorDescriptor<SensorOptions>[];
  readonly onDragEnd: (event: DragEndEvent) => void;
}

interface FormDragOptions {
  readonly document: FormDocument;
  readonly onEdit: ApplyEdit;
  readonly onSelect: (path: NodePath | null) => void;
}

/** Where something goes that is dropped on `over`: into an empty container, otherwise at that place. */
export function dropPlace(
  document: FormDocument,
  from: NodePath | null,
  over: NodePath,
): { readonly parent: NodePath; readonly index: number } {
  const target = nodeAt(document, over);
  const parent = over.slice(0, -1);
  const isSibling = from !== null && dragIdOf(from.slice(0, -1)) === dragIdOf(parent);
  const takes = target !== undefined && isContainer(target) && childrenOf(target).length === 0;
  if (takes && !isSibling) return { parent: over, index: 0 };
  const siblings = childrenOf(nodeAt(document, parent) ?? rootOf(document)).map(([key]) => key);
  const position = siblings.indexOf(over.at(-1) ?? '');
  const movesDown = isSibling && siblings.indexOf(from.at(-1) ?? '') < position;
  return { parent, index: movesDown ? position + 1 : position };
}

/** Dragging nodes of the form, and components from the palette onto it, by mouse or keyboard. */
export function useFormDrag({ document, onEdit, onSelect }: FormDragOptions): FormDrag {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    if (over === null || active.id === over.id) return;
    const onto = String(over.id).split(SEPARATOR);
    const component = componentOf(String(active.id));
    if (component !== null) {
      const place = dropPlace(document, null, onto);
      const { parent, index } = intoPane(document, place, component);
      const key = freeKey(document, keyStem(component));
      onEdit(
        insertNode(document, parent, index, key, newNode(component, key)),
        components[component][currentLocale()],
      );
      onSelect([...parent, key]);
      return;
    }
    const from = String(active.id).split(SEPARATOR);
    const place = dropPlace(document, from, onto);
    const { parent, index } = intoPane(document, place, nodeAt(document, from)?.['x-component']);
    const next = moveNode(document, from, parent, index);
    if (next === document) return;
    onEdit(next, t('drag'));
    onSelect([...parent, from.at(-1) ?? '']);
  };
  return { sensors, onDragEnd };
}
