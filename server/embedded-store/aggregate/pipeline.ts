import type { Document } from 'bson';
import { badValue, StoreError } from '../store-error';
import { isDocument } from '../values/document';
import { orderKey } from '../values/order';
import { valuesAt } from '../values/path';
import type { Collection } from '../storage/collection';
import { countRecords, findRecords, type FindOptions } from '../query/find';
import { compileFilter } from '../query/matcher';
import { parseSort, sortDocuments } from '../query/sort';
import { compileProjection } from '../query/projection';
import { wholeNumber } from '../values/number';
import { refuseUnknownOperators, runStage } from './mingo-stage';
import { addFields, replaceRoot, unset, unwind, type Shape } from './shape';

/** Where stages such as `$lookup` find other collections of the same database. */
export type Source = (name: string) => Collection | undefined;

/** Stages left to mingo: they look only at the documents that reach them. */
const shaping = new Set(['$group', '$bucket', '$bucketAuto', '$sortByCount', '$setWindowFields']);

type Stage = (documents: Document[], operand: unknown, source: Source) => Document[];

const count = (operand: unknown, name: string) => {
  const number = wholeNumber(operand);
  if (number === undefined || number < 0) throw badValue(`Expected a whole number for ${name}`);
  return number;
};

const each =
  (compile: (operand: unknown) => Shape): Stage =>
  (documents, operand) =>
    documents.map(compile(operand));

const stages: Readonly<Record<string, Stage>> = {
  $addFields: each(addFields),
  $set: each(addFields),
  $unset: each(unset),
  $project: each((operand) => {
    if (!isDocument(operand) || Object.keys(operand).length === 0)
      throw badValue('$project specification must be an object with at least one field');
    return compileProjection(operand, '$project');
  }),
  $replaceRoot: each((operand) => replaceRoot((operand as Document)['newRoot'])),
  $replaceWith: each(replaceRoot),
  $match: (documents, operand) => documents.filter(compileFilter(operand as Document)),
  $sort: (documents, operand) => sortDocuments(documents, parseSort(operand as Document)),
  $skip: (documents, operand) => documents.slice(count(operand, '$skip')),
  $limit: (documents, operand) => documents.slice(0, count(operand, '$limit')),
  $count: (documents, operand) =>
    documents.length === 0 ? [] : [{ [String(operand)]: documents.length }],
  $unwind: (documents, operand) => documents.flatMap(unwind(operand)),
  $sample: (documents, operand) => sample(documents, count((operand as Document)['size'], 'size')),
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

/** What a pipeline's first stages ask of the collection itself, where indexes help, and how many they are. */
export function leadingSearch(
  pipeline: readonly Document[],
): readonly [filter: Document | undefined, sort: Document | undefined, stages: number] {
  const filter = pipeline[0]?.['$match'] as Document | undefined;
  const after = filter ? 1 : 0;
  const sort = pipeline[after]?.['$sort'] as Document | undefined;
  return [filter, sort, after + (sort ? 1 : 0)];
}

/** Runs a pipeline; its first `$match` and the `$sort` after it may use indexes. */
export function runPipeline(
  collection: Collection | undefined,
  pipeline: readonly Document[],
  source: Source,
  options: Pick<FindOptions, 'hint' | 'deadline'> = {},
): Document[] {
  for (const stage of pipeline) refuseUnknown(stage);
  const [filter = {}, sort, used] = leadingSearch(pipeline);
  const rest = pipeline.slice(used);
  if (isCount(rest[0])) {
    const n = sort ? undefined : countRecords(collection, filter, options);
    if (n !== undefined)
      return runStages(n === 0 ? [] : [counted(rest[0], n)], rest.slice(1), source);
  }
  const limit = wholeNumber(rest[0]?.['$limit']);
  const found = findRecords(collection, filter, { ...options, sort, limit: limit ?? 0 });
  return runStages(
    found.map(({ document }) => document),
    rest,
    source,
  );
}

/** `{ $group: { _id: 1, n: { $sum: 1 } } }`: how drivers ask for `countDocuments`. */
function isCount(stage: Document | undefined): stage is Document {
  const group: unknown = stage?.['$group'];
  if (!isDocument(group) || Object.keys(group).length !== 2 || !('n' in group)) return false;
  const { _id: id, n } = group as { _id: unknown; n: unknown };
  return (id === 1 || id === null) && isDocument(n) && n['$sum'] === 1;
}

const counted = (stage: Document, n: number): Document => ({
  _id: (stage['$group'] as Document)['_id'] as unknown,
  n,
});

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
    const own = Object.hasOwn(stages, name) ? stages[name] : undefined;
    flow = own?.(flow, stage[name], source) ?? shape(stage, name, flow);
  }
  return flow;
}

const shapingOptions: Readonly<Record<string, readonly string[]>> = {
  $bucket: ['groupBy', 'boundaries', 'default', 'output'],
  $bucketAuto: ['groupBy', 'buckets', 'output', 'granularity'],
  $setWindowFields: ['partitionBy', 'sortBy', 'output'],
};

function shape(stage: Document, name: string, flow: Document[]): Document[] {
  const operand: unknown = stage[name];
  const options = shapingOptions[name];
  if (options && isDocument(operand)) {
    const unknown = Object.keys(operand).find((key) => !options.includes(key));
    if (unknown) throw badValue(`unknown argument to ${name}: ${unknown}`);
  }
  if (name === '$setWindowFields') {
    for (const output of Object.values((operand as Document)['output'] as Document)) {
      const { window: _window, ...computed } = output as Document;
      refuseUnknownOperators(computed);
    }
  } else refuseUnknownOperators(operand);
  return runStage(stage, flow);
}

/** A random choice, by exchanging each place with one after it. */
function sample(documents: readonly Document[], size: number): Document[] {
  const pool = [...documents];
  const wanted = Math.min(size, pool.length);
  for (let at = 0; at < wanted; at++) {
    const other = at + Math.floor(Math.random() * (pool.length - at));
    [pool[at], pool[other]] = [pool[other] ?? {}, pool[at] ?? {}];
  }
  return pool.slice(0, wanted);
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
