import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hashPassword } from '../identity/passwords';
import type { Models } from '../models';

/** Opens nothing outside demo mode, which binds to loopback. */
export const DEMO_PASSWORD = 'banshi-demo';

const demoFile = z.array(
  z.strictObject({
    username: z.string(),
    name: z.string(),
    description: z.string(),
    seats: z.array(z.strictObject({ role: z.string(), unit: z.string() })),
  }),
);

/** Creates the demonstration people of the shipped package, on an empty database only. */
export async function createDemoUsers(
  models: Models,
  definitionsDirectory: string,
  at: number,
): Promise<number> {
  if ((await models.users.findOne({}, { _id: 1 }).lean()) !== null) return 0;
  const text = await readFile(join(definitionsDirectory, 'demo-users.json'), 'utf8');
  const people = demoFile.parse(JSON.parse(text));
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await models.users.insertMany(
    people.map((person, order) => ({
      _id: `demo-${person.username}`,
      username: person.username,
      name: person.name,
      passwordHash,
      seats: person.seats,
      demo: { description: person.description, order },
      disabled: false,
      createdAt: at,
    })),
  );
  return people.length;
}
