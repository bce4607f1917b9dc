import type { ReactNode } from 'react';
import type { Field } from '../../../form';

export interface PaneHolderProps {
  readonly field: Field;
  readonly path: string;
  /** The place of the row or group around, with a dot at its end; `''` at the root. */
  readonly prefix: string;
  /** Draws what is in a pane. */
  readonly renderPane: (pane: Field) => ReactNode;
}
