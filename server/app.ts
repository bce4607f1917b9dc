import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { ServerContext } from './context';
import { caseRoutes } from './http/cases/routes';
import { formRoutes } from './http/forms/routes';
import { importRoutes } from './http/imports/routes';
import { errorMiddleware } from './http/error-middleware';
import { fileRoutes } from './http/files/routes';
import { ledgerRoutes } from './http/ledgers/routes';
import { matterRoutes } from './http/matters/routes';
import { absenceRoutes } from './http/absences/routes';
import { noticeRoutes } from './http/notices/routes';
import { openApi } from './http/openapi';
import { instanceRoutes } from './http/operations/instance-routes';
import { operationRoutes } from './http/operations/routes';
import { packageRoutes } from './http/packages/routes';
import { recordRoutes } from './http/records/routes';
import { refuse } from './http/refusal';
import { csrfMiddleware, sessionMiddleware } from './http/session-middleware';
import { sessionRoutes } from './http/session/routes';
import { taskRoutes } from './http/tasks/routes';

export interface AppOptions {
  /** Built web apps; absent: only the API. */
  readonly portalDirectory?: string;
  readonly designerDirectory?: string;
  readonly version: string;
}

/** From one address; a whole office may share one. */
const LOG_INS_PER_MINUTE = 300;

/** The express app: API, portal and designer on one port. It does not listen. */
export function createApp(server: ServerContext, options: AppOptions): Express {
  const app = express();
  // Answers are never kept, so nobody asks whether they have changed.
  app.set('etag', false);
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          workerSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false,
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response) => {
    const ready = server.models.users.db.readyState === 1;
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'no store' });
  });
  app.use('/api', requestLog(server), apiRouter(server, options.version));
  // Only what is the same for everyone: an answer of the API may hold a secret beside what a sender chose.
  app.use(compression());
  if (options.designerDirectory !== undefined)
    serveApp(app, '/designer', options.designerDirectory);
  if (options.portalDirectory !== undefined) serveApp(app, '', options.portalDirectory);
  app.use(errorMiddleware(server));
  return app;
}

/** What went wrong, with its request; what went well only at level debug. Neither cookies nor bodies are written. */
function requestLog({ logger }: ServerContext): RequestHandler {
  return pinoHttp({
    logger,
    customLogLevel: (_request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'info' : 'debug';
    },
    serializers: {
      // What people search for stays out of the log.
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

function apiRouter(server: ServerContext, version: string): Router {
  const router = Router();
  const description = openApi(version);
  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(sessionMiddleware(server));
  router.use(csrfMiddleware);
  router.use(express.json({ limit: '6mb' }));
  router.post(
    ['/session', '/setup'],
    rateLimit({
      windowMs: 60_000,
      limit: LOG_INS_PER_MINUTE,
      legacyHeaders: false,
      handler: (_request, _response, next) => {
        next(refuse(429, 'HTTP-TOO-MANY-LOG-INS'));
      },
    }),
  );
  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  sessionRoutes(router, server);
  operationRoutes(router, server);
  instanceRoutes(router, server);
  taskRoutes(router, server);
  matterRoutes(router, server);
  noticeRoutes(router, server);
  absenceRoutes(router, server);
  caseRoutes(router, server);
  formRoutes(router, server);
  importRoutes(router, server);
  recordRoutes(router, server);
  ledgerRoutes(router, server);
  fileRoutes(router, server);
  packageRoutes(router, server);
  router.use((_request, _response, next) => {
    next(refuse(404, 'HTTP-NOT-FOUND'));
  });
  return router;
}

/** A built single-page app: its files, and its page for every other address below. */
function serveApp(app: Express, base: string, directory: string): void {
  app.use(
    `${base}/assets`,
    express.static(join(directory, 'assets'), {
      immutable: true,
      maxAge: '1y',
      fallthrough: false,
    }),
  );
  app.use(base === '' ? '/' : base, express.static(directory, { index: false, maxAge: 0 }));
  app.get([`${base}/`, `${base}/*path`], (_request, response, next) => {
    const page = join(directory, 'index.html');
    if (!existsSync(page)) next(refuse(404, 'HTTP-NOT-FOUND'));
    else response.setHeader('Cache-Control', 'no-cache').sendFile(page);
  });
}
