import { ObjectId, type Document } from 'bson';
import { badValue, failedToParse, StoreError } from '../store-error';
import { cloneValue, isDocument, isOperatorDocument } from '../values/document';
import { sameValue } from '../values/order';
import { compileFilter } from '../query/matcher';
import { runStage } from '../aggregate/mingo-stage';
import { operators } from './operators';
import { expand, read, refuseConflicts, unshare, write, type Positions } from './paths';

export type Update = (document: Document, inserting: boolean) => Document;

const pipelineStages = new Set([
  '$set',
  '$addFields',
  '$unset',
  '$project',
  '$replaceRoot',
  '$replaceWith',
]);

/** Compiles operators, a replacement or a pipeline to a function from the old document to the new one. */
export function compileUpdate(
  update: unknown,
  filter: Document,
  arrayFilters: Document[] = [],
): Update {
  const change = Array.isArray(update)
    ? pipeline(update as Document[])
    : isOperatorDocument(update)
      ? byOperators(update, filter, arrayFilters)
      : replacement(update);
  return (document, inserting) => {
    const after = change(document, inserting);
    if (!inserting && !sameValue(document['_id'], after['_id'])) {
      throw new StoreError(
        66,
        'ImmutableField',
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      );
    }
    return after;
  };
}

function pipeline(stages: Document[]): Update {
  for (const stage of stages) {
    const name = Object.keys(stage)[0] ?? '';
    if (!pipelineStages.has(name))
      throw failedToParse(`${name} is not allowed to be used within an update`);
    runStage(stage, []);
  }
  return (document) => {
    let after: Document = cloneValue(document);
    for (const stage of stages) after = runStage(stage, [after])[0] ?? {};
    return '_id' in after ? after : { _id: document['_id'], ...after };
  };
}

function replacement(update: unknown): Update {
  if (!isDocument(update)) throw failedToParse('Expected an update document or pipeline');
  const bad = Object.keys(update).find((key) => key.startsWith('$'));
  if (bad)
    throw failedToParse(`The dollar ($) prefixed field '${bad}' is not allowed in a replacement`);
  return (document) =>
    '_id' in update || !('_id' in document)
      ? cloneValue(update)
      : { _id: document['_id'], ...cloneValue(update) };
}

function byOperators(update: Document, filter: Document, arrayFilters: Document[]): Update {
  const edits = Object.entries(update).flatMap(([name, fields]) => {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (!operator) throw failedToParse(`Unknown modifier: ${name}`);
    if (!isDocument(fields))
      throw failedToParse(`Modifiers operate on fields but we found another type: ${name}`);
    return Object.entries(fields).map(([path, operand]) => ({
      operator,
      path,
      operand: operand as unknown,
    }));
  });
  refuseConflicts(edits.map(({ path }) => path));
  const filters = compileArrayFilters(arrayFilters);
  return (document, inserting) => {
    const after: Document = { ...document };
    const positions: Positions = {
      filters,
      matched: (path) => matchedElement(document, filter, path),
    };
    const now = new Date();
    for (const { operator, path, operand } of edits) {
      for (const concrete of expand(after, path, positions)) {
        unshare(after, concrete);
        operator(after, concrete, operand, { now, inserting });
      }
    }
    return after;
  };
}

function compileArrayFilters(filters: Document[]): Map<string, (element: unknown) => boolean> {
  return new Map(
    filters.map((filter) => {
      const name = identifierOf(filter);
      if (!name) throw failedToParse('Expected an array filter with one identifier');
      const test = compileFilter(filter);
      return [name, (element: unknown) => test({ [name]: element })];
    }),
  );
}

function identifierOf(filter: Document): string | undefined {
  const key = Object.keys(filter)[0];
  if (!key?.startsWith('$')) return key?.split('.')[0];
  const branch = (filter[key] as Document[] | undefined)?.[0];
  return branch && identifierOf(branch);
}

/** The first element of the array that alone would satisfy the parts of the filter that speak of the array. */
function matchedElement(document: Document, filter: Document, path: string): number | undefined {
  const array = read(document, path.split('.'));
  if (!Array.isArray(array)) return undefined;
  const about = conditionsOn(filter, path);
  if (about.length === 0) return undefined;
  const test = compileFilter({ $and: about });
  const trial: Document = cloneValue(document);
  const at = array.findIndex((item: unknown) => {
    write(trial, path.split('.'), [item]);
    return test(trial);
  });
  return at < 0 ? undefined : at;
}

function conditionsOn(filter: Document, path: string): Document[] {
  return Object.entries(filter).flatMap(([key, condition]) => {
    if (key === '$and')
      return (condition as Document[]).flatMap((part) => conditionsOn(part, path));
    return key === path || key.startsWith(`${path}.`) ? [{ [key]: condition as unknown }] : [];
  });
}

/** The document that an upsert starts from: the filter's equalities. */
export function seedOf(filter: Document): Document {
  const seed: Document = {};
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and')
      for (const part of condition as Document[]) Object.assign(seed, seedOf(part));
    else if (key.startsWith('$') || condition instanceof RegExp) continue;
    else if (!isOperatorDocument(condition)) write(seed, key.split('.'), cloneValue(condition));
    else if ('$eq' in condition) write(seed, key.split('.'), cloneValue(condition['$eq']));
  }
  return seed;
}

/** The document that an upsert inserts. */
export function upserted(update: unknown, change: Update, filter: Document): Document {
  const seed = seedOf(filter);
  const isReplacement = !Array.isArray(update) && !isOperatorDocument(update);
  const start = isReplacement ? ('_id' in seed ? { _id: seed['_id'] as unknown } : {}) : seed;
  const made = change(start, true);
  return withId(made);
}

/** `_id` first, made when there is none; an array or pattern cannot be one. */
export function withId(document: Document): Document {
  const { _id: id, ...rest } = document;
  if (Array.isArray(id) || id instanceof RegExp)
    throw badValue("can't use an array or regex for _id");
  return {
    _id: (id as unknown) ?? ('_id' in document && id === null ? null : new ObjectId()),
    ...rest,
  };
}
