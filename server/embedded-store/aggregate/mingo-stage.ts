/** The one door to mingo: expressions, and the stages that only shape documents. */
import type { Document, Long } from 'bson';
import { Aggregator } from 'mingo';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as windows from 'mingo/operators/window';
import { notSupported, StoreError } from '../store-error';
import { bsonType, isDocument } from '../values/document';

const known = new Set(
  [expressions, accumulators, windows].flatMap((operators) => Object.keys(operators)),
);
/** JavaScript sent by a client is never run. */
const refused = new Set(['$function', '$accumulator', '$where']);

/** Refuses an operator that mingo does not know, before any document is looked at. */
export function refuseUnknownOperators(part: unknown): void {
  if (Array.isArray(part)) return part.forEach(refuseUnknownOperators);
  if (!isDocument(part)) return;
  for (const [name, operand] of Object.entries(part)) {
    if (name === '$literal') continue;
    if (name.startsWith('$') && (!known.has(name) || refused.has(name))) {
      throw new StoreError(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`);
    }
    refuseUnknownOperators(operand);
  }
}

/** Numbers and patterns as mingo computes with them; the value itself when there is nothing to change. */
function forMingo(value: unknown, where: string): unknown {
  if (value === null || typeof value !== 'object') return value;
  switch (bsonType(value)) {
    case 'Double':
    case 'Int32':
      return Number(value);
    case 'Long': {
      const number = (value as Long).toNumber();
      if (Number.isSafeInteger(number)) return number;
      throw notSupported(`A whole number beyond 2^53 in ${where}`);
    }
    case 'Decimal128':
      throw notSupported(`Decimal128 in ${where}`);
    case 'BSONRegExp': {
      const { pattern, options } = value as unknown as { pattern: string; options: string };
      return new RegExp(pattern, options.replaceAll(/[^imsu]/g, ''));
    }
    default:
      break;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => forMingo(item, where));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (!isDocument(value)) return value;
  let changed = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const made = forMingo(item, where);
    changed ||= made !== item;
    return [key, made] as const;
  });
  return changed ? Object.fromEntries(entries) : value;
}

function idFirst(document: Document): Document {
  if (!('_id' in document) || Object.keys(document)[0] === '_id') return document;
  const { _id: id, ...rest } = document;
  return { _id: id as unknown, ...rest };
}

/** Runs one stage over documents in memory; what mingo does not know is refused with its name. */
export function runStage(
  stage: Document,
  documents: readonly Document[],
  variables?: Document,
): Document[] {
  const name = Object.keys(stage)[0] ?? '';
  const given = documents.map((document) => forMingo(document, name) as Document);
  const options = {
    scriptEnabled: false,
    ...(variables ? { variables: forMingo(variables, name) as Document } : {}),
  };
  try {
    const made = new Aggregator([forMingo(stage, name) as Document], options).run(given);
    return (made as Document[]).map(idFirst);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      40324,
      'Location40324',
      error instanceof Error ? error.message : String(error),
    );
  }
}
