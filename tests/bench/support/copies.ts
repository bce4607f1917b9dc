import { createHash } from 'node:crypto';
import type { Models } from '../../../server/models';
import { type StoredDocument, native } from '../../../server/models/native';
import { HEAD, identityNumber } from '../../server/support/applicants';

type Collections = readonly (keyof Models)[];

/** One case of S1 with what shows it, of which copies are made. */
export interface Template {
  readonly caseId: string;
  /** What the copies of a document must differ in, each with what it is in the template. */
  readonly caseNumber: string;
  readonly recordId: string | null;
  readonly recordNumber: string | null;
  readonly documents: readonly (readonly [keyof Models, readonly StoredDocument[]])[];
}

/** Collections whose documents belong to a case, or to the record of one. */
const OF_CASE: Collections = ['tasks', 'history', 'submissions', 'revisions', 'timers'];
const OF_RECORD: Collections = ['ledgerRows'];

export async function templateOf(models: Models, caseId: string): Promise<Template> {
  const all = (name: keyof Models, filter: object): Promise<StoredDocument[]> =>
    native<StoredDocument>(models[name] as never)
      .find(filter)
      .toArray();
  const [owner] = await all('cases', { _id: caseId });
  if (owner === undefined) throw new Error(`no case ${caseId}`);
  const recordId = (owner['recordId'] ?? null) as string | null;
  const [record] = recordId === null ? [] : await all('records', { _id: recordId });
  const documents: [keyof Models, StoredDocument[]][] = [['cases', [owner]]];
  for (const name of OF_CASE) documents.push([name, await all(name, { caseId })]);
  if (record !== undefined) {
    documents.push(['records', [record]]);
    for (const name of OF_RECORD) documents.push([name, await all(name, { recordId })]);
  }
  return {
    caseId,
    caseNumber: String(owner['number']),
    recordId,
    recordNumber: record === undefined ? null : String(record['number']),
    documents,
  };
}

/** Ids as the server makes them: without order, so that they lie all over an index. */
function idOf(kind: string, order: number): string {
  return createHash('sha256').update(`${kind}${order}`).digest('hex').slice(0, 32);
}

/** The case's id in the copy with this number. */
export function copiedCaseId(order: number): string {
  return `c-${idOf('case', order)}`;
}

/** What the template's text is in a copy: another case, another household. */
export function copyText(template: Template, text: string, order: number): string {
  const { caseId, caseNumber, recordId, recordNumber } = template;
  let copy = text
    .replaceAll(caseId, copiedCaseId(order))
    .replaceAll(HEAD, identityNumber(order))
    .replaceAll(caseNumber, `S${String(order).padStart(9, '0')}`);
  if (recordId !== null) copy = copy.replaceAll(recordId, idOf('record', order));
  if (recordNumber !== null)
    copy = copy.replaceAll(recordNumber, `S${String(order).padStart(15, '0')}`);
  return copy;
}

const BATCH = 500;

/**
 * Puts copies straight into the store.
 *
 * @param only the collections that get them; each gets `most` documents of a case at most
 */
export async function insertCopies(
  models: Models,
  template: Template,
  { from, count, most }: { readonly from: number; readonly count: number; readonly most: Most },
): Promise<number> {
  let inserted = 0;
  const chosen = template.documents.flatMap(([name, documents]) => {
    const kept = documents.slice(0, most[name] ?? 0);
    return kept.length === 0 ? [] : [{ name, text: JSON.stringify(kept) }];
  });
  for (let start = from; start < from + count; start += BATCH) {
    const orders = Array.from(
      { length: Math.min(BATCH, from + count - start) },
      (_, index) => start + index,
    );
    await Promise.all(
      chosen.map(async ({ name, text }) => {
        const copies = orders.flatMap(
          (order) => JSON.parse(copyText(template, text, order)) as StoredDocument[],
        );
        await native<StoredDocument>(models[name] as never).insertMany(copies, { ordered: false });
        inserted += copies.length;
      }),
    );
  }
  return inserted;
}

/** How many documents of a case are copied, per collection; none where it is not named. */
export type Most = Readonly<Partial<Record<keyof Models, number>>>;
