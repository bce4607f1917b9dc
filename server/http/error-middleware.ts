import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import { MulterError } from 'multer';
import type { ProblemDetails } from '../../runtime/contract';
import type { ServerContext } from '../context';
import { Refusal, refuse } from './refusal';

/** Turns refusals into RFC 9457 problem details; anything else is our fault, is logged, and tells only its number. */
export function errorMiddleware(server: ServerContext): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalOf(error, server, request.path);
    const body: ProblemDetails = {
      type: `urn:banshi:problem:${refusal.code}`,
      title: refusal.message,
      status: refusal.status,
      detail: refusal.message,
      code: refusal.code,
      instance: request.path,
      ...(refusal.problems.length === 0 ? {} : { problems: [...refusal.problems] }),
    };
    response.status(refusal.status).type('application/problem+json').send(JSON.stringify(body));
  };
}

/** MongoDB's code for a store that has no room left. */
const OUT_OF_DISK_SPACE = 14031;

/** A malformed address or body, as express and multer report it. */
function isClientError(error: unknown): boolean {
  if (error instanceof MulterError) return true;
  const { status } = error as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
}

function refusalOf(error: unknown, server: ServerContext, path: string): Refusal {
  if (error instanceof Refusal) return error;
  const { type, code } = error as { type?: unknown; code?: unknown };
  if (type === 'entity.too.large' || code === 'LIMIT_FILE_SIZE')
    return refuse(413, 'HTTP-TOO-LARGE');
  if (type === 'entity.parse.failed') return refuse(400, 'HTTP-BAD-REQUEST');
  if (isClientError(error)) return refuse(400, 'HTTP-BAD-REQUEST');
  const id = randomUUID().slice(0, 8);
  server.logger.error({ err: error, id, path }, 'request failed');
  if (code === OUT_OF_DISK_SPACE) return refuse(507, 'HTTP-STORE-FULL');
  return refuse(500, 'HTTP-INTERNAL', { id });
}
