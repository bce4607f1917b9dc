import type { Document } from 'bson';
import { failedToParse } from '../store-error';
import { isOperatorDocument } from '../values/document';
import { sameValue } from '../values/order';
import type { Collection, Found } from '../storage/collection';
import { findRecords } from '../query/find';
import { compileFilter } from '../query/matcher';
import { compileProjection } from '../query/projection';
import { compileUpdate, upserted, withId } from '../update/compile';
import {
  collectionOf,
  eachStatement,
  namespaceOf,
  refuseUnknown,
  type Command,
  type Request,
} from './context';

const ensured = (request: Request) => request.store.catalogue.ensure(namespaceOf(request));
const isOrdered = (body: Document) => body['ordered'] !== false;

/** Makes the change and writes it, unless nothing changed. */
function apply(
  collection: Collection,
  { record, document }: Found,
  change: ReturnType<typeof compileUpdate>,
) {
  const after = change(document, false);
  const modified = !sameValue(document, after);
  if (modified) collection.update(record, document, after);
  return { after, modified };
}

const insert: Command = {
  writes: true,
  options: ['documents', 'ordered'],
  run: (request) => {
    const collection = ensured(request);
    let n = 0;
    const errors = eachStatement(
      request.body['documents'] as Document[],
      isOrdered(request.body),
      (document) => {
        collection.insert(withId(document));
        n += 1;
      },
    );
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
    const errors = eachStatement(
      request.body['updates'] as Document[],
      isOrdered(request.body),
      (statement, index) => {
        refuseUnknown(statement, updateOptions);
        const filter = statement['q'] as Document;
        if (
          statement['multi'] &&
          !Array.isArray(statement['u']) &&
          !isOperatorDocument(statement['u'])
        ) {
          throw failedToParse('multi update is not supported for replacement-style update');
        }
        const change = compileUpdate(
          statement['u'],
          filter,
          statement['arrayFilters'] as Document[] | undefined,
        );
        const found = findRecords(collectionOf(request), filter, {
          limit: statement['multi'] ? 0 : 1,
          sort: statement['sort'] as Document | undefined,
          hint: statement['hint'] as unknown,
        });
        if (found.length === 0 && statement['upsert']) {
          const document = withId(upserted(statement['u'], change, filter));
          ensured(request).insert(document);
          made.push({ index, _id: document['_id'] as unknown });
          reply.n += 1;
          return;
        }
        const collection = ensured(request);
        for (const each of found) {
          if (apply(collection, each, change).modified) reply.nModified += 1;
          reply.n += 1;
        }
      },
    );
    return { ...reply, ...(made.length > 0 ? { upserted: made } : {}), ...errors };
  },
};

const remove: Command = {
  writes: true,
  options: ['deletes', 'ordered'],
  run: (request) => {
    let n = 0;
    const errors = eachStatement(
      request.body['deletes'] as Document[],
      isOrdered(request.body),
      (statement) => {
        refuseUnknown(statement, ['q', 'limit', 'hint']);
        const collection = collectionOf(request);
        for (const { record, document } of findRecords(collection, statement['q'] as Document, {
          limit: Number(statement['limit'] ?? 0),
        })) {
          collection?.remove(record, document);
          n += 1;
        }
      },
    );
    return { n, ...errors };
  },
};

const findAndModify: Command = {
  writes: true,
  options: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters', 'hint'],
  run: (request) => {
    const { body } = request;
    const filter = (body['query'] ?? {}) as Document;
    const project = compileProjection(body['fields'] as Document | undefined);
    compileFilter(filter);
    const [found] = findRecords(collectionOf(request), filter, {
      sort: body['sort'] as Document | undefined,
      limit: 1,
    });
    if (body['remove']) {
      if (body['update'] !== undefined || body['new'])
        throw failedToParse('Cannot specify both an update and remove=true');
      if (found) collectionOf(request)?.remove(found.record, found.document);
      return {
        lastErrorObject: { n: found ? 1 : 0 },
        value: found ? project(found.document) : null,
      };
    }
    if (body['update'] === undefined)
      throw failedToParse('Either an update or remove=true must be specified');
    const change = compileUpdate(
      body['update'],
      filter,
      body['arrayFilters'] as Document[] | undefined,
    );
    if (found) {
      const { after } = apply(ensured(request), found, change);
      return {
        lastErrorObject: { n: 1, updatedExisting: true },
        value: project(body['new'] ? after : found.document),
      };
    }
    if (!body['upsert']) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const document = withId(upserted(body['update'], change, filter));
    ensured(request).insert(document);
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: document['_id'] as unknown },
      value: body['new'] ? project(document) : null,
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
