import type { Document, Long } from 'bson';
import { badValue, notSupported, StoreError } from '../store-error';
import { decode, encode } from '../values/codec';
import { isDocument } from '../values/document';
import { wholeNumber } from '../values/number';
import { orderKey } from '../values/order';
import { catalogueCommands } from './catalogue-commands';
import type { Message } from '../wire/message';
import type { Command, Request, Store } from './context';
import { reads } from './reads';
import { sessionCommands } from './session';
import { writes } from './writes';

const commands: Readonly<Record<string, Command>> = {
  ...sessionCommands,
  ...reads,
  ...writes,
  ...catalogueCommands,
};

/** Options of every command; those whose value matters are looked at by `refuseOptions`. */
const common = new Set([
  'lsid',
  'txnNumber',
  'writeConcern',
  'readConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'bypassDocumentValidation',
  'collation',
  'stmtId',
  'stmtIds',
  '$db',
  '$readPreference',
  '$clusterTime',
]);

/** Runs one command and gives its reply; a failure becomes a reply too. */
export async function dispatch(store: Store, { body, sent }: Message): Promise<Document> {
  try {
    let name = '';
    for (const key in body) {
      name = key;
      break;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new StoreError(59, 'CommandNotFound', `no such command: '${name}'`);
    refuseOptions(command, name, body);
    const database = String(body['$db'] ?? 'admin');
    const request: Request = { store, name, database, body, sent, deadline: deadlineOf(body) };
    const reply = command.writes
      ? await store.engine.write(() => once(request, command))
      : command.run(request);
    return { ...reply, ok: 1 };
  } catch (error) {
    if (!(error instanceof StoreError)) console.error(error);
    const known =
      error instanceof StoreError
        ? error
        : new StoreError(
            1,
            'InternalError',
            error instanceof Error ? error.message : String(error),
          );
    return {
      ok: 0,
      errmsg: known.message,
      code: known.code,
      codeName: known.codeName,
      ...known.extra,
    };
  }
}

/** `maxTimeMS` counts from when the command came. */
function deadlineOf({ maxTimeMS }: Document): number | undefined {
  if (maxTimeMS === undefined) return undefined;
  const limit = wholeNumber(maxTimeMS);
  if (limit === undefined || limit < 0)
    throw badValue('maxTimeMS must be a whole number of 0 or more');
  return limit === 0 ? undefined : performance.now() + limit;
}

function refuseOptions(command: Command, name: string, body: Document): void {
  for (const option in body) {
    if (option === name || command.options.includes(option)) continue;
    const refuse = Object.hasOwn(refusals, option) ? refusals[option] : undefined;
    refuse?.(body[option], name);
    if (refuse || common.has(option)) continue;
    throw new StoreError(
      40415,
      'Location40415',
      `BSON field '${name}.${option}' is an unknown field.`,
    );
  }
}

const readLevels = new Set(['local', 'available', 'majority', 'linearizable']);

/** Options that are kept by what one durable node does anyway, or refused. */
const refusals: Readonly<Record<string, (value: unknown, command: string) => void>> = {
  startTransaction: () => refuseTransaction(),
  autocommit: () => refuseTransaction(),
  let: (_value, command) => {
    throw notSupported(`Option let of ${command}`);
  },
  collation: (value, command) => {
    if (isDocument(value) && value['locale'] === 'simple' && Object.keys(value).length === 1)
      return;
    throw notSupported(`Option collation of ${command}`);
  },
  apiVersion: (value) => {
    if (value === '1') return;
    throw new StoreError(322, 'APIVersionError', "API version must be '1'");
  },
  readConcern: (value) => {
    const { level = 'local', ...more } = isDocument(value) ? value : { level: value };
    const other = Object.keys(more).find((key) => key !== 'afterClusterTime');
    if (other !== undefined || !readLevels.has(String(level))) {
      throw notSupported(`readConcern ${other ?? String(level)}`);
    }
  },
  writeConcern: (value) => {
    const { w = 1, ...more } = isDocument(value) ? value : { w: value };
    const others = ['j', 'journal', 'fsync', 'wtimeout', 'wtimeoutMS', 'provenance'];
    const other = Object.keys(more).find((key) => !others.includes(key));
    if (other !== undefined) throw notSupported(`writeConcern ${other}`);
    if (w === 0 || w === 1 || w === 'majority') return;
    throw new StoreError(
      100,
      'UnsatisfiableWriteConcern',
      `Not enough data-bearing nodes for write concern ${String(w)}`,
    );
  },
};

function refuseTransaction(): never {
  throw notSupported('A multi-document transaction');
}

/** A retryable write: its reply is kept in the commit of the write itself, so that a second try only reads it. */
function once(request: Request, command: Command): Document {
  const { lsid, txnNumber } = request.body as {
    lsid?: { id?: unknown };
    txnNumber?: Long | number;
  };
  if (lsid?.id === undefined || txnNumber === undefined) return command.run(request);
  const key = orderKey(lsid.id);
  const { retries } = request.store.engine;
  const saved = retries.get(key);
  const last = saved && decode(saved);
  if (last) {
    const difference = Number(txnNumber) - Number(last['txnNumber']);
    if (difference === 0) return last['reply'] as Document;
    if (difference < 0)
      throw new StoreError(225, 'TransactionTooOld', 'Retryable write with an old txnNumber');
  }
  const reply = command.run(request);
  retries.putSync(key, encode({ txnNumber, at: new Date(), reply }));
  return reply;
}
