import type { Model } from 'mongoose';
import type { ServerContext } from '../context';
import type { Leasable } from '../models/lease-fields';
import { native } from '../models/native';

/** A holder that is silent for so long has lost it. */
export const LEASE_MS = 10_000;

/** Takes one document that fits and that nobody has. @returns null when there is none */
export async function takeLease<T extends Leasable>(
  { clock, processId }: ServerContext,
  model: Model<T>,
  filter: object,
  sort: Readonly<Record<string, 1 | -1>>,
): Promise<T | null> {
  const now = clock();
  return model
    .findOneAndUpdate(
      { ...filter, leaseUntil: { $lte: now } } as object,
      { $set: { leaseOwner: processId, leaseUntil: now + LEASE_MS }, $inc: { fence: 1 } } as object,
      { sort, returnDocument: 'after' },
    )
    .lean<T | null>();
}

/**
 * Takes many at once: looks for them, takes on each its next fence unless someone was quicker, and reads back whose they
 * are. A turn of the worker that finds nothing to do writes nothing.
 */
export async function takeLeases<T extends Leasable>(
  { clock, processId }: ServerContext,
  model: Model<T>,
  filter: object,
  { sort, most }: { readonly sort: Readonly<Record<string, 1 | -1>>; readonly most: number },
): Promise<T[]> {
  const now = clock();
  const isFree = { leaseUntil: { $lte: now } };
  const free = await model
    .find({ ...filter, ...isFree } as object, { fence: 1 })
    .sort(sort)
    .limit(most)
    .lean<Pick<T, '_id' | 'fence'>[]>();
  if (free.length === 0) return [];
  const take = { leaseOwner: processId, leaseUntil: now + LEASE_MS };
  await native(model).bulkWrite(
    free.map(({ _id, fence }) => ({
      updateOne: {
        filter: { _id, fence, ...isFree } as object,
        update: { $set: take, $inc: { fence: 1 } } as object,
      },
    })),
    { ordered: false },
  );
  const fences = new Map(free.map(({ _id, fence }) => [_id, fence + 1]));
  const mine = await model
    .find({ _id: { $in: [...fences.keys()] }, leaseOwner: processId } as object)
    .lean<T[]>();
  return mine.filter(({ _id, fence }) => fences.get(_id) === fence);
}

/** The document, as long as nobody has taken it since. */
export function stillHeld({ _id, fence }: Leasable): { readonly _id: string; fence: number } {
  return { _id, fence };
}

/** Does work on a document that it has taken, and keeps it for as long as that takes. */
export async function whileHeld<T extends Leasable, R>(
  { clock, logger }: ServerContext,
  model: Model<T>,
  held: T,
  work: () => Promise<R>,
): Promise<R> {
  const heartbeat = setInterval(() => {
    const extend = { $set: { leaseUntil: clock() + LEASE_MS } } as object;
    model.updateOne(stillHeld(held) as object, extend).catch((error: unknown) => {
      logger.warn({ err: error, id: held._id }, 'the lease could not be extended');
    });
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
  }
}
