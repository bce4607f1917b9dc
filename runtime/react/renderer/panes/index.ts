import type { ComponentType } from 'react';
import type { PaneHolder } from '../../../form';
import { CollapsePanes } from './CollapsePanes';
import type { PaneHolderProps } from './pane-holder-props';
import { StepPanes } from './StepPanes';
import { TabPanes } from './TabPanes';
import './panes.css';

/** How each layout shows its panes in turn. */
export const paneHolders: Readonly<Record<PaneHolder, ComponentType<PaneHolderProps>>> = {
  Tabs: TabPanes,
  Steps: StepPanes,
  Collapse: CollapsePanes,
};
