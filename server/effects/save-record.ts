import { randomUUID } from 'node:crypto';
import type { Entity } from '../../runtime/package';
import {
  type RecordRevision,
  identityOf,
  recordNumber,
  recordNumberPrefix,
  saveRecord,
  uniqueIn,
} from '../../runtime/record';
import { ledgerRowWrites } from '../ledgers/ledger-rows';
import { type DerivedWrite, insertOnce } from '../models/group-writes';
import type { RecordDocument, RevisionDocument } from '../models/record';
import type { Delivery } from './handler';
import { JobFailure } from './job-failure';
import type { JobAction } from './jobs';

const MAX_ATTEMPTS = 5;

/** Saves a record as the definition maps it, keeps the revision, and brings the ledgers up to date. */
export const saveRecordAction: JobAction = async (jobId, input, delivery) => {
  const entity = delivery.package.entities.get(String(input['entity']));
  if (entity === undefined) throw new JobFailure(`没有档案类型 ${String(input['entity'])}`);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const done = await delivery.server.reads.byId<RevisionDocument>('revisions', jobId);
    const saved =
      done === null
        ? await save(entity, jobId, input, delivery)
        : await load(done.recordId, delivery);
    if (saved === null) continue;
    const { record, lastRevision } = saved;
    const { server, package: own } = delivery;
    // Ledgers are of today, whatever version the case began with.
    const current = (await server.packages.getCurrent(own.manifest.key)) ?? own;
    await server.writes.write([
      revisionWrite(lastRevision),
      ...ledgerRowWrites(server, current, record),
    ]);
    return { recordId: record.id, number: record.number };
  }
  throw new Error(`record of job ${jobId} is written by others again and again`);
};

type SavedRecord = Pick<RecordDocument, 'record' | 'lastRevision'>;

function load(recordId: string, { server }: Delivery): Promise<SavedRecord | null> {
  return server.reads.byId<RecordDocument>('records', recordId);
}

/** The case's own record, or the one of the same identity, or a new one. @returns null when someone else wrote first */
async function save(
  entity: Entity,
  jobId: string,
  input: Readonly<Record<string, unknown>>,
  delivery: Delivery,
): Promise<SavedRecord | null> {
  const { server, case: owner, batch, package: loaded } = delivery;
  const data = (input['data'] ?? {}) as Readonly<Record<string, unknown>>;
  const identity = identityOf(entity, data);
  const packageKey = loaded.manifest.key;
  const current =
    (owner.recordId === null
      ? null
      : await server.reads.byId<RecordDocument>('records', owner.recordId)) ??
    (identity === null
      ? null
      : await server.reads.byKey<RecordDocument>('records', 'identity', identity, {
          packageKey,
          entity: entity.key,
        }));
  if (current !== null) {
    await server.writes.write([revisionWrite(current.lastRevision)]);
    if (current.lastRevision.sourceId === jobId) return current;
  }
  if (current === null && identity === null) throw new JobFailure(`${entity.title}缺少识别信息`);
  const prefix = recordNumberPrefix(entity, data);
  const number =
    current?.number ??
    recordNumber(entity, prefix, await server.counters.next(`record:${entity.key}:${prefix}`));
  const status = input['status'];
  const saved = saveRecord(
    entity,
    current?.record ?? null,
    { data, ...(typeof status === 'string' ? { status } : {}) },
    {
      id: current?._id ?? randomUUID(),
      number,
      at: server.clock(),
      actor: batch.actor,
      caseId: owner._id,
      sourceId: jobId,
    },
  );
  const fields = {
    record: saved.record,
    entity: entity.key,
    packageKey,
    identity: identityOf(entity, saved.record.data) ?? saved.record.id,
    unique: [...uniqueIn(entity, saved.record.data)],
    number: saved.record.number,
    label: saved.record.label,
    status: saved.record.status,
    category:
      entity.category === undefined ? null : String(saved.record.data[entity.category] ?? ''),
    unitPath: loaded.units.path(saved.record.unit).map((unit) => unit.code),
    updatedAt: saved.record.updatedAt,
    lastRevision: saved.revision,
  };
  const isWritten =
    current === null
      ? await server.inserts.insert('records', { _id: saved.record.id, ...fields })
      : await server.swaps.swap('records', {
          id: current._id,
          when: { 'record.revision': current.record.revision },
          set: fields,
          isDone: (now) => (now as unknown as RecordDocument).lastRevision.sourceId === jobId,
        });
  if (!isWritten) return null;
  return { record: saved.record, lastRevision: saved.revision };
}

function revisionWrite(revision: RecordRevision): DerivedWrite {
  return insertOnce('revisions', revision.sourceId, revision);
}
