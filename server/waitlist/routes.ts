import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance } from 'fastify';
import { row, rows, sql } from '../db/sql.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Links } from '../reservations/booking.ts';
import { type Actor, serve } from '../serve.ts';
import { acceptOffer, declineOffer, end, leave, withdraw } from './answer.ts';
import { waitlistEndpoints } from './contract.ts';
import { historyOfWait, waitsOfDay } from './day.ts';
import { joinByStaff, joinList } from './join.ts';
import { offerByHand } from './offer.ts';
import { joinQueue, notifyParty, quoteFor, quotesOf, seatParty } from './queue.ts';
import { undoWait } from './undo.ts';
import { guestWait, readWait, type Wait, waitByToken, waitRow, waitToken } from './wait.ts';

export function waitlistRoutes(app: FastifyInstance, deps: { clock: () => Date; config: Links }): void {
  const { clock, config: links } = deps;

  /** As its guest sees it now, with their place if they stand at the door. */
  async function shown(em: EntityManager, wait: Wait) {
    const atTheDoor = wait.kind === 'queue' && (wait.status === 'waiting' || wait.status === 'notified');
    const quotes = atTheDoor ? await quotesOf(em, wait, clock()) : [];
    return guestWait(wait, links, quotes.find(({ id }) => id === wait.id) ?? null);
  }
  const again = async (em: EntityManager, wait: Wait) => shown(em, (await readWait(em, wait.id))!);

  serve(
    app,
    waitlistEndpoints,
    'POST /api/restaurants/:restaurant/waitlist',
    async ({ em, params, body, key, who }) => {
      const source = body.source ?? 'widget';
      mayChat(source, who);
      return shown(em, await joinList(em, { slug: params.restaurant, request: body, source, key }, clock()));
    },
  );
  serve(app, waitlistEndpoints, 'GET /api/waits/:token', async ({ em, params }) =>
    shown(em, await waitByToken(em, links, params.token, clock())),
  );
  serve(app, waitlistEndpoints, 'POST /api/waits/:token/accept', async ({ em, params, who }) => {
    const wait = await waitByToken(em, links, params.token, clock());
    await acceptOffer(em, wait.id, who?.kind === 'bot' ? 'chat' : 'page', clock());
    return again(em, wait);
  });
  serve(app, waitlistEndpoints, 'POST /api/waits/:token/decline', async ({ em, params }) => {
    const wait = await waitByToken(em, links, params.token, clock());
    await declineOffer(em, wait, clock());
    return again(em, wait);
  });
  serve(app, waitlistEndpoints, 'POST /api/waits/:token/leave', async ({ em, params }) => {
    const wait = await waitByToken(em, links, params.token, clock());
    await leave(em, wait, clock());
    return again(em, wait);
  });

  serve(app, waitlistEndpoints, 'GET /api/bot/conversations/:id/waits', async ({ em, params }) => {
    const chat = await row(em, sql`SELECT 1 FROM conversations WHERE id = ${params.id}`);
    if (!chat) throw notFound('conversation');
    const open = await rows<{ id: string }>(
      em,
      sql`SELECT w.id FROM conversations c
            JOIN waits w ON w.organization_id = c.organization_id AND w.restaurant_id = c.restaurant_id
             AND (w.conversation_id = c.id OR w.phone = c.verified_phone)
           WHERE c.id = ${params.id} AND w.status IN ('waiting', 'offered', 'notified')
           ORDER BY w.service_date, w.joined_at LIMIT 10`,
    );
    return { waits: open.map(({ id }) => ({ token: waitToken(links, id) })) };
  });

  serve(app, waitlistEndpoints, 'GET /api/waitlist', ({ em, who, query }) =>
    waitsOfDay(em, who.organizationId, query, clock()),
  );
  serve(app, waitlistEndpoints, 'GET /api/waitlist/quote', async ({ em, who, query }) => {
    const { organizationId } = who;
    const asked = {
      slug: query.restaurant,
      organizationId,
      party: query.party,
      area: query.area?.trim() || null,
    };
    const { position, minutes, tables } = await quoteFor(em, asked, clock());
    return { position, minutes, tables };
  });
  serve(app, waitlistEndpoints, 'POST /api/waitlist', ({ em, who, body, key }) =>
    joinByStaff(em, { who, request: body, key }),
  );
  serve(app, waitlistEndpoints, 'POST /api/waitlist/queue', ({ em, who, body, key }) =>
    joinQueue(em, { who, request: body, key }, clock()),
  );
  serve(app, waitlistEndpoints, 'GET /api/waitlist/:id/history', async ({ em, who, params }) => ({
    history: await historyOfWait(em, who.organizationId, params.id),
  }));
  serve(app, waitlistEndpoints, 'POST /api/waitlist/:id/offer', ({ em, who, params, body }) => {
    const asked = { ...params, organizationId: who.organizationId, staffId: who.id };
    return offerByHand(em, { ...asked, time: body.time, notify: body.notify }, clock());
  });
  serve(app, waitlistEndpoints, 'POST /api/waitlist/:id/withdraw', ({ em, who, params }) =>
    withdraw(em, { ...params, organizationId: who.organizationId, staffId: who.id }, clock()),
  );
  serve(app, waitlistEndpoints, 'POST /api/waitlist/:id/notify', ({ em, who, params, body }) => {
    const asked = { ...params, organizationId: who.organizationId, staffId: who.id };
    return notifyParty(em, { ...asked, notify: body.notify }, clock());
  });
  serve(app, waitlistEndpoints, 'POST /api/waitlist/:id/seat', ({ em, who, params, body }) =>
    seatParty(em, { ...params, who, tables: body.tables }, clock()),
  );
  serve(app, waitlistEndpoints, 'POST /api/waitlist/:id/gave-up', async ({ em, who, params }) => {
    const { organizationId } = who;
    const wait = await waitRow(em, organizationId, params.id);
    if (wait.kind !== 'queue') {
      throw new Refusal('cannot_change', 409, 'Only a party at the door gives up.', { status: wait.status });
    }
    const by = { by: 'staff', staffId: who.id } as const;
    return end(em, { id: params.id, organizationId }, 'gave_up', by, clock());
  });
  serve(app, waitlistEndpoints, 'POST /api/waitlist/:id/undo', ({ em, who, params, body }) =>
    undoWait(
      em,
      { ...params, organizationId: who.organizationId, staffId: who.id, change: body.change },
      clock(),
    ),
  );
}

/** Only the bot speaks for a chat. */
function mayChat(source: string, who: Actor): void {
  if ((source === 'chat' || source === 'whatsapp') && who?.kind !== 'bot') {
    throw new Refusal('not_allowed', 403, 'Only the bot joins for a chat.');
  }
}
