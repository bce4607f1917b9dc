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
import { type FormBlock, formBlocks } from '../templates/form-blocks';
import { type NodePath, type SchemaNode, freeKey, insertNode } from './form-document';
import type { ApplyEdit } from './FormDesigner';
import { pasteFragment } from './fragment';
import { insertionPlace } from './insertion-place';
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

/** The closed set of components; a click puts one on the form, or it is dragged to its place. */
export function Palette({ document, selected, onAdd, onSelect }: PaletteProps) {
  const add = (wanted: ComponentName): void => {
    const { parent, index, component } = insertionPlace(document, selected, wanted);
    const key = freeKey(document, keyStem(component));
    onAdd(
      insertNode(document, parent, index, key, newNode(component, key)),
      components[component][currentLocale()],
    );
    onSelect([...parent, key]);
  };
  const addBlock = ({ key, label, node }: FormBlock): void => {
    const pasted = pasteFragment(document, selected, { key, node: node as SchemaNode });
    onAdd(pasted.document, label);
    onSelect(pasted.path);
  };
  return (
    <div className="palette">
      <p className="field-help muted">{t('paletteHelp')}</p>
      <h4>{t('group.blocks')}</h4>
      <div className="palette-grid">
        {formBlocks.map((block) => (
          <Button key={block.key} size="small" onClick={() => addBlock(block)}>
            {block.label}
          </Button>
        ))}
      </div>
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
