import type { FlowNode } from '../bpmn';
import type { Aside, Variables } from '../engine';

/** A step as its forms see it. */
export interface TaskStep {
  readonly taskId: string;
  readonly node: FlowNode;
  /** What its rules and forms see: the case's variables and, for one of several, its own. */
  readonly variables: Variables;
  /** It is work beside the step. */
  readonly aside?: Aside;
}
