import type { FastifyInstance } from 'fastify';
import { serve } from '../serve.ts';
import { messagingEndpoints as endpoints } from './contract.ts';
import { messagesOf, messagesTo } from './list.ts';

/** What went out to guests, as the staff may read it. */
export function messagingRoutes(app: FastifyInstance): void {
  serve(app, endpoints, 'GET /api/messages', ({ em, who, query }) =>
    messagesOf(em, who.organizationId, query.restaurant, query.cursor),
  );
  serve(app, endpoints, 'GET /api/guests/:id/messages', async ({ em, who, params }) => ({
    messages: await messagesTo(em, who.organizationId, params.id),
  }));
}
