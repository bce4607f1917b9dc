import type { Models } from './index';

/** The next number of a running count; numbers are never given twice, and a refused use leaves a gap. */
export async function nextCount(models: Models, name: string): Promise<number> {
  const counter = await models.counters
    .findOneAndUpdate(
      { _id: name },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean();
  return counter?.value ?? 1;
}
