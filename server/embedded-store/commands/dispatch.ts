import type { Document, Long } from 'bson';
import { notSupported, StoreError } from '../store-error';
import { decode, encode } from '../values/codec';
import { orderKey } from '../values/order';
import { catalogueCommands } from './catalogue-commands';
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

/** Options of every command. Those about time, reading and comments change nothing on one durable node. */
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
  'let',
  'collation',
  'autocommit',
  'startTransaction',
  'stmtId',
  'stmtIds',
]);

/** Runs one command and gives its reply; a failure becomes a reply too. */
export async function dispatch(store: Store, body: Document): Promise<Document> {
  try {
    const name = Object.keys(body)[0] ?? '';
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new StoreError(59, 'CommandNotFound', `no such command: '${name}'`);
    refuseOptions(command, name, body);
    const request: Request = { store, name, database: String(body['$db'] ?? 'admin'), body };
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

function refuseOptions(command: Command, name: string, body: Document): void {
  if ('startTransaction' in body || body['autocommit'] === false) {
    throw new StoreError(
      20,
      'IllegalOperation',
      'Transactions (startTransaction) are not supported by the embedded store',
    );
  }
  if ('let' in body) throw notSupported(`Option let of ${name}`);
  if ('collation' in body) throw notSupported(`Option collation of ${name}`);
  for (const option of Object.keys(body)) {
    if (
      option === name ||
      option.startsWith('$') ||
      common.has(option) ||
      command.options.includes(option)
    )
      continue;
    throw new StoreError(
      40415,
      'Location40415',
      `BSON field '${name}.${option}' is an unknown field.`,
    );
  }
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
  retries.putSync(key, Buffer.from(encode({ txnNumber, reply, at: new Date() })));
  return reply;
}
