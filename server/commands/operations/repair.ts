import { runCommand, variablesOf } from '../../../runtime/case';
import type { VariableEdit } from '../../../runtime/contract';
import type { Command } from '../../../runtime/engine';
import { changeCase } from '../../cases/change-case';
import type { ServerContext } from '../../context';
import { refuse } from '../../http/refusal';
import type { Viewer } from '../../identity/viewer';
import type { IncidentDocument } from '../../models/process';
import { refuseCase } from '../refuse-case';
import { requireOperatedCase } from './reach';
import { applyEdits } from './variables';

/** Tries the step of an incident again, after editing what was wrong with the data. */
export async function retryIncident(
  server: ServerContext,
  viewer: Viewer,
  incidentId: string,
  edits: readonly VariableEdit[],
  reason: string,
): Promise<void> {
  const incident = await server.models.incidents
    .findById(incidentId)
    .lean<IncidentDocument | null>();
  if (incident === null || !incident.open) throw refuse(404, 'HTTP-NOT-FOUND');
  await requireOperatedCase(server, viewer, incident.caseId);
  const note = { action: 'retryIncident', detail: incident.elementId };
  const result = await changeCase(server, {
    caseId: incident.caseId,
    actor: viewer.actor,
    act: (environment, state) => {
      const { variables, words } = applyEdits(variablesOf(state), edits);
      note.detail = [incident.elementId, words, reason].filter(Boolean).join(' · ');
      return runCommand(
        environment,
        state,
        {
          type: 'retryIncident',
          at: environment.at,
          actor: viewer.actor,
          incidentId,
          ...(edits.length === 0 ? {} : { variables }),
        },
        variables,
      );
    },
    note,
  });
  if (!result.ok) throw refuseCase(result.error);
}

/** Edits variables of a case where it is; the audit trail has before, after and why. */
export async function editVariables(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
  edits: readonly VariableEdit[],
  reason: string,
): Promise<void> {
  await requireOperatedCase(server, viewer, caseId);
  const note = { action: 'editVariables', detail: '' };
  const result = await changeCase(server, {
    caseId,
    actor: viewer.actor,
    act: (environment, state) => {
      const { variables, words } = applyEdits(variablesOf(state), edits);
      note.detail = `${words} · ${reason}`;
      return runCommand(
        environment,
        state,
        { type: 'setVariables', at: environment.at, actor: viewer.actor, variables },
        variables,
      );
    },
    note,
  });
  if (!result.ok) throw refuseCase(result.error);
}

type Operation = Extract<
  Command,
  {
    readonly type:
      | 'modifyProcessInstance'
      | 'suspendProcessInstance'
      | 'resumeProcessInstance'
      | 'terminateProcessInstance';
  }
>;
type Given = Operation extends infer C
  ? C extends Operation
    ? Omit<C, 'at' | 'actor'>
    : never
  : never;

/** Moves, holds, resumes or ends a case as an operator says; the audit trail has what and why. */
export async function operateCase(
  server: ServerContext,
  viewer: Viewer,
  caseId: string,
  operation: Given,
): Promise<void> {
  await requireOperatedCase(server, viewer, caseId);
  const what = operation.type === 'modifyProcessInstance' ? operation.instructions : [];
  const words = what.map(
    (one) => `${one.type} ${'elementId' in one ? one.elementId : one.activityId}`,
  );
  const result = await changeCase(server, {
    caseId,
    actor: viewer.actor,
    act: (environment, state) =>
      runCommand(environment, state, {
        ...operation,
        at: environment.at,
        actor: viewer.actor,
      } as Operation),
    note: {
      action: operation.type,
      detail: [...words, operation.reason].join(' · '),
    },
  });
  if (!result.ok) throw refuseCase(result.error);
}
