import {
  type RouteAnswer,
  type RouteBody,
  type RouteName,
  endpoints,
} from '../../../runtime/contract';

export interface Reply<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

interface Sent<N extends RouteName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: RouteBody<N>;
  readonly csrf?: string;
}

/** A browser of one person: keeps the cookie and sends the CSRF token. */
export class Client {
  cookie = '';
  csrf = '';

  constructor(private readonly url: () => string) {}

  async logIn(username: string, password: string): Promise<Reply> {
    this.csrf = String((await this.fetch('GET', '/session')).body['csrfToken']);
    const reply = await this.fetch('POST', '/session', { username, password });
    if (reply.status === 200) this.csrf = String(reply.body['csrfToken']);
    return reply;
  }

  /** Calls an operation of the contract, whatever the answer. */
  async call<N extends RouteName>(name: N, sent: Sent<N> = {}): Promise<Reply<RouteAnswer<N>>> {
    const { method, path } = endpoints[name];
    const filled = path.replace(/:(\w+)/g, (_, key: string) =>
      encodeURIComponent(sent.params?.[key] ?? 'none'),
    );
    const query = new URLSearchParams(sent.query).toString();
    const reply = await this.fetch(
      method.toUpperCase(),
      query === '' ? filled : `${filled}?${query}`,
      sent.body,
      sent.csrf,
    );
    return reply as unknown as Reply<RouteAnswer<N>>;
  }

  /** Calls an operation that must succeed. @throws with the refusal when it does not */
  async get<N extends RouteName>(name: N, sent: Sent<N> = {}): Promise<RouteAnswer<N>> {
    const reply = await this.call(name, sent);
    if (reply.status >= 300) {
      throw new Error(
        `${name} answered ${reply.status} ${JSON.stringify(reply.body).slice(0, 2000)}`,
      );
    }
    return reply.body;
  }

  async fetch(
    method: string,
    path: string,
    body?: unknown,
    csrf: string = this.csrf,
  ): Promise<Reply<Record<string, unknown>>> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url()}/api${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        'x-csrf-token': csrf,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const answer = isJson
      ? ((await response.json()) as Record<string, unknown>)
      : { bytes: Buffer.from(await response.arrayBuffer()) };
    return { status: response.status, body: answer, headers: response.headers };
  }
}
