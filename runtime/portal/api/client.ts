import {
  type ProblemDetails,
  type RouteAnswer,
  type RouteBody,
  type RouteName,
  type RouteQuery,
  endpoints,
} from '../../contract';

/** Code of an error that is ours: the server could not be reached. */
export const OFFLINE = 'NETWORK';

/** A refusal of the server, or its absence: the stable code, the sentence for the person, and the places. */
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

export interface CallOptions<N extends RouteName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: RouteQuery<N>;
  readonly body?: RouteBody<N>;
}

/** Where answers are kept for when there is no line. */
export interface AnswerKeeper {
  isKept(name: RouteName): boolean;
  put(name: RouteName, address: string, answer: unknown): Promise<void>;
  /** @returns undefined when there is none */
  get(name: RouteName, address: string): Promise<unknown>;
}

/** Speaks the contract over HTTP; keeps the token that the server wants with every change. */
export class ApiClient {
  private csrfToken = '';
  private loggedOut: () => void = () => undefined;
  private reached = true;
  private readonly reachListeners = new Set<() => void>();

  constructor(private readonly kept: AnswerKeeper | null = null) {}

  /** Whether the server answered when it was asked last. */
  readonly isReached = (): boolean => this.reached;

  readonly onReach = (listener: () => void): (() => void) => {
    this.reachListeners.add(listener);
    return () => this.reachListeners.delete(listener);
  };

  /** What to do when the server no longer knows who asks. */
  onLoggedOut(listener: () => void): void {
    this.loggedOut = listener;
  }

  useToken(token: string): void {
    this.csrfToken = token;
  }

  /** Where an operation is reached, for links to files. */
  address<N extends RouteName>(name: N, options: CallOptions<N> = {}): string {
    const path = endpoints[name].path.replace(/:(\w+)/g, (_, key: string) =>
      encodeURIComponent(options.params?.[key] ?? ''),
    );
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined && value !== '') search.set(key, String(value));
    }
    return `/api${path}${search.size === 0 ? '' : `?${search.toString()}`}`;
  }

  /**
   * Calls one operation. Without a line, some questions are answered as the server answered them last.
   *
   * @throws ApiError for every refusal, and with code `NETWORK` when the server cannot be reached
   */
  async call<N extends RouteName>(name: N, options: CallOptions<N> = {}): Promise<RouteAnswer<N>> {
    const address = this.address(name, options);
    const kept = this.kept?.isKept(name) === true ? this.kept : null;
    try {
      const answer = await this.send(name, address, options.body);
      // Nobody waits for it; a machine that cannot keep it has no answer without a line.
      kept?.put(name, address, answer).catch((error: unknown) => {
        console.warn('An answer could not be kept on this machine', error);
      });
      return answer as RouteAnswer<N>;
    } catch (error) {
      if (kept === null || !(error instanceof ApiError) || error.code !== OFFLINE) throw error;
      const known = await kept.get(name, address);
      if (known === undefined) throw error;
      return known as RouteAnswer<N>;
    }
  }

  /** Sends one file as a form part: to be kept, or to another operation that takes one. */
  async upload(file: File): Promise<RouteAnswer<'uploadFile'>>;
  async upload<N extends 'startImport'>(
    file: File,
    name: N,
    options: CallOptions<N>,
  ): Promise<RouteAnswer<N>>;
  async upload(
    file: File,
    name: 'uploadFile' | 'startImport' = 'uploadFile',
    options: CallOptions<'startImport'> = {},
  ): Promise<unknown> {
    const parts = new FormData();
    parts.set('file', file, file.name);
    return this.send(name, this.address(name, options), parts);
  }

  private tellReached(reached: boolean): void {
    if (this.reached === reached) return;
    this.reached = reached;
    for (const listener of this.reachListeners) listener();
  }

  private async send(name: RouteName, address: string, body: unknown): Promise<unknown> {
    const { method } = endpoints[name];
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'get') headers['X-CSRF-Token'] = this.csrfToken;
    const isParts = body instanceof FormData;
    if (body !== undefined && !isParts) headers['Content-Type'] = 'application/json';
    let response: Response;
    try {
      response = await fetch(address, {
        method: method.toUpperCase(),
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: isParts ? body : JSON.stringify(body) }),
      });
    } catch {
      this.tellReached(false);
      throw new ApiError({ code: OFFLINE, status: 0, detail: '' });
    }
    this.tellReached(true);
    if (response.status === 204) return undefined;
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    if (response.status === 401 && name !== 'logIn') this.loggedOut();
    const details = (answer ?? {}) as Partial<ProblemDetails>;
    throw new ApiError({
      code: details.code ?? `HTTP-${response.status}`,
      status: response.status,
      detail: details.detail ?? '',
      ...(details.problems === undefined ? {} : { problems: details.problems }),
    });
  }
}
