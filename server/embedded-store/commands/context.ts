import type { Document } from 'bson';
import type { Catalogue } from '../storage/catalogue';
import type { Engine } from '../storage/engine';
import { StoreError, typeMismatch } from '../store-error';
import { isDocument } from '../values/document';
import type { Cursors } from './cursors';

/** Of one command; `hello` says so. */
export const MAX_STATEMENTS = 100_000;

export interface Store {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly cursors: Cursors;
  readonly host: string;
}

export interface Request {
  readonly store: Store;
  readonly name: string;
  readonly database: string;
  readonly body: Document;
  /** Documents of a sequence in the bytes that they were sent in. */
  readonly sent: ReadonlyMap<Document, Buffer>;
  /** When `maxTimeMS` has passed, on the clock of `performance.now()`. */
  readonly deadline: number | undefined;
}

export interface Command {
  /** Options beside those that every command takes; any other is refused by name. */
  readonly options: readonly string[];
  /** A write runs inside a group commit. */
  readonly writes?: boolean;
  run(request: Request): Document;
}

export const namespaceOf = ({ database, body, name }: Request) =>
  `${database}.${String(body[name])}`;

export const collectionOf = (request: Request) =>
  request.store.catalogue.find(namespaceOf(request));

export const sourceOf =
  ({ store, database }: Request) =>
  (name: string) =>
    store.catalogue.find(`${database}.${name}`);

/** A list of documents that a command must carry. */
export function documentsIn(body: Document, name: string): Document[] {
  const list: unknown = body[name];
  if (!Array.isArray(list) || !list.every(isDocument)) {
    throw typeMismatch(`BSON field '${name}' is the wrong type, expected an array of objects`);
  }
  if (list.length === 0 || list.length > MAX_STATEMENTS) {
    throw new StoreError(
      16,
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${list.length} operations.`,
    );
  }
  return list;
}

/** A document that a command carries, empty when it may be left out. */
export function documentIn(body: Document, name: string, optional = false): Document {
  const document: unknown = body[name];
  if (optional && (document === undefined || document === null)) return {};
  if (!isDocument(document)) {
    throw typeMismatch(`BSON field '${name}' is the wrong type, expected an object`);
  }
  return document;
}

/** Refuses what a statement inside a command (an update, a delete) does not know. */
export function refuseUnknown(statement: Document, known: readonly string[]): void {
  const option = Object.keys(statement).find((key) => !known.includes(key));
  if (option)
    throw new StoreError(40415, 'Location40415', `BSON field '${option}' is an unknown field.`);
}

/** Runs each statement; a failure becomes a write error, and ends the list when it is ordered. */
export function eachStatement(
  list: readonly Document[],
  ordered: boolean,
  run: (statement: Document, index: number) => void,
): Document {
  const writeErrors: Document[] = [];
  for (const [index, statement] of list.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}
