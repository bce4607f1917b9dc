import {
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { HolderOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { type FormDocument, components, isComponent } from '../../runtime/form';
import { currentLocale, t } from '../text';
import {
  type NodePath,
  type SchemaNode,
  childrenOf,
  isContainer,
  moveNode,
  nodeAt,
  rootOf,
} from './form-document';
import type { ApplyEdit } from './FormDesigner';

interface CanvasProps {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  readonly onSelect: (path: NodePath | null) => void;
  readonly onEdit: ApplyEdit;
}

const SEPARATOR = '/';

function idOf(path: NodePath): string {
  return path.join(SEPARATOR);
}

/** The form as a tree of cards: select, drag to another place, by mouse or keyboard. */
export function Canvas({ document, selected, onSelect, onEdit }: CanvasProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const drop = ({ active, over }: DragEndEvent): void => {
    if (over === null || active.id === over.id) return;
    const from = String(active.id).split(SEPARATOR);
    const to = String(over.id).split(SEPARATOR);
    const target = nodeAt(document, to);
    const parent = to.slice(0, -1);
    const siblings = childrenOf(nodeAt(document, parent) ?? rootOf(document)).map(([key]) => key);
    const position = siblings.indexOf(to.at(-1) ?? '');
    const sameParent = idOf(from.slice(0, -1)) === idOf(parent);
    const movesDown = sameParent && siblings.indexOf(from.at(-1) ?? '') < position;
    const intoEmpty =
      target !== undefined && isContainer(target) && childrenOf(target).length === 0 && !sameParent;
    const next = intoEmpty
      ? moveNode(document, from, to, 0)
      : moveNode(document, from, parent, movesDown ? position + 1 : position);
    onEdit(next, t('moveDown'));
    onSelect(null);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <div className="canvas" role="tree" aria-label={t('canvas')}>
        <h2>
          {document.annex === undefined ? null : <small>{document.annex}</small>} {document.title}
        </h2>
        <NodeList document={document} path={[]} selected={selected} onSelect={onSelect} />
      </div>
    </DndContext>
  );
}

interface NodeListProps {
  readonly document: FormDocument;
  readonly path: NodePath;
  readonly selected: NodePath | null;
  readonly onSelect: (path: NodePath) => void;
}

function NodeList({ document, path, selected, onSelect }: NodeListProps) {
  const children = childrenOf(nodeAt(document, path) ?? rootOf(document));
  return (
    <SortableContext
      items={children.map(([key]) => idOf([...path, key]))}
      strategy={verticalListSortingStrategy}
    >
      <div className={path.length === 0 ? 'canvas-root' : 'canvas-children'}>
        {children.map(([key, node]) => (
          <NodeCard
            key={key}
            document={document}
            path={[...path, key]}
            node={node}
            selected={selected}
            onSelect={onSelect}
          />
        ))}
      </div>
    </SortableContext>
  );
}

interface NodeCardProps extends NodeListProps {
  readonly node: SchemaNode;
}

function NodeCard({ document, path, node, selected, onSelect }: NodeCardProps) {
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({
    id: idOf(path),
  });
  const component = node['x-component'];
  const name = isComponent(component) ? components[component][currentLocale()] : (component ?? '');
  const isSelected = selected !== null && idOf(selected) === idOf(path);
  const isTable = node.type === 'array' && node.items !== undefined;
  return (
    <div
      ref={setNodeRef}
      className={`node-card${isSelected ? ' node-selected' : ''}${isContainer(node) ? ' node-container' : ''}`}
      style={{
        transform: CSS.Translate.toString(transform),
        ...(transition === undefined ? {} : { transition }),
      }}
      role="treeitem"
      aria-selected={isSelected}
      data-field={path.at(-1)}
    >
      <div className="node-head">
        <button
          type="button"
          className="node-handle"
          {...attributes}
          {...listeners}
          aria-label={t('drag')}
        >
          <HolderOutlined />
        </button>
        <button type="button" className="node-title" onClick={() => onSelect(path)}>
          {node.title ?? path.at(-1)}
          {node.required === true ? <span className="banshi-required">*</span> : null}
        </button>
        <Tag>{name}</Tag>
        {node['x-banshi']?.['compute'] === undefined ? null : (
          <Tag color="blue">{t('compute')}</Tag>
        )}
        {node['x-banshi']?.['visible'] === undefined ? null : (
          <Tag color="purple">{t('visible')}</Tag>
        )}
      </div>
      {isContainer(node) && (!isTable || isSelected || isWithinSelection(selected, path)) ? (
        <NodeList document={document} path={path} selected={selected} onSelect={onSelect} />
      ) : null}
    </div>
  );
}

/** A table's columns show while it or one of them is selected. */
function isWithinSelection(selected: NodePath | null, path: NodePath): boolean {
  return selected !== null && path.every((key, index) => selected[index] === key);
}
