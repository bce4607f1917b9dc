import type { CommandOf } from '../command';
import type { NewEffect } from '../effect';
import type { Execution } from '../execution';
import { Refused, rejection } from '../rejection';

/** Who has been urged is left alone for so long. */
export const URGE_PAUSE_MS = 4 * 3_600_000;

type Notify = Extract<NewEffect, { readonly type: 'notify' }>;

/** Tells everyone who has an open task that somebody waits for it (催办). */
export function urgeProcessInstance(
  run: Execution,
  { words }: CommandOf<'urgeProcessInstance'>,
): void {
  if (run.urgedAt !== null && run.now < run.urgedAt + URGE_PAUSE_MS) {
    throw new Refused(rejection('ENG-URGED'));
  }
  const open = [...run.activities.values()].filter(({ taskId }) => taskId !== undefined);
  if (open.length === 0) throw new Refused(rejection('ENG-NOTHING-OPEN'));
  run.urgedAt = run.now;
  for (const { element, taskId = null } of open) {
    run.effect(byHand(run, 'urge', words, { elementId: element, taskId }));
  }
  tell(run, 'processInstanceUrged', words, []);
}

/** Tells people of the case as it stands (抄送); they may then see it. */
export function copyProcessInstance(
  run: Execution,
  { people, words }: CommandOf<'copyProcessInstance'>,
): void {
  const told = [...new Set(people)];
  if (told.length === 0) throw new Refused(rejection('ENG-NOBODY-TOLD'));
  run.effect(byHand(run, 'copy', words, { people: told }));
  tell(run, 'processInstanceCopied', words, told);
}

function byHand(
  run: Execution,
  kind: Notify['kind'],
  words: string,
  {
    elementId = run.definition.id,
    taskId = null,
    people = [],
  }: { elementId?: string; taskId?: string | null; people?: readonly string[] },
): Notify {
  const { actor } = run.command;
  return {
    type: 'notify',
    kind,
    elementId,
    name: run.definition.nodes.get(elementId)?.name ?? '',
    taskId,
    when: 'byHand',
    ...(actor === undefined ? {} : { by: actor }),
    ...(words === '' ? {} : { words }),
    recipients: { roles: [], level: null, people },
  };
}

function tell(
  run: Execution,
  type: 'processInstanceUrged' | 'processInstanceCopied',
  words: string,
  people: readonly string[],
): void {
  const { actor } = run.command;
  run.record(type, {
    ...(words === '' ? {} : { opinion: words }),
    ...(people.length === 0 ? {} : { people }),
    ...(actor === undefined ? {} : { actor }),
  });
}
