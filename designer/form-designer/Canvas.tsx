import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { HolderOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { type FormDocument, components, isComponent } from '../../runtime/form';
import { currentLocale, t } from '../text';
import {
  type NodePath,
  type SchemaNode,
  childrenOf,
  duplicateNode,
  isContainer,
  nodeAt,
  rootOf,
} from './form-document';
import type { ApplyEdit } from './FormDesigner';
import { type Chosen, extended, removeNodes, shiftNodes, toggled } from './several-nodes';
import { dragIdOf } from './use-form-drag';

interface CanvasProps {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  /** All that is chosen together, `selected` first. */
  readonly chosen: Chosen;
  /** Sentences by the id of the node at which they stand. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
  readonly onSelect: (path: NodePath | null) => void;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onEdit: ApplyEdit;
}

/** The form as cards in its order: select, drag to another place, by mouse or keyboard. */
export function Canvas(props: CanvasProps) {
  const { document, selected, chosen, onSelect, onEdit } = props;
  const root = useRef<HTMLDivElement>(null);
  const id = selected === null ? null : dragIdOf(selected);
  useEffect(() => {
    if (id === null) return;
    root.current
      ?.querySelector(`[data-node="${window.CSS.escape(id)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [id]);

  /** Alt+arrows move what is chosen, Ctrl+D duplicates it, Delete removes it, Escape lets it go. */
  const keys = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (selected === null) return;
    const act = (): boolean => {
      if (event.altKey && event.key === 'ArrowUp')
        onEdit(shiftNodes(document, chosen, -1), t('moveUp'));
      else if (event.altKey && event.key === 'ArrowDown')
        onEdit(shiftNodes(document, chosen, 1), t('moveDown'));
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
        const copy = duplicateNode(document, selected);
        onEdit(copy.document, t('duplicate'));
        onSelect(copy.path);
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        onEdit(removeNodes(document, chosen), t('remove'));
        onSelect(null);
      } else if (event.key === 'Escape') onSelect(null);
      else return false;
      return true;
    };
    if (act()) event.preventDefault();
  };
  return (
    <div className="canvas" ref={root} role="group" aria-label={t('canvas')}>
      <button type="button" className="canvas-title" onClick={() => onSelect(null)}>
        {document.annex === undefined ? null : <small>{document.annex}</small>} {document.title}
      </button>
      <NodeList {...props} path={[]} onKeys={keys} />
      <p className="canvas-keys">{t('canvasKeys')}</p>
    </div>
  );
}

interface NodeListProps extends CanvasProps {
  readonly path: NodePath;
  readonly onKeys: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

function NodeList(props: NodeListProps) {
  const { document, path } = props;
  const children = childrenOf(nodeAt(document, path) ?? rootOf(document));
  return (
    <SortableContext
      items={children.map(([key]) => dragIdOf([...path, key]))}
      strategy={verticalListSortingStrategy}
    >
      <div className={path.length === 0 ? 'canvas-root' : 'canvas-children'}>
        {children.length === 0 ? <p className="canvas-empty">{t('dropHere')}</p> : null}
        {children.map(([key, node]) => (
          <NodeCard key={key} {...props} path={[...path, key]} node={node} />
        ))}
      </div>
    </SortableContext>
  );
}

interface NodeCardProps extends NodeListProps {
  readonly node: SchemaNode;
}

function NodeCard(props: NodeCardProps) {
  const { document, path, node, selected, chosen, problems, onSelect, onChoose } = props;
  const id = dragIdOf(path);
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: t('draggable') },
  });
  const component = node['x-component'];
  const name = isComponent(component) ? components[component][currentLocale()] : (component ?? '');
  const isSelected = chosen.some((one) => dragIdOf(one) === id);
  const choose = ({ ctrlKey, metaKey, shiftKey }: MouseEvent | KeyboardEvent): void => {
    if (shiftKey) onChoose(extended(document, selected, path));
    else if (ctrlKey || metaKey) onChoose(toggled(document, chosen, path));
    else onSelect(path);
  };
  const found = problems.get(id) ?? [];
  const behavior = node['x-banshi'];
  const title = node.title ?? path.at(-1) ?? '';
  const classes = [
    'node-card',
    isSelected ? 'node-selected' : '',
    isContainer(node) ? 'node-container' : '',
    found.length > 0 ? 'node-problem' : '',
    isDragging ? 'node-dragging' : '',
  ];
  return (
    <div
      ref={setNodeRef}
      className={classes.filter(Boolean).join(' ')}
      style={{
        transform: CSS.Translate.toString(transform),
        ...(transition === undefined ? {} : { transition }),
      }}
      data-field={path.at(-1)}
      data-node={id}
    >
      <div className="node-head">
        <button
          type="button"
          className="node-handle"
          {...attributes}
          {...listeners}
          aria-label={t('dragNode', { title })}
        >
          <HolderOutlined />
        </button>
        <button
          type="button"
          className="node-title"
          aria-pressed={isSelected}
          title={title}
          onClick={choose}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              choose(event);
            } else props.onKeys(event);
          }}
        >
          {title}
          {node.required === true ? <span className="banshi-required">*</span> : null}
        </button>
        {behavior?.['compute'] === undefined ? null : <Tag color="blue">{t('compute')}</Tag>}
        {behavior?.['visible'] === undefined ? null : <Tag color="purple">{t('conditional')}</Tag>}
        {found.length === 0 ? null : (
          <span className="node-problems" title={found.join('\n')}>
            {t('problems', { count: found.length })}
          </span>
        )}
        <span className="node-kind">{name}</span>
      </div>
      {isContainer(node) && (!isTable(node) || isOpen(selected, path)) ? (
        <NodeList {...props} path={path} />
      ) : null}
      {isTable(node) && !isOpen(selected, path) ? (
        <p className="node-columns">
          {childrenOf(node)
            .map(([key, column]) => column.title ?? key)
            .join(' · ')}
        </p>
      ) : null}
    </div>
  );
}

function isTable(node: SchemaNode): boolean {
  return node.type === 'array' && node.items !== undefined;
}

/** A table's columns can be edited while it or one of them is selected. */
function isOpen(selected: NodePath | null, path: NodePath): boolean {
  return selected !== null && path.every((key, index) => selected[index] === key);
}
