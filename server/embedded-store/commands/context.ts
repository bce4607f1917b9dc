import type { Document } from 'bson';
import type { Catalogue } from '../storage/catalogue';
import type { Engine } from '../storage/engine';
import { StoreError } from '../store-error';
import type { Cursors } from './cursors';

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
