import type { NextFunction, Request, Response, Router } from 'express';
import type { z } from 'zod';
import { type Route, type RouteName, routes } from '../../runtime/contract';
import type { Permission } from '../../runtime/package';
import type { OpenSession } from '../identity/sessions';
import type { Viewer } from '../identity/viewer';
import { refuse } from './refusal';

type RouteOf<N extends RouteName> = (typeof routes)[N];
type Output<T, K extends string> = T extends { readonly [P in K]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
type Answer<N extends RouteName> =
  RouteOf<N> extends { readonly answer: infer A extends z.ZodType } ? z.input<A> : void;
type Access<N extends RouteName> =
  RouteOf<N> extends { readonly access: 'public' } ? Viewer | null : Viewer;

/** What a handler gets: parsed, checked, and with the person who asks. */
export interface Call<N extends RouteName> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Output<RouteOf<N>, 'query'>;
  readonly body: Output<RouteOf<N>, 'body'>;
  readonly viewer: Access<N>;
  readonly session: OpenSession | null;
  readonly request: Request;
  readonly response: Response;
}

/** What the session middleware leaves on the response. */
export interface Locals {
  viewer: Viewer | null;
  session: OpenSession | null;
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    at: issue.path.map(String).join('.'),
    code: 'HTTP-BAD-REQUEST',
    message: issue.message,
    severity: 'error' as const,
  }));
  throw refuse(400, 'HTTP-BAD-REQUEST', {}, problems);
}

function authorize(route: Route, viewer: Viewer | null): void {
  if (route.access === 'public') return;
  if (viewer === null) throw refuse(401, 'HTTP-UNAUTHENTICATED');
  if (route.permission !== undefined && !viewer.permissions.has(route.permission as Permission)) {
    throw refuse(403, 'HTTP-FORBIDDEN');
  }
}

/**
 * Serves one operation of the contract: checks who asks and what they send, and lets out only what the answer's schema
 * names. An operation whose answer is a file writes the response itself.
 */
export function register<N extends RouteName>(
  router: Router,
  name: N,
  handler: (call: Call<N>) => Promise<Answer<N>>,
): void {
  const route: Route = routes[name];
  const serve = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const { viewer, session } = response.locals as Locals;
      authorize(route, viewer);
      const answer = await handler({
        params: request.params as Readonly<Record<string, string>>,
        query: parse(route.query, request.query) as Call<N>['query'],
        body: parse(route.body, request.body) as Call<N>['body'],
        viewer: viewer as Access<N>,
        session,
        request,
        response,
      });
      if (route.answer !== undefined) response.json(route.answer.parse(answer));
      else if (route.answerType === 'none') response.status(204).end();
    } catch (error) {
      next(error);
    }
  };
  router[route.method](route.path, serve);
}
