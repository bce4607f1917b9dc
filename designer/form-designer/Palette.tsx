import type { PointerEventHandler } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { Button } from 'antd';
import {
  type ComponentGroup,
  type ComponentName,
  type FormDocument,
  components,
} from '../../runtime/form';
import { currentLocale, t } from '../text';
import {
  type NodePath,
  childrenOf,
  freeKey,
  insertNode,
  isContainer,
  nodeAt,
  rootOf,
} from './form-document';
import type { ApplyEdit } from './FormDesigner';
import { keyStem, newNode } from './new-node';
import { paletteIdOf } from './use-form-drag';

interface PaletteProps {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  readonly onAdd: ApplyEdit;
  readonly onSelect: (path: NodePath) => void;
}

const GROUPS: readonly ComponentGroup[] = [
  'input',
  'choice',
  'people',
  'collection',
  'layout',
  'result',
];

/** Where a new component goes: into the selected container, after the selected field, or at the end. */
function target(
  document: FormDocument,
  selected: NodePath | null,
): { readonly parent: NodePath; readonly index: number } {
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

/** The closed set of components; a click puts one on the form, or it is dragged to its place. */
export function Palette({ document, selected, onAdd, onSelect }: PaletteProps) {
  const add = (component: ComponentName): void => {
    const key = freeKey(document, keyStem(component));
    const at =
      component === 'Section'
        ? { parent: [], index: Number.MAX_SAFE_INTEGER }
        : target(document, selected);
    onAdd(
      insertNode(document, at.parent, at.index, key, newNode(component)),
      components[component][currentLocale()],
    );
    onSelect([...at.parent, key]);
  };
  return (
    <div className="palette">
      <h3>{t('palette')}</h3>
      <p className="field-help muted">{t('paletteHelp')}</p>
      {GROUPS.map((group) => (
        <div key={group}>
          <h4>{t(`group.${group}`)}</h4>
          <div className="palette-grid">
            {(Object.keys(components) as ComponentName[])
              .filter((name) => components[name].group === group)
              .map((name) => (
                <PaletteItem key={name} component={name} onAdd={add} />
              ))}
          </div>
        </div>
      ))}
    </div>
  );
}

interface PaletteItemProps {
  readonly component: ComponentName;
  readonly onAdd: (component: ComponentName) => void;
}

function PaletteItem({ component, onAdd }: PaletteItemProps) {
  const { attributes, listeners, setNodeRef, isDragging, transform } = useDraggable({
    id: paletteIdOf(component),
    attributes: { roleDescription: t('draggable') },
  });
  const { tabIndex, ...described } = attributes;
  return (
    <Button
      ref={setNodeRef}
      size="small"
      tabIndex={tabIndex}
      className={isDragging ? 'palette-dragging' : ''}
      style={transform === null ? {} : { translate: `${transform.x}px ${transform.y}px` }}
      {...described}
      onPointerDown={listeners?.['onPointerDown'] as PointerEventHandler}
      onClick={() => onAdd(component)}
    >
      {components[component][currentLocale()]}
    </Button>
  );
}
