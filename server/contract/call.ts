import type { Body, Params, Query, Reply } from './endpoint.ts';
import type { Endpoints } from './endpoints.ts';

type Field<K extends string, T> = [T] extends [never]
  ? unknown
  : Record<string, never> extends T
    ? { [P in K]?: T }
    : { [P in K]: T };

/** What a call takes, from the endpoint's own schemas. */
export type Input<E> = Field<'params', Params<E>> &
  Field<'query', Query<E>> &
  Field<'body', Body<E>> & {
    /** Sent as Idempotency-Key: a retry with the same key is the same act. */
    key?: string;
    signal?: AbortSignal;
  };

/**
 * Why a call brought no answer of the wished kind.
 * `refused`: the server said no (status, code, detail) · `offline`: nothing left this device ·
 * `slow`: no answer within the time allowed (it may have been done: retry with the same key) ·
 * `broken`: the answer was not one of ours, or the network failed on the way.
 */
export class CallFailed extends Error {
  kind: 'refused' | 'offline' | 'slow' | 'broken';
  status: number;
  code: string;
  detail: Record<string, unknown>;
  constructor(kind: CallFailed['kind'], status = 0, detail: Record<string, unknown> = {}) {
    const code = (detail.code as string) || kind;
    super(code);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** Any call's input, once its type has done its work. */
type Given = {
  params: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  key?: string;
  signal?: AbortSignal;
};

/**
 * Makes a typed `call('GET /api/…', { params, query, body })` over fetch.
 * `base` is the server's origin, '' for the page's own; `headers` go with every call; `timeout` in milliseconds.
 * Throws CallFailed, and nothing else.
 */
export function caller(base: string, headers: Record<string, string> = {}, timeout = 15_000) {
  return async <K extends keyof Endpoints & string>(
    endpoint: K,
    ...[input]: Record<string, never> extends Input<Endpoints[K]>
      ? [Input<Endpoints[K]>?]
      : [Input<Endpoints[K]>]
  ): Promise<Reply<Endpoints[K]>> => {
    const { params, query, body, key, signal } = (input || {}) as Given;
    const [method, path] = endpoint.split(' ') as [string, string];
    const search = new URLSearchParams();
    for (const name in query) if (query[name] != null) search.set(name, query[name]);
    const url = base + path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name]!));
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort('slow'), timeout);
    signal?.addEventListener('abort', () => limit.abort());
    try {
      const response = await fetch(search.size ? `${url}?${search}` : url, {
        method,
        headers: {
          ...headers,
          ...(body && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
        },
        body: body && JSON.stringify(body),
        signal: limit.signal,
      });
      const answer = response.status === 204 ? undefined : await response.json();
      if (!response.ok) throw new CallFailed('refused', response.status, answer);
      return answer;
    } catch (fault) {
      if (fault instanceof CallFailed) throw fault;
      throw new CallFailed(
        limit.signal.reason === 'slow'
          ? 'slow'
          : globalThis.navigator?.onLine === false
            ? 'offline'
            : 'broken',
      );
    } finally {
      clearTimeout(timer);
    }
  };
}
