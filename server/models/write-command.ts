import mongoose, { type Model, type mongo } from 'mongoose';

/** A statement of an `update` command. */
export interface UpdateStatement {
  readonly q: Readonly<Record<string, unknown>>;
  readonly u: unknown;
  readonly multi?: boolean;
  readonly upsert?: boolean;
}

/** A statement of a `delete` command; `limit` 0 deletes all that fit. */
export interface DeleteStatement {
  readonly q: Readonly<Record<string, unknown>>;
  readonly limit: 0 | 1;
}

/** Statements of one command, which the store carries out one by one. */
export type WriteCommand =
  | { readonly insert: readonly object[] }
  | { readonly update: readonly UpdateStatement[] }
  | { readonly delete: readonly DeleteStatement[] };

export interface WriteOutcome {
  /** How many documents were inserted, fitted or were deleted. */
  readonly count: number;
  /** Statements that failed, by their place; the others were carried out unless an ordered command stopped there. */
  readonly failures: ReadonlyMap<number, WriteFailure>;
}

/** What the store says of a statement that it did not carry out. */
export class WriteFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Reply {
  readonly n?: number;
  readonly writeErrors?: readonly {
    readonly index: number;
    readonly code: number;
    readonly errmsg?: string;
  }[];
  readonly writeConcernError?: { readonly code: number; readonly errmsg?: string };
}

const { MongoNetworkError, MongoServerError } = mongoose.mongo;
/** A replica set that is choosing another primary (Retryable Writes Specification). */
const CHANGING_PRIMARY = new Set([6, 7, 89, 91, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435]);
const STATEMENTS_MOST = 1_000;
const fields = { insert: 'documents', update: 'updates', delete: 'deletes' } as const;

/**
 * Sends writes as one command, without the driver's measuring of every statement, which costs more than the command. The
 * store does not know a command that comes again after its answer was lost: only for what may be done twice, or shows
 * afterwards that it was done.
 */
export async function writeCommand<T>(
  model: Model<T>,
  command: WriteCommand,
  { ordered }: { readonly ordered: boolean },
): Promise<WriteOutcome> {
  const [name, statements] = Object.entries(command)[0] as [keyof typeof fields, readonly object[]];
  const failures = new Map<number, WriteFailure>();
  let count = 0;
  for (let from = 0; from < statements.length; from += STATEMENTS_MOST) {
    const part = statements.slice(from, from + STATEMENTS_MOST);
    const reply = await sendTwice(model, {
      [name]: model.collection.collectionName,
      [fields[name]]: part,
      ordered,
    });
    count += reply.n ?? 0;
    for (const { index, code, errmsg } of reply.writeErrors ?? []) {
      failures.set(from + index, new WriteFailure(code, errmsg ?? String(code)));
    }
    const unsafe = reply.writeConcernError;
    if (unsafe !== undefined) throw new WriteFailure(unsafe.code, unsafe.errmsg ?? 'not durable');
    if (ordered && failures.size > 0) break;
  }
  return { count, failures };
}

/** A line that broke is no reason to fail: what was sent may be sent again. */
async function sendTwice<T>(model: Model<T>, command: mongo.Document): Promise<Reply> {
  const database = model.db.db;
  if (database === undefined) throw new Error('the store is not connected');
  try {
    return (await database.command(command)) as Reply;
  } catch (error) {
    const isPassing =
      error instanceof MongoNetworkError ||
      (error instanceof MongoServerError && CHANGING_PRIMARY.has(Number(error.code)));
    if (!isPassing) throw error;
    return (await database.command(command)) as Reply;
  }
}
