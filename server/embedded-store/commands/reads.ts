import type { Document } from 'bson';
import { badValue } from '../store-error';
import { orderKey } from '../values/order';
import { candidatesAt } from '../values/path';
import { runPipeline } from '../aggregate/pipeline';
import { explainFind, findRecords } from '../query/find';
import { compileProjection } from '../query/projection';
import { collectionOf, namespaceOf, sourceOf, type Command } from './context';

const filterOf = (body: Document, name = 'filter') => (body[name] ?? {}) as Document;

function findOptions(body: Document) {
  return {
    sort: body['sort'] as Document | undefined,
    skip: Number(body['skip'] ?? 0),
    limit: Number(body['limit'] ?? 0),
    hint: body['hint'] as unknown,
  };
}

export const reads = {
  find: {
    options: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'noCursorTimeout',
      'allowDiskUse',
    ],
    run: (request) => {
      const { body } = request;
      const project = compileProjection(body['projection'] as Document | undefined);
      const found = findRecords(collectionOf(request), filterOf(body), findOptions(body));
      const single = body['singleBatch'] === true || Number(body['limit'] ?? 0) < 0;
      return request.store.cursors.first(
        namespaceOf(request),
        found.map(({ document }) => project(document)),
        body['batchSize'] as number | undefined,
        single,
      );
    },
  },
  getMore: {
    options: ['collection', 'batchSize'],
    run: ({ store, body }) =>
      store.cursors.next(body['getMore'], body['batchSize'] as number | undefined),
  },
  killCursors: {
    options: ['cursors'],
    run: ({ store, body }) => store.cursors.kill(body['cursors'] as unknown[]),
  },
  count: {
    options: ['query', 'limit', 'skip', 'hint'],
    run: (request) => ({
      n: findRecords(
        collectionOf(request),
        filterOf(request.body, 'query'),
        findOptions(request.body),
      ).length,
    }),
  },
  distinct: {
    options: ['key', 'query'],
    run: (request) => {
      const path = String(request.body['key']).split('.');
      const values = new Map<string, unknown>();
      for (const { document } of findRecords(
        collectionOf(request),
        filterOf(request.body, 'query'),
      )) {
        for (const value of candidatesAt(document, path)) {
          if (value !== undefined && !Array.isArray(value))
            values.set(orderKey(value).toString('latin1'), value);
        }
      }
      return { values: [...values.values()] };
    },
  },
  aggregate: {
    options: ['pipeline', 'cursor', 'allowDiskUse', 'hint'],
    run: (request) => {
      const { body } = request;
      if (typeof body['aggregate'] !== 'string')
        throw badValue('Aggregation without a collection is not supported by the embedded store');
      const documents = runPipeline(
        collectionOf(request),
        (body['pipeline'] ?? []) as Document[],
        sourceOf(request),
      );
      return request.store.cursors.first(
        namespaceOf(request),
        documents,
        (body['cursor'] as Document | undefined)?.['batchSize'] as number | undefined,
      );
    },
  },
  explain: {
    options: ['verbosity'],
    run: (request) => {
      const inner = request.body['explain'] as Document;
      if (typeof inner['find'] !== 'string')
        throw badValue('explain is supported for find only by the embedded store');
      return explainFind(
        collectionOf({ ...request, name: 'find', body: inner }),
        filterOf(inner),
        findOptions(inner),
      );
    },
  },
} satisfies Record<string, Command>;
