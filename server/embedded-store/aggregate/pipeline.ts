import type { Document } from 'bson';
import { badValue, StoreError } from '../store-error';
import { isDocument } from '../values/document';
import { orderKey } from '../values/order';
import { valuesAt } from '../values/path';
import type { Collection } from '../storage/collection';
import { findRecords } from '../query/find';
import { compileFilter } from '../query/matcher';
import { parseSort, sortDocuments } from '../query/sort';
import { runStage } from './mingo-stage';

/** Where stages such as `$lookup` find other collections of the same database. */
export type Source = (name: string) => Collection | undefined;

/** Stages left to mingo: they look only at the documents that reach them. */
const shaping = new Set([
  '$addFields',
  '$set',
  '$unset',
  '$project',
  '$group',
  '$unwind',
  '$replaceRoot',
  '$replaceWith',
  '$bucket',
  '$bucketAuto',
  '$sortByCount',
  '$sample',
  '$setWindowFields',
]);

type Stage = (documents: Document[], operand: unknown, source: Source) => Document[];

const count = (operand: unknown, name: string) => {
  if (!Number.isInteger(operand) || Number(operand) < 0)
    throw badValue(`Expected a whole number for ${name}`);
  return Number(operand);
};

const stages: Readonly<Record<string, Stage>> = {
  $match: (documents, operand) => documents.filter(compileFilter(operand as Document)),
  $sort: (documents, operand) => sortDocuments(documents, parseSort(operand as Document)),
  $skip: (documents, operand) => documents.slice(count(operand, '$skip')),
  $limit: (documents, operand) => documents.slice(0, count(operand, '$limit')),
  $count: (documents, operand) =>
    documents.length === 0 ? [] : [{ [String(operand)]: documents.length }],
  $facet: (documents, operand, source) => [
    Object.fromEntries(
      Object.entries(operand as Document).map(([name, stagesOf]) => [
        name,
        runStages(documents, stagesOf as Document[], source),
      ]),
    ),
  ],
  $unionWith: (documents, operand, source) => {
    const from = isDocument(operand) ? operand : { coll: operand };
    return [
      ...documents,
      ...runPipeline(source(String(from['coll'])), (from['pipeline'] ?? []) as Document[], source),
    ];
  },
  $lookup: (documents, operand, source) => lookup(documents, operand as Document, source),
};

/** Runs a pipeline; its first `$match` and the `$sort` after it may use indexes. */
export function runPipeline(
  collection: Collection | undefined,
  pipeline: readonly Document[],
  source: Source,
): Document[] {
  for (const stage of pipeline) refuseUnknown(stage);
  const filter = pipeline[0]?.['$match'] as Document | undefined;
  const after = filter ? 1 : 0;
  const sort = pipeline[after]?.['$sort'] as Document | undefined;
  const used = after + (sort ? 1 : 0);
  const limit = pipeline[used]?.['$limit'] as number | undefined;
  const found = findRecords(collection, filter ?? {}, { sort, limit: limit ?? 0 });
  return runStages(
    found.map(({ document }) => document),
    pipeline.slice(used),
    source,
  );
}

function refuseUnknown(stage: Document): string {
  const [name, ...more] = Object.keys(stage);
  if (name === undefined || more.length > 0) {
    throw new StoreError(
      40323,
      'Location40323',
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  if (!Object.hasOwn(stages, name) && !shaping.has(name)) {
    throw new StoreError(40324, 'Location40324', `Unrecognized pipeline stage name: '${name}'`);
  }
  return name;
}

function runStages(
  documents: Document[],
  pipeline: readonly Document[],
  source: Source,
): Document[] {
  let flow = documents;
  for (const stage of pipeline) {
    const name = refuseUnknown(stage);
    flow = stages[name]?.(flow, stage[name], source) ?? runStage(stage, flow);
  }
  return flow;
}

const lookupOptions = new Set(['from', 'localField', 'foreignField', 'as', 'let', 'pipeline']);

function lookup(documents: Document[], operand: Document, source: Source): Document[] {
  const unknown = Object.keys(operand).find((key) => !lookupOptions.has(key));
  if (unknown) throw badValue(`unknown argument to $lookup: ${unknown}`);
  const { localField, foreignField } = operand as Record<string, string | undefined>;
  const as = String(operand['as']);
  if (as.includes('.'))
    throw badValue('$lookup into a nested field is not supported by the embedded store');
  const other = source(String(operand['from']));
  const pipeline = (operand['pipeline'] ?? []) as Document[];
  const cache = new Map<string, Document[]>();
  return documents.map((document) => {
    const given = (operand['let'] ?? {}) as Document;
    const variables =
      Object.keys(given).length > 0
        ? (runStage({ $replaceRoot: { newRoot: given } }, [document])[0] ?? {})
        : {};
    const locals =
      localField === undefined ? undefined : valuesAt(document, localField.split('.')).flat(1);
    const key = orderKey([locals, variables]).toString('latin1');
    const joined =
      cache.get(key) ?? join(other, foreignField, locals, bind(pipeline, variables), source);
    cache.set(key, joined);
    return { ...document, [as]: joined };
  });
}

function join(
  other: Collection | undefined,
  foreignField: string | undefined,
  locals: unknown[] | undefined,
  pipeline: Document[],
  source: Source,
): Document[] {
  if (foreignField === undefined || !locals) return runPipeline(other, pipeline, source);
  const values = locals.length === 0 ? [null] : locals.map((value) => value ?? null);
  return runPipeline(other, [{ $match: { [foreignField]: { $in: values } } }, ...pipeline], source);
}

/** Puts the values of `let` in the place of `$$name`. */
function bind<T>(part: T, variables: Document): T;
function bind(part: unknown, variables: Document): unknown {
  if (Array.isArray(part)) return part.map((item) => bind(item, variables));
  if (typeof part === 'string' && part.startsWith('$$')) {
    const [name = '', ...rest] = part.slice(2).split('.');
    if (!Object.hasOwn(variables, name)) return part;
    return {
      $literal:
        rest.length === 0 ? (variables[name] as unknown) : valuesAt(variables[name], rest)[0],
    };
  }
  if (!isDocument(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, item]) => [key, bind(item, variables)]),
  );
}
