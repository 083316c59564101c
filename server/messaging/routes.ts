import type { FastifyInstance } from 'fastify';
import { notFound, Refusal } from '../refusal.ts';
import { serve } from '../serve.ts';
import { note, readResend } from './cameOfIt.ts';
import { messagingEndpoints as endpoints } from './contract.ts';
import { messagesOf, messagesTo } from './list.ts';
import { isSigned } from './signature.ts';

export type MessagingRoutesDeps = {
  /** Undefined: nothing is heard from Resend. */
  config: { resendWebhookSecret?: string | undefined };
  clock: () => Date;
};

/** What went out to guests, as the staff may read it; and what providers tell of it. */
export function messagingRoutes(app: FastifyInstance, { config, clock }: MessagingRoutesDeps): void {
  serve(app, endpoints, 'GET /api/messages', ({ em, who, query }) =>
    messagesOf(em, who.organizationId, query.restaurant, query.cursor),
  );
  serve(app, endpoints, 'GET /api/guests/:id/messages', async ({ em, who, params }) => ({
    messages: await messagesTo(em, who.organizationId, params.id),
  }));
  app.register(async (scope) => {
    // What is signed is the body to the byte, so here it stays as it came.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    serve(scope, endpoints, 'POST /api/webhooks/resend', async ({ em, request }) => {
      const secret = config.resendWebhookSecret;
      if (!secret) throw notFound('webhook');
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const header = (name: string) => request.headers[name]?.toString();
      const id = header('svix-id');
      const [timestamp, signatures] = [header('svix-timestamp'), header('svix-signature')];
      if (!id || !isSigned({ id, timestamp, signatures, body }, secret, clock())) {
        throw new Refusal('bad_signature', 401, 'This was not signed with the secret of this webhook.');
      }
      const told = readResend(body);
      if (told) await note(em, id, told);
      return { heard: told !== null };
    });
  });
}
