import type { FastifyInstance } from 'fastify';
import { waiting } from '../conversations/waiting.ts';
import type { Listener } from '../db/listen.ts';
import { serve } from '../serve.ts';
import { ORDER_CHANNEL } from './channels.ts';
import { lineEndpoints as endpoints } from './contract.ts';
import { readLine } from './line.ts';
import { connect, disconnect, lineOrders, sendTest } from './order.ts';
import { noteFault, noteState } from './told.ts';

/** WhatsApp lines: what the staff see and order, and what the bot is told and tells. */
export function lineRoutes(app: FastifyInstance, { listener }: { listener: Listener }): void {
  const wait = waiting(app, listener);
  const at = (query: { restaurant: string }, who: { organizationId: string }) => ({
    slug: query.restaurant,
    organizationId: who.organizationId,
  });

  serve(app, endpoints, 'GET /api/line', ({ em, who, query }) => readLine(em, at(query, who)));
  serve(app, endpoints, 'POST /api/line/connect', ({ em, who, query, body }) =>
    connect(em, at(query, who), body.phone),
  );
  serve(app, endpoints, 'POST /api/line/disconnect', ({ em, who, query }) => disconnect(em, at(query, who)));
  serve(app, endpoints, 'POST /api/line/test', ({ em, who, query, body }) =>
    sendTest(em, at(query, who), body.locale),
  );

  serve(app, endpoints, 'GET /api/bot/lines', async ({ em, query, reply }) => {
    const on = { channel: ORDER_CHANNEL, payload: '', seconds: query.wait ?? 0 };
    const changed = await wait(reply, on, async () => {
      const orders = await lineOrders(em);
      return orders.mark === query.known ? null : orders;
    });
    return changed ?? lineOrders(em);
  });
  serve(app, endpoints, 'POST /api/bot/lines/:restaurant/state', async ({ em, params, body }) => {
    await noteState(em, params.restaurant, body);
    return undefined;
  });
  serve(app, endpoints, 'POST /api/bot/lines/:restaurant/fault', async ({ em, params, body }) => {
    await noteFault(em, params.restaurant, body.what);
    return undefined;
  });
}
