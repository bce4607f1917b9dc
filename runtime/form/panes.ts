import type { ComponentName } from './components';

/** Layouts that show their parts in turn, each with the only component that may stand directly in it. */
const paneOfHolder = {
  Tabs: 'TabPane',
  Steps: 'StepPane',
  Collapse: 'CollapsePane',
} as const satisfies Readonly<Partial<Record<ComponentName, ComponentName>>>;

export type PaneHolder = keyof typeof paneOfHolder;
export type PaneName = (typeof paneOfHolder)[PaneHolder];

export function isPaneHolder(component: string | undefined): component is PaneHolder {
  return component !== undefined && Object.hasOwn(paneOfHolder, component);
}

/** The pane that belongs in a holder. */
export function paneOf(holder: PaneHolder): PaneName {
  return paneOfHolder[holder];
}

/** The holder that a pane belongs in; undefined for what is no pane. */
export function holderOf(component: string | undefined): PaneHolder | undefined {
  const holders = Object.keys(paneOfHolder) as PaneHolder[];
  return holders.find((holder) => paneOfHolder[holder] === component);
}

/** Whether `component` may stand directly in `around`; `undefined` is the form itself. */
export function mayStandIn(component: ComponentName, around: ComponentName | undefined): boolean {
  return isPaneHolder(around)
    ? paneOfHolder[around] === component
    : holderOf(component) === undefined;
}
