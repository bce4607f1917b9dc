import type { Document } from 'bson';
import { recordOf, type Collection, type Found } from '../storage/collection';
import { badValue, StoreError } from '../store-error';
import { isDocument } from '../values/document';
import { compileFilter, fieldsOf } from './matcher';
import { choosePlan, isHinted, type Plan } from './plan';
import { parseSort, sortDocuments } from './sort';

export interface FindOptions {
  readonly sort?: Document | undefined;
  readonly skip?: number;
  /** 0 means no limit. */
  readonly limit?: number;
  readonly hint?: unknown;
  /** The top-level fields that the caller looks into, those of the filter among them. */
  readonly reads?: ReadonlySet<string> | undefined;
  /** On the clock of `performance.now()`; later the search is given up. */
  readonly deadline?: number | undefined;
}

export interface Examined {
  keys: number;
  documents: number;
}

/** Plans for each branch of a top `$or`, when every branch has an index. */
function plansOf(collection: Collection, filter: Document, options: FindOptions): Plan[] {
  refuseUnknownHint(collection, options.hint);
  const whole = choosePlan(
    collection.indexes,
    filter,
    naturalOrder(options) ? [] : parseSort(options.sort),
    options.hint,
  );
  const branches: unknown = filter['$or'];
  if (options.hint !== undefined || whole.score >= 8 || !Array.isArray(branches)) return [whole];
  const plans = branches.map((branch: Document) => choosePlan(collection.indexes, branch, []));
  return plans.every((plan) => plan.score >= 5)
    ? plans.map((plan) => ({ ...plan, sorted: false, reverse: false }))
    : [whole];
}

function refuseUnknownHint({ indexes }: Collection, hint: unknown): void {
  if (hint === undefined || (isDocument(hint) && '$natural' in hint)) return;
  if (!indexes.some(({ record }) => isHinted(record, hint))) {
    throw badValue('hint provided does not correspond to an existing index');
  }
}

function refuseLate(deadline: number | undefined): void {
  if (deadline !== undefined && performance.now() > deadline) {
    throw new StoreError(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
  }
}

const naturalOrder = ({ sort }: FindOptions) => Object.keys(sort ?? {})[0] === '$natural';

/** The records of a plan's ranges: one range after the other, or merged when an order is asked for. */
function* recordsIn(collection: Collection, plan: Plan): Generator<number> {
  if (!plan.sorted || plan.ranges.length === 1) {
    for (const [start, end] of plan.ranges) {
      for (const key of collection.entries(start, end, plan.reverse)) yield recordOf(key);
    }
    return;
  }
  const turn = plan.reverse ? -1 : 1;
  const heads = plan.ranges.flatMap(([start, end], at) => {
    const entries = collection.entries(start, end, plan.reverse)[Symbol.iterator]();
    const head = { entries, from: plan.prefixes[at] ?? 0, rest: undefined as Buffer | undefined };
    return advance(head) ? [head] : [];
  });
  try {
    while (heads.length > 0) {
      let [first] = heads;
      for (const head of heads) {
        if (first?.rest && head.rest && Buffer.compare(head.rest, first.rest) * turn < 0)
          first = head;
      }
      if (first?.rest === undefined) return;
      yield recordOf(first.rest);
      if (!advance(first)) heads.splice(heads.indexOf(first), 1);
    }
  } finally {
    // A search that stops early leaves ranges open, and each keeps one of the engine's few readers.
    for (const { entries } of heads) entries.return?.();
  }
}

/** Takes the next entry of a range; what lies behind the common prefix decides the order. */
function advance(head: {
  readonly entries: Iterator<Buffer>;
  readonly from: number;
  rest: Buffer | undefined;
}): boolean {
  const next = head.entries.next();
  head.rest = next.done === true ? undefined : next.value.subarray(head.from);
  return head.rest !== undefined;
}

function* candidates(
  collection: Collection,
  plans: readonly Plan[],
  reverse: boolean,
  examined: Examined,
  deadline?: number,
): Generator<Found> {
  const seen =
    plans.length > 1 ||
    plans.some((plan) => plan.ranges.length > 1 || plan.index?.record.multikey !== undefined)
      ? new Set<number>()
      : undefined;
  for (const plan of plans) {
    if (!plan.index) {
      for (const found of collection.scan(reverse)) {
        examined.documents += 1;
        if (examined.documents % 128 === 0) refuseLate(deadline);
        yield found;
      }
      continue;
    }
    for (const record of recordsIn(collection, plan)) {
      examined.keys += 1;
      if (seen?.has(record)) continue;
      seen?.add(record);
      const found = collection.get(record);
      if (!found) continue;
      examined.documents += 1;
      if (examined.documents % 128 === 0) refuseLate(deadline);
      yield found;
    }
  }
}

/** Finds documents with their record numbers, sorted, skipped and limited. */
export function findRecords(
  collection: Collection | undefined,
  filter: Document,
  options: FindOptions = {},
  examined: Examined = { keys: 0, documents: 0 },
): Found[] {
  const matches = compileFilter(filter);
  const natural = naturalOrder(options);
  const sort = natural ? [] : parseSort(options.sort);
  if (!collection) return [];
  const plans = plansOf(collection, filter, options);
  const inOrder = sort.length === 0 || (plans.length === 1 && plans[0]?.sorted === true);
  const [skip, limit] = [options.skip ?? 0, options.limit ? Math.abs(options.limit) : Infinity];
  const exact = plans.every((plan) => plan.exact);
  const reads = options.reads ?? fieldsOf(filter);
  const found: Found[] = [];
  for (const each of candidates(
    collection,
    plans,
    natural && options.sort?.['$natural'] === -1,
    examined,
    options.deadline,
  )) {
    if (!exact && !matches(each.view(reads))) continue;
    found.push(each);
    if (inOrder && found.length >= skip + limit) break;
  }
  if (inOrder) return found.slice(skip, skip + limit);
  const records = new Map(found.map((each) => [each.document, each]));
  return sortDocuments(
    found.map(({ document }) => document),
    sort,
  )
    .slice(skip, skip + limit)
    .flatMap((document) => records.get(document) ?? []);
}

/** How many documents a filter finds; from the index alone where that is enough. */
export function countRecords(
  collection: Collection | undefined,
  filter: Document,
  options: FindOptions = {},
): number {
  const matches = compileFilter(filter);
  if (!collection) return 0;
  const [skip, limit] = [options.skip ?? 0, options.limit ? Math.abs(options.limit) : Infinity];
  const [plan, ...more] = plansOf(collection, filter, { hint: options.hint });
  let count = 0;
  if (Object.keys(filter).length === 0) count = collection.size();
  else if (plan?.index && plan.exact && more.length === 0) {
    const seen = plan.index.record.multikey ? new Set<number>() : undefined;
    for (const record of recordsIn(collection, plan)) {
      if (seen?.has(record)) continue;
      seen?.add(record);
      count += 1;
      if (count >= skip + limit) break;
    }
  } else {
    const wanted = limit === Infinity ? 0 : skip + limit;
    const reads = fieldsOf(filter);
    count = 0;
    for (const found of candidates(
      collection,
      plan ? [plan, ...more] : [],
      false,
      noCounting(),
      options.deadline,
    )) {
      if (!matches(found.view(reads))) continue;
      count += 1;
      if (count === wanted) break;
    }
  }
  return Math.max(0, Math.min(count - skip, limit));
}

const noCounting = (): Examined => ({ keys: 0, documents: 0 });

/** What `explain` says of a find. */
export function explainFind(
  collection: Collection | undefined,
  filter: Document,
  options: FindOptions,
): Document {
  const examined = { keys: 0, documents: 0 };
  const found = findRecords(collection, filter, options, examined);
  const plans = collection ? plansOf(collection, filter, options) : [];
  const scans = plans.map((plan) =>
    plan.index
      ? {
          stage: 'FETCH',
          inputStage: {
            stage: 'IXSCAN',
            indexName: plan.index.record.name,
            keyPattern: plan.index.record.key,
            direction: plan.reverse ? 'backward' : 'forward',
          },
        }
      : { stage: 'COLLSCAN' },
  );
  const source = scans.length === 1 ? (scans[0] ?? {}) : { stage: 'OR', inputStages: scans };
  const inMemory =
    Object.keys(options.sort ?? {}).length > 0 && !naturalOrder(options) && !plans[0]?.sorted;
  return {
    queryPlanner: {
      namespace: collection?.ns,
      winningPlan: inMemory ? { stage: 'SORT', inputStage: source } : source,
      rejectedPlans: [],
    },
    executionStats: {
      executionSuccess: true,
      nReturned: found.length,
      totalKeysExamined: examined.keys,
      totalDocsExamined: examined.documents,
    },
    ok: 1,
  };
}
