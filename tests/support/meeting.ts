import { expect } from '@jest/globals';
import { Run, bpmn, el, flow } from './scenario';

const OUTCOMES =
  '<banshi:outcomes><banshi:outcome value="agree" title="同意"/><banshi:outcome value="refuse" title="不同意"/>' +
  '<banshi:outcome value="abstain" title="弃权"/></banshi:outcomes>';

/** A 会签 of `members`, with what follows when it has passed or failed. */
export function meeting(
  rule: string,
  more: { loop?: string; extension?: string; beside?: string } = {},
): string {
  const { loop = '', extension = '', beside = '' } = more;
  return bpmn(
    el('startEvent', 's') +
      el(
        'userTask',
        'sign',
        '',
        `<bpmn:extensionElements>${OUTCOMES}<banshi:countersign approve="agree" abstain="abstain" result="outcome" ${rule}/>` +
          `<banshi:assignment peopleRule="member"/>${extension}</bpmn:extensionElements>` +
          `<bpmn:multiInstanceLoopCharacteristics banshi:collection="members" banshi:elementVariable="member" ${loop}/>`,
      ) +
      el('userTask', 'passed') +
      el('userTask', 'failed') +
      el('exclusiveGateway', 'g', 'default="g_failed"') +
      flow('s', 'sign') +
      flow('sign', 'g') +
      flow('g', 'passed', 'outcome.passed') +
      flow('g', 'failed') +
      el('endEvent', 'e') +
      flow('passed', 'e') +
      flow('failed', 'e') +
      beside,
  );
}

export async function begin(file: string, members: readonly string[]): Promise<Run> {
  const run = await Run.of(file);
  return run.start({ members });
}

/** The open task of a member. */
export function taskOf(run: Run, member: string): string {
  const found = Object.values(run.state?.activities ?? {}).find(
    (one) => one.taskId !== undefined && (one.variables?.['member'] ?? one.assignee) === member,
  );
  return found?.taskId ?? 'none';
}

/** Each member says it, and is not refused. */
export function vote(
  run: Run,
  ...votes: readonly (readonly [member: string, outcome: string])[]
): Run {
  for (const [member, outcome] of votes) {
    run.give({
      type: 'completeUserTask',
      taskId: taskOf(run, member),
      actor: { id: member },
      outcome,
    });
    expect(run.rejection).toBeNull();
  }
  return run;
}
