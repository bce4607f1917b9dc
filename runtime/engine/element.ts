import type { FlowNode, SequenceFlow } from '../bpmn';
import type { ActivityDraft, Execution } from './execution';

/** What one kind of flow node does. A new kind is one file and one line in `elements/index.ts`. */
export interface ElementBehavior {
  /**
   * Runs a new activity instance: pushes its completion when it is done at once, or leaves it waiting.
   *
   * @throws Failed when the definition fails here; the instance becomes an incident and can be retried
   */
  execute(run: Execution, activity: ActivityDraft, node: FlowNode): void;

  /** The flows by which a completed instance leaves. @default the uncontrolled choice of BPMN 2.0.2 §13.3.1 */
  chooseFlows?(run: Execution, activity: ActivityDraft, node: FlowNode): readonly SequenceFlow[];

  /**
   * Whether a token that arrives may enter now; a join answers false and keeps the token.
   *
   * @default always
   */
  arrive?(run: Execution, node: FlowNode, scope: string, flow: SequenceFlow): boolean;

  /** Holds other flow nodes: it ends when nothing is left inside. @default false */
  readonly isScope?: boolean;

  /** Called when nothing is left inside a scope. @default completes it */
  onEmpty?(run: Execution, activity: ActivityDraft, node: FlowNode): void;
}
