import type { Document } from 'bson';
import { badValue, failedToParse, notSupported } from '../store-error';
import { RawDocument } from '../values/codec';
import { isDocument } from '../values/document';
import { wholeNumber } from '../values/number';
import { orderKey } from '../values/order';
import { candidatesAt } from '../values/path';
import { leadingSearch, runPipeline } from '../aggregate/pipeline';
import { countRecords, explainFind, findRecords, type FindOptions } from '../query/find';
import { compileProjection } from '../query/projection';
import {
  collectionOf,
  documentIn,
  namespaceOf,
  sourceOf,
  type Command,
  type Request,
} from './context';

/** A whole number that is not below zero; 0 when it is left out. */
function countIn(body: Document, name: string): number {
  const given: unknown = body[name] ?? 0;
  const number = wholeNumber(given);
  if (number === undefined) throw failedToParse(`Expected a whole number for '${name}'`);
  if (number < 0) throw badValue(`Expected '${name}' not to be negative, but found ${number}`);
  return number;
}

/** `limit` below zero is the old way to say `singleBatch`. */
function limitIn(body: Document): number {
  const number = wholeNumber(body['limit'] ?? 0);
  if (number === undefined) throw failedToParse("Expected a whole number for 'limit'");
  return Math.abs(number);
}

const sizeIn = (body: Document): number | undefined =>
  body['batchSize'] === undefined ? undefined : countIn(body, 'batchSize');

function findOptions(body: Document, deadline?: number): FindOptions {
  return {
    sort: documentIn(body, 'sort', true),
    skip: countIn(body, 'skip'),
    limit: limitIn(body),
    hint: body['hint'] as unknown,
    deadline,
  };
}

const hasFields = (projection: Document) => Object.keys(projection).length > 0;

const findNames = [
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
];

/** What is explained: the search of a find, count, distinct, update, delete or findAndModify. */
function explained(request: Request, inner: Document): Document {
  const name = Object.keys(inner)[0] ?? '';
  const source = { ...request, name, body: inner };
  const search = (body: Document, filter: string, options: FindOptions = findOptions(body)) =>
    explainFind(collectionOf(source), documentIn(body, filter, true), options);
  const first = (list: unknown): Document => {
    const statement: unknown = Array.isArray(list) ? list[0] : undefined;
    if (!isDocument(statement)) throw failedToParse(`Expected one statement of ${name} to explain`);
    return statement;
  };
  const hintOf = (body: Document) => ({ hint: body['hint'] as unknown });
  switch (name) {
    case 'find':
      return search(inner, 'filter');
    case 'count':
      return search(inner, 'query');
    case 'distinct':
      return search(inner, 'query', hintOf(inner));
    case 'findAndModify':
      return search(inner, 'query', { ...findOptions(inner), limit: 1 });
    case 'update': {
      const statement = first(inner['updates']);
      const limit = statement['multi'] === true ? 0 : 1;
      return search(statement, 'q', { ...hintOf(statement), limit });
    }
    case 'delete': {
      const statement = first(inner['deletes']);
      return search(statement, 'q', { ...hintOf(statement), limit: countIn(statement, 'limit') });
    }
    case 'aggregate':
      return explainedPipeline(source, inner);
    default:
      throw notSupported(`explain of ${name}`);
  }
}

/** A pipeline reads its collection as a find would: by its first `$match`, and the `$sort` after it. */
function explainedPipeline(source: Request, inner: Document): Document {
  const [filter, sort] = leadingSearch((inner['pipeline'] ?? []) as Document[]);
  return explainFind(collectionOf(source), filter ?? {}, { sort, hint: inner['hint'] as unknown });
}

export const reads = {
  find: {
    options: findNames,
    run: (request) => {
      const { body } = request;
      const projection = documentIn(body, 'projection', true);
      const project = compileProjection(projection);
      const filter = documentIn(body, 'filter', true);
      const found = findRecords(collectionOf(request), filter, findOptions(body, request.deadline));
      const single = body['singleBatch'] === true || Number(body['limit'] ?? 0) < 0;
      return request.store.cursors.first(
        namespaceOf(request),
        hasFields(projection)
          ? found.map(({ document }) => project(document))
          : found.map(({ bytes }) => new RawDocument(bytes)),
        { size: sizeIn(body), single, forever: body['noCursorTimeout'] === true },
      );
    },
  },
  getMore: {
    options: ['collection', 'batchSize'],
    run: ({ store, body, database }) =>
      store.cursors.next(
        body['getMore'],
        `${database}.${String(body['collection'])}`,
        sizeIn(body) || undefined,
      ),
  },
  killCursors: {
    options: ['cursors'],
    run: ({ store, body }) => {
      const ids: unknown = body['cursors'];
      if (!Array.isArray(ids)) throw failedToParse("Expected a list of 'cursors'");
      return store.cursors.kill(ids);
    },
  },
  count: {
    options: ['query', 'limit', 'skip', 'hint'],
    run: (request) => {
      const { body, deadline } = request;
      const filter = documentIn(body, 'query', true);
      return { n: countRecords(collectionOf(request), filter, findOptions(body, deadline)) };
    },
  },
  distinct: {
    options: ['key', 'query', 'hint'],
    run: (request) => {
      const { body, deadline } = request;
      if (typeof body['key'] !== 'string') throw failedToParse("Expected a field name for 'key'");
      const path = body['key'].split('.');
      const values = new Map<string, unknown>();
      const found = findRecords(collectionOf(request), documentIn(body, 'query', true), {
        hint: body['hint'] as unknown,
        deadline,
      });
      for (const { document } of found) {
        for (const value of candidatesAt(document, path)) {
          if (value !== undefined && !Array.isArray(value))
            values.set(orderKey(value).toString('latin1'), value);
        }
      }
      return { values: [...values.values()] };
    },
  },
  aggregate: {
    options: ['pipeline', 'cursor', 'allowDiskUse', 'hint', 'explain'],
    run: (request) => {
      const { body } = request;
      if (typeof body['aggregate'] !== 'string')
        throw badValue('Aggregation without a collection is not supported by the embedded store');
      if (body['explain'] === true) return explainedPipeline(request, body);
      const pipeline: unknown = body['pipeline'];
      if (!Array.isArray(pipeline) || !pipeline.every(isDocument)) {
        throw failedToParse("Expected an array of stages for 'pipeline'");
      }
      const cursor = documentIn(body, 'cursor', true);
      return request.store.cursors.first(
        namespaceOf(request),
        runPipeline(collectionOf(request), pipeline, sourceOf(request), {
          hint: body['hint'] as unknown,
          deadline: request.deadline,
        }),
        { size: sizeIn(cursor) },
      );
    },
  },
  explain: {
    options: ['verbosity'],
    run: (request) => explained(request, documentIn(request.body, 'explain')),
  },
} satisfies Record<string, Command>;
