import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import type { SessionState } from '../../../runtime/contract';
import { recordAction } from '../../audit/record-action';
import type { ServerContext } from '../../context';
import { LogInThrottle } from '../../identity/log-in-throttle';
import { hashPassword, isPassword } from '../../identity/passwords';
import { createSession, endSession } from '../../identity/sessions';
import type { Viewer } from '../../identity/viewer';
import type { UserDocument } from '../../models/office';
import { DEMO_PASSWORD } from '../../demo/demo-users';
import { seatsView } from '../../presenters/seats';
import { refuse } from '../refusal';
import { type Call, register } from '../register';
import { ensureSession, setSessionCookie, viewerOf } from '../session-middleware';

/** Log-in, log-out, first set-up, demonstration people. */
export function sessionRoutes(router: Router, server: ServerContext): void {
  const throttle = new LogInThrottle();
  let decoy: Promise<string> | undefined;
  const { models } = server;

  const stateOf = async (viewer: Viewer | null, csrfToken: string): Promise<SessionState> => ({
    user:
      viewer === null
        ? null
        : {
            id: viewer.id,
            username: viewer.username,
            name: viewer.name,
            seats: [...(await seatsView(server, viewer.seats))],
            permissions: [...viewer.permissions],
          },
    csrfToken,
    demo: server.demo,
    setupNeeded: !server.demo && (await models.users.findOne({}, { _id: 1 }).lean()) === null,
    serverTime: server.clock(),
  });

  const open = async (
    call: Call<'logIn'> | Call<'setUp'>,
    user: UserDocument,
  ): Promise<SessionState> => {
    if (call.session !== null) await endSession(models, call.session.id);
    const { token, csrfToken } = await createSession(models, user._id);
    setSessionCookie(call.request, call.response, token);
    return stateOf(await viewerOf(server, user), csrfToken);
  };

  register(router, 'getSession', async ({ viewer, request, response }) => {
    const { csrfToken } = await ensureSession(server, request, response);
    return stateOf(viewer, csrfToken);
  });

  /** Takes as long for a name that does not exist, so that nobody learns who has an account. */
  const isRight = async (user: UserDocument | null, password: string): Promise<boolean> => {
    decoy ??= hashPassword(randomUUID());
    const matches = await isPassword(user?.passwordHash ?? (await decoy), password);
    return user !== null && !user.disabled && matches;
  };

  register(router, 'logIn', async (call) => {
    const { username, password } = call.body;
    const key = `${username}|${call.request.ip ?? ''}`;
    const minutes = throttle.waitMinutes(key, server.clock());
    if (minutes > 0) throw refuse(429, 'HTTP-TOO-MANY', { minutes });
    const user = await models.users.findOne({ username }).lean<UserDocument | null>();
    const right = await isRight(user, password);
    if (user === null || !right) {
      throttle.fail(key, server.clock());
      throw refuse(401, 'AUTH-WRONG');
    }
    throttle.succeed(key);
    await recordAction(server, { id: user._id, name: user.name }, 'logIn', user.username, '');
    return open(call, user);
  });

  register(router, 'logOut', async ({ session, viewer }) => {
    await recordAction(server, viewer, 'logOut', viewer.username, '');
    if (session !== null) await endSession(models, session.id);
  });

  register(router, 'setUp', async (call) => {
    const { username, name, password, setupCode } = call.body;
    if ((await models.users.findOne({}, { _id: 1 }).lean()) !== null)
      throw refuse(409, 'AUTH-SETUP-DONE');
    if (setupCode !== server.setupCode) throw refuse(403, 'AUTH-SETUP-CODE');
    const [first] = await server.packages.all();
    const top = first?.organization.units.find((unit) => unit.parent === undefined)?.code ?? '';
    const user: UserDocument = {
      _id: randomUUID(),
      username,
      name,
      passwordHash: await hashPassword(password),
      seats: ['definitionAdmin', 'orgAdmin'].map((role) => ({ role, unit: top })),
      demo: null,
      disabled: false,
      createdAt: server.clock(),
    };
    await models.users.create(user);
    await recordAction(server, { id: user._id, name }, 'setUp', username, '');
    return open(call, user);
  });

  register(router, 'listDemoUsers', async () => {
    if (!server.demo) return [];
    const users = await models.users.find({ demo: { $ne: null } }).lean<UserDocument[]>();
    const sorted = users.sort((one, other) => (one.demo?.order ?? 0) - (other.demo?.order ?? 0));
    return Promise.all(
      sorted.map(async (user) => {
        const [seat] = await seatsView(server, user.seats);
        return {
          username: user.username,
          name: user.name,
          roleTitle: seat?.roleTitle ?? '',
          unitName: seat?.unitName ?? '',
          description: user.demo?.description ?? '',
          password: DEMO_PASSWORD,
        };
      }),
    );
  });
}
