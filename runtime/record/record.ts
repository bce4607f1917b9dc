import { compileExpression } from '../expression';
import type { Entity } from '../package';
import type { Actor } from '../engine';
import { textsAt, uniqueForm } from '../form';

/** A record as it is now, for example one household. */
export interface DataRecord {
  readonly id: string;
  readonly entity: string;
  readonly number: string;
  readonly label: string;
  readonly unit: string;
  readonly status: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Counts the saves; 1 is the first. */
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One save of a record: kept for ever, so that the record can be read as of any day. */
export interface RecordRevision {
  readonly recordId: string;
  readonly revision: number;
  readonly at: number;
  readonly actor: Actor | null;
  readonly caseId: string | null;
  /** What made it; the same source makes no second revision. */
  readonly sourceId: string;
  readonly status: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly changes: ReadonlyArray<{
    readonly path: string;
    readonly before: unknown;
    readonly after: unknown;
  }>;
}

/** What an action asks to save. Data that it does not name stays. */
export interface SaveRecordInput {
  readonly data: Readonly<Record<string, unknown>>;
  readonly status?: string;
}

export interface SaveRecordMeta {
  readonly id: string;
  /** For a new record. */
  readonly number: string;
  readonly at: number;
  readonly actor: Actor | null;
  readonly caseId: string | null;
  readonly sourceId: string;
}

/** Saves a record: a new state and the revision that led to it. Nothing is ever deleted. */
export function saveRecord(
  entity: Entity,
  current: DataRecord | null,
  input: SaveRecordInput,
  meta: SaveRecordMeta,
): { readonly record: DataRecord; readonly revision: RecordRevision } {
  const before = current?.data ?? {};
  const data = { ...before, ...input.data };
  const status = input.status ?? current?.status ?? entity.statuses[0]?.value ?? '';
  const revision = (current?.revision ?? 0) + 1;
  const changes = Object.keys(data)
    .filter((path) => JSON.stringify(before[path]) !== JSON.stringify(data[path]))
    .map((path) => ({ path, before: before[path] ?? null, after: data[path] ?? null }));
  const record: DataRecord = {
    id: current?.id ?? meta.id,
    entity: entity.key,
    number: current?.number ?? meta.number,
    label: recordLabel(entity, data),
    unit: String(data[entity.unit] ?? current?.unit ?? ''),
    status,
    data,
    revision,
    createdAt: current?.createdAt ?? meta.at,
    updatedAt: meta.at,
  };
  return {
    record,
    revision: {
      recordId: record.id,
      revision,
      at: meta.at,
      actor: meta.actor,
      caseId: meta.caseId,
      sourceId: meta.sourceId,
      status,
      data,
      changes:
        current !== null && current.status !== status
          ? [{ path: 'status', before: current.status, after: status }, ...changes]
          : changes,
    },
  };
}

function evaluateText(source: string, data: Readonly<Record<string, unknown>>): string {
  const compiled = compileExpression(source);
  if (!compiled.ok) return '';
  const value = compiled.value.evaluate(data);
  return value.ok && value.value !== undefined && value.value !== null ? String(value.value) : '';
}

function recordLabel(entity: Entity, data: Readonly<Record<string, unknown>>): string {
  return evaluateText(entity.label, data);
}

/** What comes before the running number of a new record. */
export function recordNumberPrefix(
  entity: Entity,
  data: Readonly<Record<string, unknown>>,
): string {
  return evaluateText(entity.number.prefix, data);
}

/** The running number of a record: its prefix and the count in it. */
export function recordNumber(entity: Entity, prefix: string, count: number): string {
  return `${prefix}${String(count).padStart(entity.number.digits, '0')}`;
}

/** What says which record data belongs to; null when a part is missing. */
export function identityOf(entity: Entity, data: Readonly<Record<string, unknown>>): string | null {
  const parts = entity.identity.map((path) => data[path]);
  return parts.some((part) => part === undefined || part === null || part === '')
    ? null
    : parts.map(String).join('|');
}

/** What of a record may occur in one active record only, in the form in which it is compared. */
export function uniqueIn(
  entity: Entity,
  data: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  return new Set((entity.unique ?? []).flatMap((path) => textsAt(data, path)).map(uniqueForm));
}
