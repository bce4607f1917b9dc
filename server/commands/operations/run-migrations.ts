import { migrateCase, refusal } from '../../../runtime/case';
import type { CaseProblem } from '../../../runtime/case';
import type { MigrationPlan } from '../../../runtime/engine';
import { err } from '../../../runtime/kernel';
import type { LoadedPackage } from '../../../runtime/package';
import { changeCase } from '../../cases/change-case';
import type { ServerContext } from '../../context';
import { Refusal } from '../../http/refusal';
import { stillHeld, takeLease, whileHeld } from '../../jobs/lease';
import type { CaseDocument } from '../../models/case';
import type { MigrationRunDocument } from '../../models/migration';
import { casesToMigrate } from './migrations';

type Moved = Pick<CaseDocument, '_id' | 'number' | 'title'>;

const BATCH = 20;
/** So long one turn of the worker migrates before it looks after timers again. */
const TURN_MS = 1_000;

/**
 * Goes on with one migration that nobody works on at this moment. After a crash the next worker takes it from where it
 * stood; a case that had been moved already knows the run and is not moved twice.
 */
export async function continueMigrations(server: ServerContext): Promise<void> {
  const { migrationRuns } = server.models;
  const run = await takeLease(server, migrationRuns, { state: 'running' }, { leaseUntil: 1 });
  if (run !== null) await whileHeld(server, migrationRuns, run, () => migrateForATurn(server, run));
}

async function migrateForATurn(server: ServerContext, run: MigrationRunDocument): Promise<void> {
  const loaded = await server.packages.get(run.packageKey, run.toVersion);
  await findLost(server, run);
  const stopAt = performance.now() + TURN_MS;
  let { cursor } = run;
  let isDone = false;
  while (!isDone && performance.now() < stopAt) {
    const filter = casesToMigrate(run, run.caseIds);
    const cases = await server.models.cases
      .find({ $and: [filter, { _id: { $gt: cursor } }] }, { number: 1, title: 1 })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<Moved[]>();
    for (const one of cases) {
      await keepResult(server, run, one, await moveOne(server, run, loaded, one._id));
      cursor = one._id;
      if (performance.now() >= stopAt) break;
    }
    isDone = cases.length === 0;
  }
  await release(server, run, cursor, isDone ? server.clock() : null);
}

/** The key by which a case knows that the run has moved it. */
const keyOf = (run: MigrationRunDocument): string => `migration:${run._id}`;

/** A worker that died may have moved a case and not told the result. */
async function findLost(server: ServerContext, run: MigrationRunDocument): Promise<void> {
  const { cases, migrationResults } = server.models;
  const moved = await cases
    .find({ received: keyOf(run), _id: { $gt: run.cursor } }, { number: 1, title: 1 })
    .lean<Moved[]>();
  if (moved.length === 0) return;
  const ids = moved.map((one) => `${run._id}:${one._id}`);
  const told = await migrationResults
    .find({ _id: { $in: ids }, outcome: 'migrated' }, { caseId: 1 })
    .lean();
  const known = new Set(told.map((one) => one.caseId));
  for (const one of moved) if (!known.has(one._id)) await keepResult(server, run, one, []);
}

/** @returns why the case stays as it is; empty when it has moved */
async function moveOne(
  server: ServerContext,
  run: MigrationRunDocument,
  loaded: LoadedPackage,
  caseId: string,
): Promise<readonly CaseProblem[]> {
  const plan = JSON.parse(run.plan) as MigrationPlan;
  try {
    const result = await changeCase(server, {
      caseId,
      actor: run.startedBy,
      act: (environment, state) =>
        state.packageVersion === run.fromVersion
          ? migrateCase(environment, loaded, state, plan).result
          : err(refusal('CASE-OTHER-VERSION', { version: state.packageVersion })),
      note: {
        action: 'migrateCase',
        detail: `${run.fromVersion} → ${run.toVersion} · ${run.reason}`,
      },
      deliveryKey: keyOf(run),
    });
    if (result.ok) return [];
    const { code, message, problems } = result.error;
    return problems.length > 0 ? problems : [{ at: '', code, message, severity: 'error' }];
  } catch (error) {
    // One case that nobody can write does not stop the others; what is broken altogether stops the turn.
    if (!(error instanceof Refusal)) throw error;
    return [{ at: '', code: error.code, message: error.message, severity: 'error' }];
  }
}

async function keepResult(
  server: ServerContext,
  run: MigrationRunDocument,
  { _id: caseId, number, title }: Moved,
  problems: readonly CaseProblem[],
): Promise<void> {
  const outcome = problems.length === 0 ? ('migrated' as const) : ('refused' as const);
  await server.models.migrationResults.updateOne(
    { _id: `${run._id}:${caseId}` },
    { $set: { runId: run._id, caseId, number, title, outcome, problems, at: server.clock() } },
    { upsert: true },
  );
}

/** Counts are those of the results, so that a case that was done twice over a crash counts once. */
async function release(
  server: ServerContext,
  run: MigrationRunDocument,
  cursor: string,
  finishedAt: number | null,
): Promise<void> {
  const { migrationResults, migrationRuns } = server.models;
  const count = (outcome: 'migrated' | 'refused'): Promise<number> =>
    migrationResults.countDocuments({ runId: run._id, outcome });
  const [migrated, refused] = await Promise.all([count('migrated'), count('refused')]);
  const state = finishedAt === null ? 'running' : 'done';
  await migrationRuns.updateOne(stillHeld(run), {
    $set: { cursor, migrated, refused, state, finishedAt, leaseUntil: 0 },
  });
}
