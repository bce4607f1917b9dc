import { randomUUID } from 'node:crypto';
import type { ProcessDefinition, SequenceFlow } from '../../../runtime/bpmn';
import { migrateCase } from '../../../runtime/case';
import type {
  MigrationCheck,
  MigrationPreview,
  MigrationProposal,
  MigrationRun,
  MigrationRunDetail,
} from '../../../runtime/contract';
import { type MigrationPlan, proposeMapping } from '../../../runtime/engine';
import { environmentOf } from '../../cases/case-store';
import type { ServerContext } from '../../context';
import { recordAction } from '../../audit/record-action';
import { refuse } from '../../http/refusal';
import type { Viewer } from '../../identity/viewer';
import type { CaseDocument } from '../../models/case';
import { UNTAKEN } from '../../models/lease-fields';
import type { MigrationResultDocument, MigrationRunDocument } from '../../models/migration';
import { operatedUnits, requireProcess } from './reach';

const OPEN = ['active', 'incident'];
/** Cases that one dry run plays. */
const MAX_CHECKED = 200;
/** Results that one answer has; refused ones come first. */
const MAX_RESULTS = 500;

/** Which cases are to go where. */
export interface MigrationTarget {
  readonly packageKey: string;
  readonly processId: string;
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly plan: MigrationPlan;
  readonly caseIds?: readonly string[] | undefined;
}

/** The open cases that a migration is about, in the order in which they are taken. */
export function casesToMigrate(
  target: Pick<MigrationRunDocument, 'packageKey' | 'processId' | 'fromVersion' | 'units'>,
  caseIds: readonly string[] | null,
): Record<string, unknown> {
  return {
    packageKey: target.packageKey,
    packageVersion: target.fromVersion,
    'state.processId': target.processId,
    status: { $in: OPEN },
    unitPath: { $in: target.units },
    ...(caseIds === null ? {} : { _id: { $in: [...caseIds] } }),
  };
}

export async function proposeMigration(
  server: ServerContext,
  viewer: Viewer,
  {
    packageKey,
    processId,
    from,
    to,
  }: { packageKey: string; processId: string; from: string; to: string },
): Promise<MigrationProposal> {
  if (from === to) throw refuse(422, 'OPS-SAME-VERSION');
  const [source, target] = await Promise.all([
    requireProcess(server, packageKey, from, processId),
    requireProcess(server, packageKey, to, processId),
  ]);
  const units = await operatedUnits(server, viewer);
  const filter = casesToMigrate({ packageKey, processId, fromVersion: from, units }, null);
  const [places, waiting, cases] = await Promise.all([
    server.models.cases.aggregate<{ _id: string; open: number }>([
      { $match: filter },
      { $unwind: '$waitingAt' },
      { $group: { _id: '$waitingAt', open: { $sum: 1 } } },
    ]),
    server.models.cases.aggregate<{ _id: string; open: number }>([
      { $match: filter },
      { $unwind: '$state.instance.waiting' },
      { $group: { _id: '$state.instance.waiting.flow', open: { $sum: 1 } } },
    ]),
    server.models.cases.countDocuments(filter),
  ]);
  const openAt = new Map(places.map(({ _id, open }) => [_id, open]));
  return {
    elements: proposeMapping(source.process, target.process).map(
      ({ source: node, target: to, by }) => ({
        source: { id: node.id, name: node.name, kind: node.kind },
        targetId: to?.id ?? null,
        by,
        open: openAt.get(node.id) ?? 0,
      }),
    ),
    flows: waitingFlows(source.process, target.process, waiting),
    targetFlows: flowsOf(target.process).map(({ id, source: from, target: to }) => ({
      id,
      name: `${from.name || from.id} → ${to.name || to.id}`,
    })),
    targets: [...target.process.nodes.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    cases,
  };
}

function flowsOf({ root, nodes }: ProcessDefinition): readonly SequenceFlow[] {
  return [root, ...[...nodes.values()].flatMap((node) => node.inner ?? [])].flatMap(
    (container) => container.flows,
  );
}

/** What waits over a flow that has no counterpart by its id; one with the same ends is proposed. */
function waitingFlows(
  source: ProcessDefinition,
  target: ProcessDefinition,
  waiting: readonly { readonly _id: string; readonly open: number }[],
): MigrationProposal['flows'] {
  const targets = flowsOf(target);
  return flowsOf(source).flatMap(({ id, source: from, target: to }) => {
    const open = waiting.find((one) => one._id === id)?.open ?? 0;
    if (open === 0 || targets.some((one) => one.id === id)) return [];
    const same = targets.filter((one) => one.source.id === from.id && one.target.id === to.id);
    const targetId = same.length === 1 ? (same[0]?.id ?? null) : null;
    return [{ id, name: `${from.name || from.id} → ${to.name || to.id}`, targetId, open }];
  });
}

async function checkTarget(server: ServerContext, target: MigrationTarget) {
  const { packageKey, processId, fromVersion, toVersion } = target;
  if (fromVersion === toVersion) throw refuse(422, 'OPS-SAME-VERSION');
  const [source, { loaded }] = await Promise.all([
    requireProcess(server, packageKey, fromVersion, processId),
    requireProcess(server, packageKey, toVersion, processId),
  ]);
  return { process: source.process, loaded };
}

/** A dry run: what would become of each case, in words; writes nothing. */
export async function previewMigration(
  server: ServerContext,
  viewer: Viewer,
  target: MigrationTarget,
): Promise<MigrationPreview> {
  const { loaded } = await checkTarget(server, target);
  const units = await operatedUnits(server, viewer);
  const filter = casesToMigrate({ ...target, units }, target.caseIds ?? null);
  const [documents, total] = await Promise.all([
    server.models.cases.find(filter).sort({ _id: 1 }).limit(MAX_CHECKED).lean<CaseDocument[]>(),
    server.models.cases.countDocuments(filter),
  ]);
  const cases: MigrationCheck[] = [];
  for (const document of documents) {
    const environment = await environmentOf(server, document, viewer.actor);
    const { entries, result } = migrateCase(environment, loaded, document.state, target.plan);
    cases.push({
      caseId: document._id,
      number: document.number,
      title: document.title,
      ok: result.ok,
      entries: entries.map(({ kind, change, elementId, targetId, sentence }) => ({
        kind,
        change,
        elementId,
        targetId,
        sentence,
      })),
      problems: result.ok ? [] : [...result.error.problems],
    });
  }
  const refused = cases.filter((one) => !one.ok).length;
  return { total, checked: cases.length, refused, cases };
}

/** Begins to migrate; the worker of any server process does it, one case after the other. */
export async function startMigration(
  server: ServerContext,
  viewer: Viewer,
  target: MigrationTarget & { readonly reason: string },
): Promise<MigrationRun> {
  const { process } = await checkTarget(server, target);
  const units = await operatedUnits(server, viewer);
  const caseIds = target.caseIds === undefined ? null : [...target.caseIds];
  const filter = casesToMigrate({ ...target, units }, caseIds);
  const total = await server.models.cases.countDocuments(filter);
  const { packageKey, processId, fromVersion, toVersion, plan, reason } = target;
  const run: MigrationRunDocument = {
    _id: randomUUID(),
    packageKey,
    processId,
    processName: process.name,
    fromVersion,
    toVersion,
    plan: JSON.stringify(plan),
    reason,
    caseIds,
    units,
    state: 'running',
    total,
    migrated: 0,
    refused: 0,
    cursor: '',
    startedAt: server.clock(),
    startedBy: viewer.actor,
    finishedAt: null,
    ...UNTAKEN,
  };
  await server.models.migrationRuns.create(run);
  const detail = `${processId} ${fromVersion} → ${toVersion}，${total} 件 · ${reason}`;
  await recordAction(server, viewer, 'startMigration', run._id, detail);
  return presentRun(run);
}

function presentRun(run: MigrationRunDocument): MigrationRun {
  return {
    id: run._id,
    packageKey: run.packageKey,
    processId: run.processId,
    processName: run.processName,
    fromVersion: run.fromVersion,
    toVersion: run.toVersion,
    state: run.state,
    total: run.total,
    migrated: run.migrated,
    refused: run.refused,
    startedAt: run.startedAt,
    startedBy: run.startedBy.name ?? run.startedBy.id,
    finishedAt: run.finishedAt,
    reason: run.reason,
  };
}

export async function listMigrations(
  server: ServerContext,
  viewer: Viewer,
  page: number,
  pageSize: number,
): Promise<{ items: MigrationRun[]; total: number; page: number; pageSize: number }> {
  const filter = { units: { $in: await operatedUnits(server, viewer) } };
  const [runs, total] = await Promise.all([
    server.models.migrationRuns
      .find(filter)
      .sort({ startedAt: -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<MigrationRunDocument[]>(),
    server.models.migrationRuns.countDocuments(filter),
  ]);
  return { items: runs.map(presentRun), total, page, pageSize };
}

/** @throws 404 also when the run was about units that the person does not operate */
export async function getMigration(
  server: ServerContext,
  viewer: Viewer,
  runId: string,
): Promise<MigrationRunDetail> {
  const units = await operatedUnits(server, viewer);
  const run = await server.models.migrationRuns
    .findOne({ _id: runId, units: { $in: units } })
    .lean<MigrationRunDocument | null>();
  if (run === null) throw refuse(404, 'HTTP-NOT-FOUND');
  const results = await server.models.migrationResults
    .find({ runId })
    .sort({ outcome: -1, at: 1 })
    .limit(MAX_RESULTS)
    .lean<MigrationResultDocument[]>();
  return {
    ...presentRun(run),
    results: results.map(({ caseId, number, title, outcome, problems, at }) => ({
      caseId,
      number,
      title,
      outcome,
      problems: [...problems],
      at,
    })),
  };
}
