import { z } from 'zod';
import { problemDetails, type Route, routes } from '../../runtime/contract';

/** The OpenAPI 3.1 description of every operation, from the contract. */
export function openApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes as Readonly<Record<string, Route>>)) {
    const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
    const item = (paths[path] ??= {});
    item[route.method] = operation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Banshi', version },
    paths,
    components: { schemas: { ProblemDetails: z.toJSONSchema(problemDetails) } },
  };
}

function operation(name: string, route: Route): Record<string, unknown> {
  const pathParameters = [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const querySchema =
    route.query === undefined ? undefined : z.toJSONSchema(route.query, { io: 'input' });
  const queryParameters = Object.entries(querySchema?.properties ?? {}).map(
    ([parameter, schema]) => ({
      name: parameter,
      in: 'query',
      required: querySchema?.required?.includes(parameter) ?? false,
      schema,
    }),
  );
  const answer =
    route.answer === undefined
      ? { description: route.summary }
      : {
          description: route.summary,
          content: {
            'application/json': { schema: z.toJSONSchema(route.answer, { io: 'output' }) },
          },
        };
  return {
    operationId: name,
    summary: route.summary,
    parameters: [...pathParameters, ...queryParameters],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: z.toJSONSchema(route.body, { io: 'input' }) },
            },
          },
        }),
    responses: {
      [route.answerType === 'none' ? '204' : '200']: answer,
      default: {
        description: 'Refused',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
        },
      },
    },
  };
}
