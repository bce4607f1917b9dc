import { randomUUID } from 'node:crypto';
import type { Values } from '../../runtime/form';
import { subjectOf } from '../commands/matters';
import type { ServerContext } from '../context';
import type { ImportDocument } from '../models/import';
import type { MatterDraftDocument } from '../models/office';
import { native } from '../models/native';
import { forkTypeScript } from '../typescript-process';
import type { ListAnswer, ListOrder } from './import-process';
import type { ReadList } from './read-list';

const PATIENCE_MS = 5 * 60_000;
/** A workbook that unpacks to more ends its process and nothing else. */
const MOST_MEMORY_MB = 1_500;
const WRITTEN_AT_ONCE = 500;
/** An import whose process has not been heard of for so long has lost it. */
const LOST_AFTER_MS = 60_000;

/**
 * Checks a list and, when nothing is wrong with it, opens an application for each applicant. None of them shows before all
 * are there; a list that is given up on the way leaves none.
 */
export async function runImport(
  server: ServerContext,
  document: ImportDocument,
  variable: string,
  order: ListOrder,
): Promise<void> {
  const { imports } = server.models;
  const { _id } = document;
  try {
    const list = await read(order, async (checked, all) => {
      await imports.updateOne(
        { _id, state: 'checking' },
        { progress: checked, rows: all, aliveAt: server.clock() },
      );
    });
    if (list.problemCount > 0) {
      const { problems, problemCount } = list;
      const found = { problems: [...problems], problemCount };
      await imports.updateOne({ _id, state: 'checking' }, { state: 'refused', ...found });
      return;
    }
    await write(server, document, variable, list.applicants);
    await showAll(server, _id);
  } catch (error) {
    server.logger.error({ err: error, import: _id }, 'an import was given up');
    // Where the store is away, too, the worker gives it up later.
    await giveUp(server, _id).catch((again: unknown) =>
      server.logger.error({ err: again, import: _id }, 'an import is still to be given up'),
    );
  }
}

/** @throws Error when the process ends without an answer, or takes longer than five minutes */
function read(
  order: ListOrder,
  progress: (checked: number, all: number) => Promise<void>,
): Promise<ReadList> {
  const child = forkTypeScript(new URL('./import-process.ts', import.meta.url), [
    `--max-old-space-size=${MOST_MEMORY_MB}`,
  ]);
  return new Promise<ReadList>((done, fail) => {
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('error', fail);
    child.once('exit', (code) => {
      clearTimeout(patience);
      fail(new Error(`the import process ended with ${code} before it had read the list`));
    });
    child.on('message', (answer: ListAnswer) => {
      if (answer.kind === 'read') done(answer.list);
      else progress(answer.checked, answer.all).catch(fail);
    });
    child.send(order);
  }).finally(() => child.kill('SIGKILL'));
}

/** Applications that nobody sees yet: what has never been saved is in no list. */
async function write(
  server: ServerContext,
  document: ImportDocument,
  variable: string,
  applicants: readonly Values[],
): Promise<void> {
  const { imports, matterDrafts } = server.models;
  const { _id, ownerId, packageKey, packageVersion, processId, startEventId, matter } = document;
  const begun = await imports.updateOne(
    { _id, state: 'checking' },
    { state: 'writing', rows: applicants.length, progress: 0, aliveAt: server.clock() },
  );
  if (begun.matchedCount !== 1) throw new Error('the import had been given up');
  for (let at = 0; at < applicants.length; at += WRITTEN_AT_ONCE) {
    const some = applicants.slice(at, at + WRITTEN_AT_ONCE);
    await native(matterDrafts).insertMany(
      some.map((values, index): MatterDraftDocument => ({
        _id: randomUUID(),
        ownerId,
        packageKey,
        packageVersion,
        processId,
        startEventId,
        matter,
        caseId: null,
        importId: _id,
        importRow: at + index,
        subject: subjectOf({ [variable]: values }),
        forms: { [variable]: values },
        outcome: null,
        opinion: null,
        warningReasons: {},
        revision: 1,
        savedAt: null,
      })),
    );
    const progress = at + some.length;
    await imports.updateOne({ _id }, { progress, aliveAt: server.clock() });
  }
  const shown = await imports.updateOne(
    { _id, state: 'writing' },
    { state: 'showing', progress: 0, aliveAt: server.clock() },
  );
  if (shown.matchedCount !== 1) throw new Error('the import had been given up');
}

/** All are there: they appear, in the order of the list. Done twice it changes nothing. */
async function showAll(server: ServerContext, importId: string): Promise<void> {
  const { imports, matterDrafts } = server.models;
  const document = await imports.findById(importId).lean<ImportDocument | null>();
  if (document?.state !== 'showing') return;
  const savedAt = document.createdAt;
  for (let at = 0; at < document.rows; at += WRITTEN_AT_ONCE) {
    const importRow = { $gte: at, $lt: at + WRITTEN_AT_ONCE };
    await native(matterDrafts).updateMany(
      { importId, importRow, savedAt: null },
      { $set: { savedAt } },
    );
    await imports.updateOne({ _id: importId }, { aliveAt: server.clock() });
  }
  await imports.updateOne(
    { _id: importId, state: 'showing' },
    { state: 'done', progress: document.rows },
  );
}

/** Nothing of it stays, unless all of it was there. */
async function giveUp(server: ServerContext, importId: string): Promise<void> {
  const { imports, matterDrafts } = server.models;
  const ended = await imports.updateOne(
    { _id: importId, state: { $in: ['checking', 'writing'] } },
    { state: 'failed' },
  );
  if (ended.matchedCount === 0) return;
  await native(matterDrafts).deleteMany({ importId, savedAt: null });
}

/** Finishes imports that lost their process: what was not all there is taken back, what was is shown. */
export async function finishImports(server: ServerContext): Promise<void> {
  const lost = await server.models.imports
    .find({
      state: { $in: ['checking', 'writing', 'showing'] },
      aliveAt: { $lt: server.clock() - LOST_AFTER_MS },
    })
    .lean<ImportDocument[]>();
  for (const { _id, state } of lost) {
    if (state === 'showing') await showAll(server, _id);
    else await giveUp(server, _id);
  }
}
