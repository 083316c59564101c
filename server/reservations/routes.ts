import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal.ts';
import { serve } from '../serve.ts';
import { book } from './book.ts';
import { bookingByToken, type Links } from './booking.ts';
import { calendarFile } from './calendarFile.ts';
import { reservationEndpoints, type Status } from './contract.ts';
import { dayBook, reservationsOfGuest } from './day.ts';
import { cancelByGuest, setStatus, undoChange } from './status.ts';

export function reservationRoutes(app: FastifyInstance, deps: { clock: () => Date; config: Links }): void {
  const { clock, config: links } = deps;

  serve(
    app,
    reservationEndpoints,
    'POST /api/restaurants/:restaurant/reservations',
    ({ em, params, body, key, who }) => {
      const source = body.source ?? 'widget';
      if ((source === 'chat' || source === 'whatsapp') && who?.kind !== 'bot') {
        throw new Refusal('not_allowed', 403, 'Only the bot books for a chat.');
      }
      return book(em, links, { slug: params.restaurant, request: body, source, key }, clock());
    },
  );
  serve(app, reservationEndpoints, 'GET /api/bookings/:token', ({ em, params }) =>
    bookingByToken(em, links, params.token, clock()),
  );
  serve(app, reservationEndpoints, 'POST /api/bookings/:token/cancel', async ({ em, params, body }) => {
    const booking = await bookingByToken(em, links, params.token, clock());
    await cancelByGuest(em, { ...booking, message: body.message?.trim() || undefined }, clock());
    return bookingByToken(em, links, params.token, clock());
  });
  serve(app, reservationEndpoints, 'GET /api/bookings/:token/calendar.ics', async ({ em, params, reply }) => {
    const booking = await bookingByToken(em, links, params.token, clock());
    reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', `attachment; filename="${booking.reference}.ics"`)
      .send(calendarFile(booking));
    return undefined;
  });
  serve(app, reservationEndpoints, 'GET /api/reservations', ({ em, who, query }) =>
    dayBook(em, who.organizationId, query.restaurant, query.day, clock()),
  );
  serve(app, reservationEndpoints, 'POST /api/reservations/:id/status', ({ em, who, params, body }) =>
    setStatus(
      em,
      { id: params.id, organizationId: who.organizationId, staffId: who.id, status: body.status as Status },
      clock(),
    ),
  );
  serve(app, reservationEndpoints, 'POST /api/reservations/:id/undo', ({ em, who, params, body }) =>
    undoChange(
      em,
      { id: params.id, organizationId: who.organizationId, staffId: who.id, change: body.change },
      clock(),
    ),
  );
  serve(app, reservationEndpoints, 'GET /api/guests/:id/reservations', ({ em, who, params, query }) =>
    reservationsOfGuest(em, who.organizationId, params.id, query.cursor, clock()),
  );
}
