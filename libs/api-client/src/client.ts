import { ApiError } from './api-error.js';
import type { CallArguments, CallOf, ItemOf, ListPath, Method, PathOf, ReplyOf } from './operations.js';

/** Where the interface is and who asks. */
export interface ClientOptions {
  /** Address of the platform without a path, such as `http://127.0.0.1:8080`; by default the page's own origin. */
  readonly base?: string;
  /** Sent as a bearer token: the administrator's key or a reader's. A function is asked at every call. */
  readonly key?: string | (() => string | null | undefined);
  /** Stands in for the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Sees every reply, before its body is read. */
  readonly onReply?: (reply: Response) => void;
}

/** What of a call matters when its request is made; the types of each operation are its caller's. */
type Call = CallOf<Method, PathOf<Method>> & {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
};

/** The interface of a platform with its types. Every method rejects with `ApiError`, or with the reason of an abort. */
export class NhipPhoClient {
  private readonly fetch: typeof globalThis.fetch;

  constructor(private readonly options: ClientOptions = {}) {
    this.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** The JSON of a GET. */
  get<P extends PathOf<'get'>>(path: P, ...[call]: CallArguments<'get', P>): Promise<ReplyOf<'get', P>> {
    return this.json('get', path, call);
  }

  post<P extends PathOf<'post'>>(path: P, ...[call]: CallArguments<'post', P>): Promise<ReplyOf<'post', P>> {
    return this.json('post', path, call);
  }

  put<P extends PathOf<'put'>>(path: P, ...[call]: CallArguments<'put', P>): Promise<ReplyOf<'put', P>> {
    return this.json('put', path, call);
  }

  delete<P extends PathOf<'delete'>>(
    path: P,
    ...[call]: CallArguments<'delete', P>
  ): Promise<ReplyOf<'delete', P>> {
    return this.json('delete', path, call);
  }

  /** The items of a list, page after page as they are asked for. */
  async *items<P extends ListPath>(path: P, ...[call]: CallArguments<'get', P>): AsyncGenerator<ItemOf<P>> {
    let after: string | null = null;
    do {
      const given = (call ?? {}) as Call;
      const query = { ...given.query, ...(after !== null && { after }) };
      const page: { items: ItemOf<P>[]; next: string | null } = await this.json('get', path, {
        ...given,
        query,
      });
      yield* page.items;
      after = page.next;
    } while (after !== null);
  }

  /** The reply of a successful call as it came: for files and streams. */
  async reply<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...[call]: CallArguments<M, P>
  ): Promise<Response> {
    return this.send(method, path, (call ?? {}) as Call);
  }

  /** The address of a GET, for a link or an `EventSource`. */
  url<P extends PathOf<'get'>>(path: P, ...[call]: CallArguments<'get', P>): string {
    return this.address(path, (call ?? {}) as Call);
  }

  private async json<T>(method: Method, path: string, call: unknown): Promise<T> {
    const given = (call ?? {}) as Call;
    const reply = await this.send(method, path, { accept: 'application/json', ...given });
    return (reply.status === 204 ? undefined : await reply.json()) as T;
  }

  private async send(method: Method, path: string, call: Call): Promise<Response> {
    const url = this.address(path, call);
    let reply: Response;
    try {
      reply = await this.fetch(url, {
        method: method.toUpperCase(),
        headers: this.headers(call),
        ...bodyOf(call),
        ...(call.signal && { signal: call.signal }),
      });
    } catch (error) {
      if (call.signal?.aborted) throw error;
      throw new ApiError(0, `${url} did not answer`, null, { cause: error });
    }
    this.options.onReply?.(reply);
    if (!reply.ok) throw await ApiError.of(reply);
    return reply;
  }

  private address(path: string, { path: places = {}, query = {} }: Call): string {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(places[name] ?? '')),
    );
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) if (isSent(one)) search.append(name, String(one));
    }
    return `${(this.options.base ?? '').replace(/\/$/, '')}${filled}${search.size > 0 ? `?${search}` : ''}`;
  }

  private headers(call: Call): Record<string, string> {
    const { key } = this.options;
    const token = typeof key === 'function' ? key() : key;
    const type = call.file?.type ?? (call.body === undefined ? null : 'application/json');
    return {
      ...(call.accept !== undefined && { accept: call.accept }),
      ...(type !== null && { 'content-type': type }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(call.device && { authorization: `Basic ${btoa(`${call.device.id}:${call.device.credential}`)}` }),
    };
  }
}

function isSent(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function bodyOf(call: Call): Pick<RequestInit, 'body'> {
  if (call.file) return { body: call.file.data };
  return call.body === undefined ? {} : { body: JSON.stringify(call.body) };
}
