import { Tag } from 'antd';
import type { OperatorCaseSummary } from '../../../runtime/contract';
import { words } from './words';

const COLORS = {
  active: 'blue',
  incident: 'red',
  completed: 'green',
  terminated: 'default',
} as const;

/** The state of a case in a word and a colour. */
export function StateTag({ state }: { readonly state: OperatorCaseSummary['state'] }) {
  return <Tag color={COLORS[state]}>{words(`state.${state}`)}</Tag>;
}
