import { createHash, randomBytes } from 'node:crypto';
import type { ServerContext } from '../context';
import type { Models } from '../models';
import type { SessionDocument, UserDocument } from '../models/office';

const LIFETIME_MS = 12 * 60 * 60 * 1000;
const RENEW_AFTER_MS = 10 * 60 * 1000;

export interface OpenSession {
  readonly id: string;
  readonly csrfToken: string;
  readonly user: UserDocument | null;
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A session before or after log-in; its token goes into the cookie and is kept here only as a hash. */
export async function createSession(
  models: Models,
  userId: string | null,
): Promise<{ readonly token: string; readonly csrfToken: string }> {
  const now = Date.now();
  const token = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(32).toString('base64url');
  await models.sessions.create({
    _id: hash(token),
    userId,
    csrfToken,
    createdAt: new Date(now),
    expiresAt: new Date(now + LIFETIME_MS),
  });
  return { token, csrfToken };
}

/** The session of a cookie's token; its life is prolonged as it is used. */
export async function findSession(
  { models, reads }: Pick<ServerContext, 'models' | 'reads'>,
  token: string,
): Promise<OpenSession | null> {
  const now = Date.now();
  const id = hash(token);
  const session = await reads.byId<SessionDocument>('sessions', id);
  if (session === null || session.expiresAt.getTime() <= now) return null;
  if (session.expiresAt.getTime() - now < LIFETIME_MS - RENEW_AFTER_MS) {
    await models.sessions.updateOne(
      { _id: id },
      { $set: { expiresAt: new Date(now + LIFETIME_MS) } },
    );
  }
  const user =
    session.userId === null ? null : await reads.byId<UserDocument>('users', session.userId);
  if (session.userId !== null && (user === null || user.disabled)) return null;
  return { id, csrfToken: session.csrfToken, user };
}

export async function endSession(models: Models, id: string): Promise<void> {
  await models.sessions.deleteOne({ _id: id });
}
