import { Batches } from './batches';
import type { Models } from './index';
import {
  type DeleteStatement,
  type UpdateStatement,
  type WriteCommand,
  writeCommand,
} from './write-command';

type Statement = UpdateStatement | DeleteStatement;

/** One write that may be repeated: done twice, it leaves what it left the first time. */
export interface DerivedWrite {
  readonly collection: keyof Models;
  readonly statement: Statement;
}

type Filter = Readonly<Record<string, unknown>>;

function update(
  collection: keyof Models,
  q: Filter,
  u: Readonly<Record<string, unknown>>,
  options: { readonly upsert?: boolean; readonly multi?: boolean } = {},
): DerivedWrite {
  return { collection, statement: { q, u, ...options } };
}

/** Inserts a document unless it is there already. */
export function insertOnce(collection: keyof Models, _id: string, fields: object): DerivedWrite {
  return update(collection, { _id }, { $setOnInsert: fields }, { upsert: true });
}

export function setFields(
  collection: keyof Models,
  filter: Filter,
  fields: object,
  options: { readonly upsert?: boolean } = {},
): DerivedWrite {
  return update(collection, filter, { $set: fields }, options);
}

/** Adds to numbers; what is set with them must keep the filter from fitting a second time. */
export function addToFields(
  collection: keyof Models,
  filter: Filter,
  fields: object,
  amounts: Readonly<Record<string, number>>,
): DerivedWrite {
  return update(collection, filter, { $set: fields, $inc: amounts });
}

/** Adds a value to a list field of every document with one of the ids, once each. */
export function addToEach(
  collection: keyof Models,
  ids: readonly string[],
  field: string,
  value: string,
): DerivedWrite {
  return update(
    collection,
    { _id: { $in: [...ids] } },
    { $addToSet: { [field]: value } },
    { multi: true },
  );
}

/** Takes what fits out of a list field. */
export function pullFrom(
  collection: keyof Models,
  filter: Filter,
  lists: Readonly<Record<string, unknown>>,
): DerivedWrite {
  return update(collection, filter, { $pull: lists });
}

/** Deletes a document as long as it fits. */
export function deleteOne(collection: keyof Models, filter: Filter): DerivedWrite {
  return { collection, statement: { q: filter, limit: 1 } };
}

export function deleteAll(collection: keyof Models, filter: Filter): DerivedWrite {
  return { collection, statement: { q: filter, limit: 0 } };
}

export function deleteById(collection: keyof Models, _id: string): DerivedWrite {
  return deleteOne(collection, { _id });
}

/**
 * Repeatable writes, one bulk command per collection at a time; what arrives while one is under way goes with the next.
 * A bulk that fails fails for everyone in it, and each does it again.
 */
export class GroupWrites {
  private readonly batches: Batches<keyof Models, readonly Statement[], true>;

  constructor(models: Models) {
    this.batches = new Batches(async (collection, waiting) => {
      for (const command of commandsOf(waiting.flat())) {
        const model = models[collection] as Models['cases'];
        const { failures } = await writeCommand(model, command, { ordered: true });
        for (const failure of failures.values()) throw failure;
      }
      return waiting.map(() => true);
    });
  }

  /** Resolves when all are durable; those on one collection are done in their order. */
  async write(writes: readonly DerivedWrite[]): Promise<void> {
    const byCollection = new Map<keyof Models, Statement[]>();
    for (const { collection, statement } of writes) {
      const statements = byCollection.get(collection);
      if (statements === undefined) byCollection.set(collection, [statement]);
      else statements.push(statement);
    }
    await Promise.all(
      [...byCollection].map(([collection, statements]) => this.batches.add(collection, statements)),
    );
  }
}

/** Statements as commands, in their order: what is of one kind goes together. */
function commandsOf(statements: readonly Statement[]): readonly WriteCommand[] {
  const commands: ({ update: UpdateStatement[] } | { delete: DeleteStatement[] })[] = [];
  for (const statement of statements) {
    const last = commands.at(-1);
    if ('u' in statement) {
      if (last !== undefined && 'update' in last) last.update.push(statement);
      else commands.push({ update: [statement] });
    } else if (last !== undefined && 'delete' in last) last.delete.push(statement);
    else commands.push({ delete: [statement] });
  }
  return commands;
}
