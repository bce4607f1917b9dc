import type { ServerContext } from '../context';
import type { UserDocument } from '../models/office';
import type { TaskDocument } from '../models/process';

/** The people who hold one of some roles at one of some units. */
export async function holdersOf(
  { models }: ServerContext,
  roles: readonly string[],
  units: readonly string[],
): Promise<readonly string[]> {
  const holders = await models.users
    .find(
      {
        disabled: false,
        seats: { $elemMatch: { role: { $in: [...roles] }, unit: { $in: [...units] } } },
      },
      { _id: 1 },
    )
    .lean<Pick<UserDocument, '_id'>[]>();
  return holders.map(({ _id }) => _id);
}

const PERSON = 'user:';

/** The people who may do a task: whoever has taken it, or else all who could. */
export async function performersOf(
  server: ServerContext,
  { assignee, candidateKeys, excludedActors }: TaskDocument,
): Promise<readonly string[]> {
  if (assignee !== null) return [assignee];
  const named = candidateKeys.flatMap((key) =>
    key.startsWith(PERSON) ? [key.slice(PERSON.length)] : [],
  );
  const seats = candidateKeys.flatMap((key) => {
    const [role, unit] = key.split('@');
    return key.startsWith(PERSON) || role === undefined || unit === undefined
      ? []
      : [{ role, unit }];
  });
  const holders = await Promise.all(
    seats.map(({ role, unit }) => holdersOf(server, [role], [unit])),
  );
  return [...new Set([...named, ...holders.flat()])].filter((id) => !excludedActors.includes(id));
}
