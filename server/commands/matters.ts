import { randomUUID } from 'node:crypto';
import {
  type CaseEnvironment,
  type Matter,
  describeNext,
  formContextOf,
  mattersOf,
  mayStart,
  startCase,
} from '../../runtime/case';
import type { MatterDraft } from '../../runtime/contract';
import { contextFor, initialValues } from '../../runtime/form';
import { dateAt } from '../../runtime/kernel';
import type { LoadedPackage } from '../../runtime/package';
import type { ServerContext } from '../context';
import { findCase, insertCase } from '../cases/case-store';
import { settleAfterCommit } from '../cases/change-case';
import { refuse } from '../http/refusal';
import type { Viewer } from '../identity/viewer';
import { setFields } from '../models/group-writes';
import type { MatterDraftDocument } from '../models/office';
import { takenValues } from '../policies/taken-values';
import { formContextData } from '../presenters/form-context';

import { refuseCase } from './refuse-case';
import { personOf } from './tasks';

export interface OfferedMatter {
  readonly loaded: LoadedPackage;
  readonly matter: Matter;
}

/** What a person may start, in the current versions. */
export async function offeredMatters(
  server: ServerContext,
  viewer: Viewer,
): Promise<readonly OfferedMatter[]> {
  const packages = await server.packages.all();
  return packages.flatMap((loaded) =>
    mattersOf(loaded)
      .filter((matter) => mayStart(viewer.seats, matter))
      .map((matter) => ({ loaded, matter })),
  );
}

export function matterView({ loaded, matter }: OfferedMatter) {
  return {
    packageKey: loaded.manifest.key,
    packageVersion: loaded.manifest.version,
    packageTitle: loaded.manifest.title,
    processId: matter.process.id,
    startEventId: matter.start.id,
    title: matter.title,
    description: matter.description,
    formKey: matter.application.userTask?.forms[0]?.key ?? '',
  };
}

/** @throws 404 for another person's draft as for none */
export async function requireDraft(
  server: ServerContext,
  viewer: Viewer,
  draftId: string,
): Promise<MatterDraftDocument> {
  const draft = await server.reads.byId<MatterDraftDocument>('matterDrafts', draftId);
  if (draft === null || draft.ownerId !== viewer.id) throw refuse(404, 'HTTP-NOT-FOUND');
  return draft;
}

async function matterOf(server: ServerContext, draft: MatterDraftDocument): Promise<OfferedMatter> {
  const loaded = await server.packages.get(draft.packageKey, draft.packageVersion);
  const matter = mattersOf(loaded).find(
    (one) => one.process.id === draft.processId && one.start.id === draft.startEventId,
  );
  if (matter === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
  return { loaded, matter };
}

function environmentFor(
  server: ServerContext,
  viewer: Viewer,
  loaded: LoadedPackage,
): CaseEnvironment {
  return { package: loaded, at: server.clock(), actor: viewer.actor, record: null };
}

/** The application form as its owner finds it. */
export async function presentDraft(
  server: ServerContext,
  viewer: Viewer,
  draft: MatterDraftDocument,
): Promise<MatterDraft> {
  const offered = await matterOf(server, draft);
  const form = offered.matter.application.userTask?.forms[0];
  const model = offered.loaded.forms.get(form?.key ?? '');
  if (form === undefined || model === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
  const environment = environmentFor(server, viewer, offered.loaded);
  const context = formContextOf(environment, null, dateAt(environment.at));
  const values = initialValues(model, context, draft.forms[form.variable] ?? {});
  return {
    id: draft._id,
    matter: matterView(offered),
    form: {
      key: form.key,
      variable: form.variable,
      document: model.document as unknown as Record<string, unknown>,
      values: { ...values, ...draft.forms[form.variable] },
      access: { default: form.access, fields: { ...form.fields } },
    },
    context: formContextData(contextFor([model], context)),
    revision: draft.revision,
    savedAt: draft.savedAt,
    warningReasons: draft.warningReasons,
  };
}

/** Opens an empty application; there is no case before it is sent. */
export async function openDraft(
  server: ServerContext,
  viewer: Viewer,
  input: { readonly packageKey: string; readonly processId: string; readonly startEventId: string },
): Promise<MatterDraft> {
  const offered = (await offeredMatters(server, viewer)).find(
    ({ loaded, matter }) =>
      loaded.manifest.key === input.packageKey &&
      matter.process.id === input.processId &&
      matter.start.id === input.startEventId,
  );
  if (offered === undefined) throw refuse(403, 'HTTP-FORBIDDEN');
  const draft: MatterDraftDocument = {
    _id: randomUUID(),
    ownerId: viewer.id,
    packageKey: input.packageKey,
    packageVersion: offered.loaded.manifest.version,
    processId: input.processId,
    startEventId: input.startEventId,
    matter: offered.matter.title,
    caseId: null,
    forms: {},
    outcome: null,
    opinion: null,
    warningReasons: {},
    revision: 0,
    savedAt: null,
  };
  await server.models.matterDrafts.create(draft);
  return presentDraft(server, viewer, draft);
}

/** Whom an application is about, as its list shows it. */
export function subjectOf(forms: MatterDraftDocument['forms']): string {
  const name = Object.values(forms)[0]?.['headName'];
  return typeof name === 'string' ? name : '';
}

export async function saveDraft(
  server: ServerContext,
  viewer: Viewer,
  draftId: string,
  input: {
    readonly revision: number;
    readonly forms: Record<string, Record<string, unknown>>;
    readonly warningReasons?: Record<string, string> | undefined;
  },
): Promise<{ revision: number; savedAt: number }> {
  const draft = await requireDraft(server, viewer, draftId);
  if (draft.caseId !== null) throw refuse(409, 'DRAFT-SENT');
  const savedAt = server.clock();
  const revision = input.revision + 1;
  const updated = await server.models.matterDrafts.updateOne(
    { _id: draftId, revision: input.revision },
    {
      $set: {
        forms: input.forms,
        subject: subjectOf(input.forms),
        warningReasons: input.warningReasons ?? {},
        revision,
        savedAt,
      },
    },
  );
  if (updated.matchedCount !== 1) throw refuse(409, 'DRAFT-CONFLICT');
  return { revision, savedAt };
}

/** Whether a person holds one of the starting roles over the unit that an application is about. */
function isStarterOf(viewer: Viewer, matter: Matter, unit: string, loaded: LoadedPackage): boolean {
  return viewer.seats.some(
    (seat) => matter.starterRoles.includes(seat.role) && loaded.units.isWithin(unit, seat.unit),
  );
}

/** Starts the case of an application. Sent twice, it is one case: the case takes its id from the draft. */
export async function submitDraft(
  server: ServerContext,
  viewer: Viewer,
  draftId: string,
  input: {
    readonly values: Record<string, unknown>;
    readonly warningReasons: Record<string, string>;
  },
): Promise<{ caseId: string; caseNumber: string; next: string }> {
  const draft = await requireDraft(server, viewer, draftId);
  const caseId = `c-${draftId}`;
  const { loaded, matter } = await matterOf(server, draft);
  const taken = await takenValues(server, loaded, { application: input.values }, null);
  const environment = { ...environmentFor(server, viewer, loaded), taken };
  const variable = matter.application.userTask?.forms[0]?.variable ?? '';
  const start = (number: string) =>
    startCase(environment, {
      caseId,
      number,
      processId: draft.processId,
      startEventId: draft.startEventId,
      person: personOf(viewer),
      completion: { forms: { [variable]: input.values }, warningReasons: input.warningReasons },
    });
  const markSent = () =>
    server.writes.write([setFields('matterDrafts', { _id: draftId }, { caseId })]);
  const sent = async (): Promise<string | null> => {
    const known = await findCase(server, caseId);
    if (known === null) return null;
    await markSent();
    return known.number;
  };
  const known = await sent();
  if (known !== null) return { caseId, caseNumber: known, next: '' };
  const rehearsal = start('');
  if (!rehearsal.ok) throw refuseCase(rehearsal.error);
  const unit = rehearsal.value.case.subjectUnit;
  if (unit !== null && !isStarterOf(viewer, matter, unit, loaded)) {
    throw refuse(403, 'CASE-OUT-OF-REACH', { unit: loaded.units.displayPath(unit) });
  }
  const prefix = `${matter.process.numberPrefix}${dateAt(environment.at).slice(0, 4)}`;
  const count = await server.counters.next(`case:${prefix}`);
  const started = start(`${prefix}${String(count).padStart(6, '0')}`);
  if (!started.ok) throw refuseCase(started.error);
  const note = { action: 'startCase', detail: matter.title };
  const inserted = await insertCase(server, environment, started.value, note);
  if (inserted === null) {
    return { caseId, caseNumber: (await sent()) ?? started.value.case.number, next: '' };
  }
  // The application stands: a draft that cannot be marked now is marked when somebody sends it again.
  const marked = markSent().catch((error: unknown) =>
    server.logger.error({ err: error, case: caseId }, 'a draft was sent but not marked'),
  );
  await Promise.all([settleAfterCommit(server, inserted), marked]);
  return {
    caseId,
    caseNumber: inserted.number,
    next: describeNext(environment, started.value),
  };
}
