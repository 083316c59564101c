import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, serve } from '../serve.ts';
import { staffEndpoints } from './contract.ts';
import { StaffMember } from './member.ts';
import {
  endSession,
  openSession,
  SESSION_COOKIE,
  SESSION_DAYS,
  sessionActor,
  sessionOf,
} from './sessions.ts';
import { signIn } from './signIn.ts';

type Deps = { clock: () => Date; config: { baseUrl: string; botToken: string } };

/** Tells who makes a request: the bot by its token, staff by their session's cookie, else nobody. */
export function identifyBy(app: FastifyInstance, deps: Deps): (request: FastifyRequest) => Promise<Actor> {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const botToken = digest(deps.config.botToken);
  return async (request) => {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return timingSafeEqual(digest(bearer), botToken) ? { kind: 'bot' } : null;
    const secret = request.cookies[SESSION_COOKIE];
    return secret ? sessionActor(app.em(), secret, deps.clock()) : null;
  };
}

export function staffRoutes(app: FastifyInstance, deps: Deps): void {
  const cookie = {
    httpOnly: true,
    sameSite: 'strict',
    secure: deps.config.baseUrl.startsWith('https:'),
    path: '/',
  } as const;

  serve(app, staffEndpoints, 'POST /api/session', async ({ em, body, request, reply }) => {
    const member = await signIn(em, { ...body, from: request.ip }, deps.clock());
    // A browser that signs in again leaves no forgotten session behind.
    const before = request.cookies[SESSION_COOKIE];
    if (before) await endSession(em, before);
    const secret = await openSession(em, member, deps.clock());
    reply.setCookie(SESSION_COOKIE, secret, { ...cookie, maxAge: SESSION_DAYS * 86_400 });
    return sessionOf(em, member);
  });
  serve(app, staffEndpoints, 'GET /api/session', ({ em, who }) => sessionOf(em, who));
  serve(app, staffEndpoints, 'DELETE /api/session', async ({ em, request, reply }) => {
    const secret = request.cookies[SESSION_COOKIE];
    if (secret) await endSession(em, secret);
    reply.clearCookie(SESSION_COOKIE, cookie);
    return undefined;
  });
  serve(app, staffEndpoints, 'GET /api/staff', async ({ em, who }) => {
    const staff = await em.find(
      StaffMember,
      { organizationId: who.organizationId },
      { orderBy: { name: 'asc' } },
    );
    return {
      staff: staff.map(({ id, name, email, role, locale }) => ({ id, name, email, role, locale })),
    };
  });
}
