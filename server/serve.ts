import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Access, Body, Endpoint, EndpointTable, Params, Query, Reply } from './contract/endpoint.ts';
import { Refused } from './contract/words.ts';
import { Refusal } from './refusal.ts';

/** Somebody of the staff, as their session says. */
export type StaffActor = {
  kind: 'staff';
  id: string;
  organizationId: string;
  role: 'owner' | 'manager' | 'host';
};
/** Who makes a request; null is anybody. */
export type Actor = StaffActor | { kind: 'bot' } | null;

declare module 'fastify' {
  interface FastifyInstance {
    /** Tells who makes a request; null for anybody. Set once, by the app. */
    identify(request: FastifyRequest): Promise<Actor>;
    /** A fresh unit of work. */
    em(): EntityManager;
    /** Paths that pages of any origin may call. */
    openPaths: RegExp[];
  }
  interface FastifyRequest {
    who: Actor;
  }
}

type Who<A extends Access> = A extends 'host' | 'manager' | 'owner' ? StaffActor : Actor;

/** What a handler is given: the validated parts of the request, and who makes it. */
export type Asked<E extends Endpoint> = {
  params: Params<E>;
  query: Query<E>;
  body: Body<E>;
  who: Who<E['access']>;
  em: EntityManager;
  /** The Idempotency-Key, when the client sent one. */
  key: string | undefined;
  request: FastifyRequest;
  reply: FastifyReply;
};

const rank = { host: 1, manager: 2, owner: 3 } as const;

/**
 * Binds an endpoint of a contract to its handler. Validation, status, who may call, rate limit, body limit and
 * the OpenAPI entry all come from the contract, so none of them can be forgotten here.
 * A handler answers the reply's value; it refuses by throwing a Refusal.
 */
export function serve<T extends EndpointTable, K extends keyof T & string>(
  app: FastifyInstance,
  table: T,
  key: K,
  handler: (asked: Asked<T[K]>) => Promise<Reply<T[K]>> | Reply<T[K]>,
): void {
  const endpoint: Endpoint = table[key]!;
  const [method, path] = key.split(' ') as ['GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', string];
  const open = endpoint.access === 'public' || endpoint.access === 'link';
  if (open && !endpoint.sameOrigin) {
    app.openPaths.push(new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`));
  }
  const status = endpoint.status ?? 200;
  const options: RouteShorthandOptions = {
    bodyLimit: endpoint.bodyLimit ?? 16_384,
    config: { rateLimit: open ? { max: endpoint.perMinute ?? 120, timeWindow: 60_000 } : false },
    schema: {
      summary: endpoint.summary,
      tags: [path.split('/')[2]!],
      'x-access': endpoint.access,
      ...(open ? {} : { security: [{ [endpoint.access === 'bot' ? 'bot' : 'session']: [] }] }),
      ...(endpoint.params && { params: endpoint.params }),
      ...(endpoint.query && { querystring: endpoint.query }),
      ...(endpoint.body && { body: endpoint.body }),
      ...(endpoint.idempotent && {
        headers: {
          type: 'object',
          properties: { 'idempotency-key': { type: 'string', minLength: 8, maxLength: 200 } },
        },
      }),
      response: {
        ...(endpoint.reply ? { [status]: endpoint.reply } : {}),
        ...(status === 204 ? { 204: { type: 'null', description: 'Done' } } : {}),
        '4xx': Refused,
      },
    } as RouteShorthandOptions['schema'],
    onRequest: async (request) => {
      request.who = await mayCall(app, endpoint.access, request);
    },
  };
  app.route({
    ...options,
    method,
    url: path,
    handler: async (request, reply) => {
      reply.status(status);
      const answer = await handler({
        params: request.params,
        query: request.query,
        body: request.body,
        who: request.who,
        em: app.em(),
        key: request.headers['idempotency-key'] as string | undefined,
        request,
        reply,
      } as Asked<T[K]>);
      return reply.sent ? reply : answer;
    },
  });
}

async function mayCall(app: FastifyInstance, access: Access, request: FastifyRequest): Promise<Actor> {
  const who = await app.identify(request);
  if (access === 'public' || access === 'link') return who;
  if (!who) throw new Refusal('not_signed_in', 401, 'Sign in first.');
  if (access === 'bot') {
    if (who.kind !== 'bot') throw new Refusal('not_allowed', 403, 'Only the bot may do this.');
    return who;
  }
  if (who.kind !== 'staff' || rank[who.role] < rank[access]) {
    throw new Refusal('not_allowed', 403, `Only staff with the role ${access} or above may do this.`);
  }
  // The cookie is SameSite; this also stops a page on a sibling domain from acting in somebody's name.
  const origin = request.headers.origin;
  if (request.method !== 'GET' && origin && URL.parse(origin)?.host !== request.host) {
    throw new Refusal('not_allowed', 403, 'This may only be called from our own pages.');
  }
  return who;
}
