import { randomUUID } from 'node:crypto';
import type { ServerContext } from '../context';
import type { Viewer } from '../identity/viewer';

/** Enters what a person did outside of a case; what happens to cases is entered through their outbox. */
export function recordAction(
  server: ServerContext,
  viewer: Pick<Viewer, 'id' | 'name'>,
  action: string,
  subject: string,
  detail: string,
): Promise<void> {
  return server.audit.append({
    key: randomUUID(),
    at: server.clock(),
    actorId: viewer.id,
    actorName: viewer.name,
    action,
    subject,
    detail,
  });
}
