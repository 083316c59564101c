import type { Static, TSchema } from 'typebox';

/**
 * Who may call an endpoint.
 * - `public`: anybody, from any origin; rate-limited.
 * - `link`: whoever holds the secret link or chat token in the path; rate-limited.
 * - `bot`: the bot, with the installation's bot token.
 * - `host`, `manager`, `owner`: staff of the organisation, with at least that role.
 */
export type Access = 'public' | 'link' | 'bot' | 'host' | 'manager' | 'owner';

/**
 * One endpoint as everybody sees it: the schemas are at once the validation, the TypeScript types of server
 * and clients, and the OpenAPI document. The key of the table is "METHOD /path/:param".
 */
export type Endpoint = {
  access: Access;
  summary: string;
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  /** Absent: the reply has no body (204) or is not JSON. */
  reply?: TSchema;
  /** The status of success; 200 unless said. */
  status?: 200 | 201 | 204;
  /** The endpoint honours an `Idempotency-Key` header. */
  idempotent?: true;
  /** Called from our own pages only: no cross-origin answer. Implied for staff and bot. */
  sameOrigin?: true;
  /** Calls a minute from one address; 120 unless said. For `public` and `link` only. */
  perMinute?: number;
  /** Bytes the body may have; 16 KiB unless said. */
  bodyLimit?: number;
};

export type EndpointTable = Record<string, Endpoint>;

type Part<E, K extends string> = K extends keyof E ? (E[K] extends TSchema ? Static<E[K]> : never) : never;
export type Params<E> = Part<E, 'params'>;
export type Query<E> = Part<E, 'query'>;
export type Body<E> = Part<E, 'body'>;
export type Reply<E> = [Part<E, 'reply'>] extends [never] ? undefined : Part<E, 'reply'>;
