import {
  type CaseRefusal,
  type CaseStep,
  cancelCase,
  refusal,
  runCommand,
  urgeCase,
} from '../../runtime/case';
import { type Result, err } from '../../runtime/kernel';
import { changeCase } from '../cases/change-case';
import type { ServerContext } from '../context';
import type { Change } from '../effects';
import type { Viewer } from '../identity/viewer';
import type { CaseDocument } from '../models/case';
import { refuseCase } from './refuse-case';
import { personOf } from './tasks';

/** Whoever began the case or did something in it may tell others of it. */
export function mayCopy(viewer: Viewer, document: CaseDocument): boolean {
  return document.initiatorId === viewer.id || document.participants.includes(viewer.id);
}

/** 催办 */
export function urgeCaseAs(
  server: ServerContext,
  viewer: Viewer,
  document: CaseDocument,
  words: string,
): Promise<CaseStep> {
  return change(
    server,
    viewer,
    document,
    { action: 'urgeCase', detail: words },
    (environment, state) => urgeCase(environment, state, personOf(viewer), words),
  );
}

/** 抄送 */
export async function copyCaseAs(
  server: ServerContext,
  viewer: Viewer,
  document: CaseDocument,
  { people, words }: { readonly people: readonly string[]; readonly words: string },
): Promise<CaseStep> {
  const told = [...new Set(people)];
  const known = await server.models.users.countDocuments({ _id: { $in: told }, disabled: false });
  const note = { action: 'copyCase', detail: [told.join(' '), words].filter(Boolean).join(' · ') };
  return change(server, viewer, document, note, (environment, state) => {
    if (!mayCopy(viewer, document)) return err(refusal('CASE-MAY-NOT-COPY'));
    if (known !== told.length) return err(refusal('CASE-PERSON-UNKNOWN'));
    return runCommand(environment, state, {
      type: 'copyProcessInstance',
      at: environment.at,
      actor: viewer.actor,
      people: told,
      words,
    });
  });
}

/** 撤销 */
export function cancelCaseAs(
  server: ServerContext,
  viewer: Viewer,
  document: CaseDocument,
  reason: string,
): Promise<CaseStep> {
  return change(
    server,
    viewer,
    document,
    { action: 'cancelCase', detail: reason },
    (environment, state) => cancelCase(environment, state, personOf(viewer), reason),
  );
}

async function change(
  server: ServerContext,
  viewer: Viewer,
  document: CaseDocument,
  note: Change['note'],
  act: Change['act'],
): Promise<CaseStep> {
  const result: Result<CaseStep, CaseRefusal> = await changeCase(server, {
    caseId: document._id,
    actor: viewer.actor,
    act,
    note,
  });
  if (!result.ok) throw refuseCase(result.error);
  return result.value;
}
