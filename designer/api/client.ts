import {
  endpoints,
  type ProblemDetails,
  type RouteAnswer,
  type RouteBody,
  type RouteName,
  type RouteQuery,
} from '../../runtime/contract';

/** A refusal of the server, with its stable code and the sentence for people. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly problems: NonNullable<ProblemDetails['problems']>;

  constructor(details: Pick<ProblemDetails, 'code' | 'detail' | 'status' | 'problems'>) {
    super(details.detail);
    this.code = details.code;
    this.status = details.status;
    this.problems = details.problems ?? [];
  }
}

interface CallOptions<N extends RouteName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: RouteQuery<N>;
  readonly body?: RouteBody<N>;
}

let csrfToken = '';

/** Kept from the session answer and sent with every request that changes something. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/**
 * Calls one operation of the contract.
 *
 * @throws ApiError for every refusal, and with code `NETWORK` when the server cannot be reached
 */
export async function call<N extends RouteName>(
  name: N,
  options: CallOptions<N> = {},
): Promise<RouteAnswer<N>> {
  const endpoint = endpoints[name];
  const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(options.params?.[key] ?? ''),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) search.set(key, String(value));
  }
  const suffix = search.size === 0 ? '' : `?${search.toString()}`;
  const headers: Record<string, string> = {};
  if (endpoint.method !== 'get') headers['X-CSRF-Token'] = csrfToken;
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(`/api${path}${suffix}`, {
      method: endpoint.method.toUpperCase(),
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch {
    throw new ApiError({
      code: 'NETWORK',
      status: 0,
      detail: '连接不上服务器，请检查网络后重试。',
    });
  }
  if (response.status === 204) return undefined as RouteAnswer<N>;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const details = (body ?? {}) as Partial<ProblemDetails>;
    throw new ApiError({
      code: details.code ?? `HTTP-${response.status}`,
      status: response.status,
      detail: details.detail ?? '服务器没有给出原因，请稍后重试。',
      ...(details.problems === undefined ? {} : { problems: details.problems }),
    });
  }
  return body as RouteAnswer<N>;
}
