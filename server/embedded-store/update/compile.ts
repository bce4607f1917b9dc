import { ObjectId, type Document } from 'bson';
import { badValue, failedToParse, StoreError } from '../store-error';
import { cloneValue, isDocument, isOperatorDocument, isPattern } from '../values/document';
import { sameValue } from '../values/order';
import { compileFilter, rootOf } from '../query/matcher';
import { compileProjection } from '../query/projection';
import { addFields, replaceRoot, unset, type Shape } from '../aggregate/shape';
import { operators } from './operators';
import { expand, read, refuseConflicts, unshare, write, type Positions } from './paths';

/** Gives the document after; it shares with the one before, which stays as it is, what it leaves alone. */
export type Update = (document: Document, inserting: boolean) => Document;

const pipelineStages: Readonly<Record<string, (operand: unknown) => Shape>> = {
  $set: addFields,
  $addFields: addFields,
  $unset: unset,
  $project: (operand) => compileProjection(operand as Document, '$project'),
  $replaceRoot: (operand) => replaceRoot((operand as Document)['newRoot']),
  $replaceWith: replaceRoot,
};

/** Compiles operators, a replacement or a pipeline to a function from the old document to the new one. */
export function compileUpdate(update: unknown, filter: Document, arrayFilters?: unknown): Update {
  if (arrayFilters !== undefined && !isOperatorDocument(update)) {
    throw failedToParse('arrayFilters may only be specified for an update with operators');
  }
  const change = Array.isArray(update)
    ? pipeline(update as Document[])
    : isOperatorDocument(update)
      ? byOperators(update, filter, (arrayFilters ?? []) as Document[])
      : replacement(update);
  return (document, inserting) => {
    const after = change(document, inserting);
    if ('_id' in document || !inserting) refuseOtherId(document['_id'], after['_id']);
    return after;
  };
}

/**
 * The top-level fields that an update by operators looks into; `undefined` when it may be any. A whole field that is set or
 * taken away need not be known before.
 */
export function updatedFields(update: unknown): ReadonlySet<string> | undefined {
  if (!isOperatorDocument(update)) return undefined;
  const paths = Object.entries(update).flatMap(([name, fields]: [string, Document]) => [
    ...Object.keys(fields).filter((path) => !replaces.has(name) || path.includes('.')),
    ...(name === '$rename' ? Object.values(fields).map(String) : []),
  ]);
  return new Set(paths.map(rootOf));
}

const replaces: ReadonlySet<string> = new Set(['$set', '$unset', '$setOnInsert']);

function refuseOtherId(before: unknown, after: unknown): void {
  if (before === undefined || sameValue(before, after)) return;
  throw new StoreError(
    66,
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function pipeline(stages: Document[]): Update {
  const shapes = stages.map((stage) => {
    const [name = '', ...more] = Object.keys(stage);
    const compile = Object.hasOwn(pipelineStages, name) ? pipelineStages[name] : undefined;
    if (!compile || more.length > 0)
      throw failedToParse(`${name} is not allowed to be used within an update`);
    return compile(stage[name]);
  });
  return (document) => {
    const after = shapes.reduce((flow, shape) => shape(flow), document);
    return '_id' in after || !('_id' in document) ? after : { _id: document['_id'], ...after };
  };
}

function replacement(update: unknown): Update {
  if (!isDocument(update)) throw failedToParse('Expected an update document or pipeline');
  const bad = Object.keys(update).find((key) => key.startsWith('$'));
  if (bad)
    throw failedToParse(`The dollar ($) prefixed field '${bad}' is not allowed in a replacement`);
  return (document) => {
    const { _id: given, ...rest } = update;
    const id: unknown = '_id' in update ? (given as unknown) : document['_id'];
    return id === undefined ? rest : { _id: id, ...rest };
  };
}

function isNumber(part: string): boolean {
  return part <= '9' && /^\d+$/.test(part);
}

/** New fields come in the order of their names, as MongoDB adds them, whatever the operators' order. */
function byName(left: readonly string[], right: readonly string[]): number {
  for (const [at, part] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (isNumber(part) && isNumber(other)) return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return left.length - right.length;
}

function byOperators(update: Document, filter: Document, arrayFilters: Document[]): Update {
  const edits = Object.entries(update).flatMap(([name, fields]) => {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (!operator) throw failedToParse(`Unknown modifier: ${name}`);
    if (!isDocument(fields))
      throw failedToParse(`Modifiers operate on fields but we found another type: ${name}`);
    return Object.entries(fields).map(([path, operand]) => ({
      name,
      operator,
      parts: partsOf(path),
      path,
      operand: operand as unknown,
    }));
  });
  const targets = edits.flatMap(({ name, operand }) => {
    if (name !== '$rename') return [];
    if (typeof operand !== 'string') throw badValue("The 'to' field for $rename must be a string");
    return [operand];
  });
  const paths = [...edits.map(({ path }) => path), ...targets];
  refuseConflicts(paths);
  const filters = compileArrayFilters(arrayFilters, paths);
  if (edits.length > 1) edits.sort((left, right) => byName(left.parts, right.parts));
  return (document, inserting) => {
    const positions: Positions = {
      filters,
      matched: (path) => matchedElement(document, filter, path),
    };
    // All places are found before anything is changed.
    const places = edits.map(({ path, parts }) =>
      path.includes('$') ? expand(document, parts, positions) : [parts],
    );
    const after: Document = { ...document };
    const context = { now: new Date(), inserting };
    for (const [at, { operator, operand }] of edits.entries()) {
      for (const place of places[at] ?? []) {
        unshare(after, place);
        operator(after, place, operand, context);
      }
    }
    return after;
  };
}

function partsOf(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) {
    throw new StoreError(
      56,
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (parts[0]?.startsWith('$')) {
    throw new StoreError(
      52,
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not valid for storage.`,
    );
  }
  return parts;
}

function compileArrayFilters(
  filters: Document[],
  paths: readonly string[],
): Map<string, (element: unknown) => boolean> {
  const compiled = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    const name = identifierOf(filter);
    if (!name) throw failedToParse('Expected an array filter with one identifier');
    if (compiled.has(name)) {
      throw failedToParse(
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    }
    if (!paths.some((path) => path.split('.').includes(`$[${name}]`))) {
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
    }
    const test = compileFilter(filter);
    compiled.set(name, (element) => test({ [name]: element }));
  }
  return compiled;
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
    else if (key.startsWith('$') || isPattern(condition)) continue;
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
  return withId(change(start, true));
}

/** `_id` first, made when there is none; an array or pattern cannot be one. Itself when `_id` is first already. */
export function withId(document: Document): Document {
  const id: unknown = document['_id'];
  if (Array.isArray(id) || isPattern(id)) {
    throw badValue("can't use an array or regex for _id");
  }
  if (isOperatorDocument(id)) {
    throw new StoreError(
      52,
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${Object.keys(id)[0]} is not valid for storage.`,
    );
  }
  for (const first in document) {
    if (first === '_id') return document;
    break;
  }
  const { _id: _given, ...rest } = document;
  return { _id: '_id' in document ? id : new ObjectId(), ...rest };
}
