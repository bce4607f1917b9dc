import type { ComponentType } from 'react';
import type { ComponentName } from '../../form';
import { ChecklistText } from './collection/ChecklistText';
import { PhotoDisplay } from './collection/PhotoDisplay';
import type { DisplayProps } from './display-props';
import { OpinionText } from './people/OpinionText';

/** How values that one line of text does not do justice to are shown where they cannot be changed, and printed. */
export const displays: Readonly<Partial<Record<ComponentName, ComponentType<DisplayProps>>>> = {
  Opinion: OpinionText,
  Checklist: ChecklistText,
  Photo: PhotoDisplay,
};
