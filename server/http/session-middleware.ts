import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { ServerContext } from '../context';
import { type OpenSession, createSession, findSession } from '../identity/sessions';
import type { Viewer } from '../identity/viewer';
import type { UserDocument } from '../models/office';
import { refuse } from './refusal';
import type { Locals } from './register';

const COOKIE = 'banshi_session';

function readCookie(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === COOKIE && value !== undefined && value !== '') return value;
  }
  return undefined;
}

export function setSessionCookie(request: Request, response: Response, token: string): void {
  response.cookie(COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
  });
}

/** Who a user is for policies: seats, what their roles allow, and how history names them. */
export async function viewerOf(server: ServerContext, user: UserDocument): Promise<Viewer> {
  const [first] = user.seats;
  const permissions = await server.packages.permissionsOf(user.seats.map((seat) => seat.role));
  const packages = await server.packages.all();
  const title = packages
    .flatMap((one) => one.roles.roles)
    .find((role) => role.key === first?.role)?.title;
  return {
    id: user._id,
    username: user.username,
    name: user.name,
    seats: user.seats,
    permissions,
    principals: await server.absences.principalsOf(user._id),
    actor: {
      id: user._id,
      name: user.name,
      ...(first === undefined ? {} : { unit: first.unit }),
      ...(title === undefined ? {} : { post: title }),
    },
  };
}

/** Finds the session of a request; a browser without one gets one before it logs in, for its CSRF token. */
export function sessionMiddleware(server: ServerContext): RequestHandler {
  return async (request, response, next) => {
    try {
      const token = readCookie(request);
      const session = token === undefined ? null : await findSession(server, token);
      const locals = response.locals as Locals;
      locals.session = session;
      locals.viewer =
        session?.user === null || session === null ? null : await viewerOf(server, session.user);
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** A session for a browser that has none. */
export async function ensureSession(
  server: ServerContext,
  request: Request,
  response: Response,
): Promise<Pick<OpenSession, 'csrfToken'>> {
  const { session } = response.locals as Locals;
  if (session !== null) return session;
  const created = await createSession(server.models, null);
  setSessionCookie(request, response, created.token);
  return { csrfToken: created.csrfToken };
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every request that changes something carries the session's CSRF token in a header that other sites cannot set. */
export function csrfMiddleware(request: Request, response: Response, next: NextFunction): void {
  if (SAFE_METHODS.has(request.method)) {
    next();
    return;
  }
  const { session } = response.locals as Locals;
  if (session === null) {
    next(refuse(401, 'HTTP-UNAUTHENTICATED'));
    return;
  }
  const sent = Buffer.from(request.get('X-CSRF-Token') ?? '');
  const expected = Buffer.from(session.csrfToken);
  next(
    sent.length === expected.length && timingSafeEqual(sent, expected)
      ? undefined
      : refuse(403, 'HTTP-CSRF'),
  );
}
