import type { Document } from 'bson';
import { failedToParse } from '../store-error';
import { isOperatorDocument } from '../values/document';
import { isTruthy } from '../values/number';
import { decode, encodeStored, RawDocument, refuseLarge } from '../values/codec';
import type { Collection, Found } from '../storage/collection';
import { findRecords } from '../query/find';
import { fieldsOf } from '../query/matcher';
import { compileProjection } from '../query/projection';
import { compileUpdate, updatedFields, upserted, withId, type Update } from '../update/compile';
import {
  collectionOf,
  documentIn,
  documentsIn,
  eachStatement,
  namespaceOf,
  refuseUnknown,
  type Command,
  type Request,
} from './context';

const ensured = (request: Request) => request.store.catalogue.ensure(namespaceOf(request));
const isOrdered = (body: Document) => body['ordered'] !== false;

/** What a search and the update of what it finds look into: all else is copied without being decoded. */
function fieldsRead(
  collection: Collection | undefined,
  filter: Document,
  update: unknown,
): ReadonlySet<string> | undefined {
  const parts = [collection?.indexedFields(), fieldsOf(filter), updatedFields(update)];
  const fields = new Set<string>();
  for (const part of parts) {
    if (!part) return undefined;
    for (const field of part) fields.add(field);
  }
  return fields;
}

/** Makes the change and writes it, unless nothing changed. */
function apply(
  collection: Collection,
  found: Found,
  change: Update,
  reads: ReadonlySet<string> | undefined,
) {
  const before = found.view(reads);
  const after = change(before, false);
  const bytes = encodeStored(after);
  const modified = !bytes.equals(found.bytes);
  if (modified) collection.update(found, before, after, bytes);
  return { bytes, modified };
}

const insert: Command = {
  writes: true,
  options: ['documents', 'ordered'],
  run: (request) => {
    const { body, sent } = request;
    const documents = documentsIn(body, 'documents');
    const collection = ensured(request);
    let n = 0;
    const errors = eachStatement(documents, isOrdered(body), (document) => {
      const whole = withId(document);
      // As it was sent, unless `_id` had to be put first.
      const bytes = whole === document ? sent.get(document) : undefined;
      if (bytes) refuseLarge(bytes);
      collection.insert(whole, bytes ?? encodeStored(whole));
      n += 1;
    });
    return { n, ...errors };
  },
};

const updateOptions = ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint', 'sort'];

const update: Command = {
  writes: true,
  options: ['updates', 'ordered'],
  run: (request) => {
    const reply = { n: 0, nModified: 0 };
    const made: Document[] = [];
    const runOne = (statement: Document, index: number) => {
      refuseUnknown(statement, updateOptions);
      const filter = documentIn(statement, 'q');
      const multi = isTruthy(statement['multi']);
      if (multi && !Array.isArray(statement['u']) && !isOperatorDocument(statement['u'])) {
        throw failedToParse('multi update is not supported for replacement-style update');
      }
      if (multi && statement['sort'] !== undefined) {
        throw failedToParse('Cannot specify sort with multi=true');
      }
      const change = compileUpdate(statement['u'], filter, statement['arrayFilters']);
      const reads = fieldsRead(collectionOf(request), filter, statement['u']);
      const found = findRecords(collectionOf(request), filter, {
        reads,
        limit: multi ? 0 : 1,
        sort: statement['sort'] as Document | undefined,
        hint: statement['hint'] as unknown,
        deadline: request.deadline,
      });
      if (found.length === 0) {
        if (!isTruthy(statement['upsert'])) return;
        const document = upserted(statement['u'], change, filter);
        ensured(request).insert(document);
        made.push({ index, _id: document['_id'] as unknown });
        reply.n += 1;
        return;
      }
      const collection = ensured(request);
      for (const each of found) {
        if (apply(collection, each, change, reads).modified) reply.nModified += 1;
        reply.n += 1;
      }
    };
    const statements = documentsIn(request.body, 'updates');
    const errors = eachStatement(statements, isOrdered(request.body), runOne);
    return { ...reply, ...(made.length > 0 ? { upserted: made } : {}), ...errors };
  },
};

const remove: Command = {
  writes: true,
  options: ['deletes', 'ordered'],
  run: (request) => {
    let n = 0;
    const runOne = (statement: Document) => {
      refuseUnknown(statement, ['q', 'limit', 'hint']);
      const limit = Number(statement['limit']);
      if (limit !== 0 && limit !== 1) {
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
      }
      const collection = collectionOf(request);
      const found = findRecords(collection, documentIn(statement, 'q'), {
        limit,
        hint: statement['hint'] as unknown,
        deadline: request.deadline,
      });
      for (const each of found) collection?.remove(each);
      n += found.length;
    };
    const statements = documentsIn(request.body, 'deletes');
    const errors = eachStatement(statements, isOrdered(request.body), runOne);
    return { n, ...errors };
  },
};

/** A document as stored, or as the projection shows it. */
function shown(bytes: Buffer, document: () => Document, fields: Document | undefined) {
  if (fields === undefined || Object.keys(fields).length === 0) return new RawDocument(bytes);
  return compileProjection(fields)(document());
}

const findAndModify: Command = {
  writes: true,
  options: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters', 'hint'],
  run: (request) => {
    const { body } = request;
    const filter = documentIn(body, 'query', true);
    const fields = documentIn(body, 'fields', true);
    compileProjection(fields);
    const isRemove = isTruthy(body['remove']);
    if (isRemove === (body['update'] !== undefined)) {
      throw failedToParse('Expected either an update or remove=true');
    }
    if (isRemove && (isTruthy(body['new']) || isTruthy(body['upsert']))) {
      throw failedToParse('Cannot specify new or upsert with remove=true');
    }
    const update = isRemove
      ? undefined
      : compileUpdate(body['update'], filter, body['arrayFilters']);
    const reads = fieldsRead(collectionOf(request), filter, body['update']);
    const [found] = findRecords(collectionOf(request), filter, {
      reads,
      sort: body['sort'] as Document | undefined,
      hint: body['hint'] as unknown,
      limit: 1,
      deadline: request.deadline,
    });
    const before = found && shown(found.bytes, () => found.document, fields);
    if (!update) {
      if (found) collectionOf(request)?.remove(found);
      return { lastErrorObject: { n: found ? 1 : 0 }, value: before ?? null };
    }
    if (found) {
      const { bytes } = apply(ensured(request), found, update, reads);
      return {
        lastErrorObject: { n: 1, updatedExisting: true },
        value: isTruthy(body['new']) ? shown(bytes, () => decode(bytes), fields) : before,
      };
    }
    if (!isTruthy(body['upsert'])) {
      return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    }
    const document = upserted(body['update'], update, filter);
    const bytes = encodeStored(document);
    ensured(request).insert(document, bytes);
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: document['_id'] as unknown },
      value: isTruthy(body['new']) ? shown(bytes, () => document, fields) : null,
    };
  },
};

export const writes = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
