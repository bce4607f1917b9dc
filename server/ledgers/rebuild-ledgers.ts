import type { LoadedPackage } from '../../runtime/package';
import type { ServerContext } from '../context';
import type { RecordDocument } from '../models/record';
import { ledgerRowWrites } from './ledger-rows';

const RECORDS_AT_ONCE = 200;

type Known = Pick<RecordDocument, '_id' | 'record'>;

/**
 * Makes every row of a package's ledgers anew from the records, as its current version says, and drops rows of ledgers
 * that it has no more. May run beside the work of others, and again after a crash.
 */
export async function rebuildLedgers(server: ServerContext, packageKey: string): Promise<void> {
  const loaded = await server.packages.getCurrent(packageKey);
  if (loaded === undefined) return;
  const { models } = server;
  await models.ledgerRows.deleteMany({ packageKey, ledger: { $nin: [...loaded.ledgers.keys()] } });
  const records = models.records
    .find({ packageKey }, { record: 1 })
    .lean<Known[]>()
    .cursor({ batchSize: RECORDS_AT_ONCE });
  let batch: Known[] = [];
  for await (const record of records as AsyncIterable<Known>) {
    batch.push(record);
    if (batch.length < RECORDS_AT_ONCE) continue;
    await rebuildRows(server, loaded, batch);
    batch = [];
  }
  await rebuildRows(server, loaded, batch);
  await models.packageVersions.updateOne(
    { _id: `${packageKey}@${loaded.manifest.version}` },
    { $set: { ledgersBuilt: true } },
  );
}

/** A record that someone changed meanwhile is done again, so that no row of an older state comes over a newer one. */
async function rebuildRows(
  server: ServerContext,
  loaded: LoadedPackage,
  records: readonly Known[],
): Promise<void> {
  let left = records;
  while (left.length > 0) {
    await server.writes.write(
      left.flatMap(({ record }) => ledgerRowWrites(server, loaded, record)),
    );
    const revisions = new Map(left.map(({ _id, record }) => [_id, record.revision]));
    const now = await server.models.records
      .find({ _id: { $in: [...revisions.keys()] } }, { record: 1 })
      .lean<Known[]>();
    left = now.filter(({ _id, record }) => record.revision !== revisions.get(_id));
  }
}
