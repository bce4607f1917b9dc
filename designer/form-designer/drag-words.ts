import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core';
import { type FormDocument, components, isComponent } from '../../runtime/form';
import { currentLocale, t } from '../text';
import { nodeAt } from './form-document';

interface DragWords {
  readonly announcements: Announcements;
  readonly screenReaderInstructions: ScreenReaderInstructions;
}

/** What a screen reader says while something is dragged. */
export function dragWords(document: FormDocument): DragWords {
  const nameOf = (id: UniqueIdentifier): string => {
    const component = String(id).replace(/^palette:/, '');
    if (isComponent(component)) return components[component][currentLocale()];
    return nodeAt(document, String(id).split('/'))?.title ?? String(id);
  };
  return {
    screenReaderInstructions: { draggable: t('dragHelp') },
    announcements: {
      onDragStart: ({ active }) => t('dragStart', { name: nameOf(active.id) }),
      onDragOver: ({ active, over }) =>
        over === null
          ? t('dragNowhere', { name: nameOf(active.id) })
          : t('dragOver', { name: nameOf(active.id), target: nameOf(over.id) }),
      onDragEnd: ({ active, over }) =>
        over === null
          ? t('dragCancel', { name: nameOf(active.id) })
          : t('dragEnd', { name: nameOf(active.id), target: nameOf(over.id) }),
      onDragCancel: ({ active }) => t('dragCancel', { name: nameOf(active.id) }),
    },
  };
}
