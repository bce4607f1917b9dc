import type { CopyModel, FlowNode } from '../../bpmn';
import type { Execution } from '../execution';

/** Tells those who are to hear of a step: 抄送. */
export function sendCopies(
  run: Execution,
  node: FlowNode,
  when: CopyModel['when'],
  taskId: string | null,
): void {
  for (const copy of node.copies ?? []) {
    if (copy.when !== when) continue;
    run.effect({
      type: 'notify',
      kind: 'copy',
      elementId: node.id,
      name: node.name,
      taskId,
      when,
      recipients: { roles: copy.roles, level: copy.level, people: copy.people },
    });
  }
}
