import { runCommand } from '../../../runtime/case';
import type { ControlCase } from '../../../runtime/contract';
import type { Command } from '../../../runtime/engine';
import { changeCase } from '../../cases/change-case';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import { refuseCase } from '../refuse-case';
import { requireOperatedCase } from './reach';

function commandOf(request: ControlCase, at: number, actor: Viewer['actor']): Command {
  const base = { at, actor, reason: request.reason };
  switch (request.type) {
    case 'suspend':
      return { ...base, type: 'suspendProcessInstance' };
    case 'resume':
      return { ...base, type: 'resumeProcessInstance' };
    case 'terminate':
      return { ...base, type: 'terminateProcessInstance' };
    case 'modify':
      return { ...base, type: 'modifyProcessInstance', instructions: request.instructions };
  }
}

/** Holds, resumes, terminates or moves a case as an operator; the audit trail says what and why. */
export async function controlCase(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
  request: ControlCase,
): Promise<void> {
  await requireOperatedCase(server, viewer, caseId);
  const moves =
    request.type === 'modify'
      ? request.instructions
          .map((one) => `${one.type} ${'elementId' in one ? one.elementId : one.activityId}`)
          .join(', ')
      : '';
  const result = await changeCase(server, {
    caseId,
    actor: viewer.actor,
    act: (environment, state) =>
      runCommand(environment, state, commandOf(request, environment.at, viewer.actor)),
    note: {
      action: `${request.type}Case`,
      detail: [moves, request.reason].filter(Boolean).join(' · '),
    },
  });
  if (!result.ok) throw refuseCase(result.error);
}
