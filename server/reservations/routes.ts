import type { FastifyInstance } from 'fastify';
import { availabilityOf, calendarOf, minuteOf, nearestTo } from '../availability/offer.ts';
import { cleanText } from '../guests/contacts.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, serve } from '../serve.ts';
import { book } from './book.ts';
import { bookingByToken, type Links } from './booking.ts';
import { bookByHand } from './byHand.ts';
import { calendarFile } from './calendarFile.ts';
import { changeByGuest } from './change.ts';
import { changeByStaff } from './changeByStaff.ts';
import { confirmComing } from './coming.ts';
import { reservationEndpoints, type Status } from './contract.ts';
import { dayBook, reservationsOfGuest } from './day.ts';
import { historyOf } from './history.ts';
import { setPinned } from './pin.ts';
import { answerRequest, cancelByGuest, setStatus, undoChange } from './status.ts';
import { staffAvailability } from './whyNot.ts';
import { declineWish, withdrawWish } from './wished.ts';

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
  serve(app, reservationEndpoints, 'POST /api/bookings/:token/cancel', async ({ em, params, body, who }) => {
    const booking = await bookingByToken(em, links, params.token, clock());
    const message = body.message?.trim() || undefined;
    await cancelByGuest(em, { ...booking, message, through: channelOf(who) }, clock());
    return bookingByToken(em, links, params.token, clock());
  });
  serve(app, reservationEndpoints, 'PATCH /api/bookings/:token', async ({ em, params, body, who }) => {
    const { id, organizationId } = await bookingByToken(em, links, params.token, clock());
    await changeByGuest(em, { id, organizationId, request: body, through: channelOf(who) }, clock());
    return bookingByToken(em, links, params.token, clock());
  });
  serve(app, reservationEndpoints, 'POST /api/bookings/:token/withdraw-wish', async ({ em, params, who }) => {
    const { id, organizationId } = await bookingByToken(em, links, params.token, clock());
    await withdrawWish(em, { id, organizationId, through: channelOf(who) });
    return bookingByToken(em, links, params.token, clock());
  });
  serve(
    app,
    reservationEndpoints,
    'POST /api/bookings/:token/confirm-coming',
    async ({ em, params, who }) => {
      const booking = await bookingByToken(em, links, params.token, clock());
      await confirmComing(em, { ...booking, through: channelOf(who) }, clock());
      return bookingByToken(em, links, params.token, clock());
    },
  );
  serve(app, reservationEndpoints, 'GET /api/bookings/:token/availability', async ({ em, params, query }) => {
    const { id, restaurant } = await bookingByToken(em, links, params.token, clock());
    return availabilityOf(em, restaurant.slug, query.day, query.party, clock(), id);
  });
  serve(app, reservationEndpoints, 'GET /api/bookings/:token/nearest', async ({ em, params, query }) => {
    const { id, restaurant } = await bookingByToken(em, links, params.token, clock());
    const { day, time, party } = query;
    const wish = { day, minute: minuteOf(time), party };
    return { alternatives: await nearestTo(em, restaurant.slug, wish, clock(), id) };
  });
  serve(app, reservationEndpoints, 'GET /api/bookings/:token/calendar', async ({ em, params, query }) => {
    const { id, restaurant } = await bookingByToken(em, links, params.token, clock());
    return calendarOf(em, restaurant.slug, query.month, query.party, clock(), id);
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
  serve(app, reservationEndpoints, 'POST /api/reservations', ({ em, who, body, key }) =>
    bookByHand(em, { who, request: body, key }, clock()),
  );
  serve(app, reservationEndpoints, 'GET /api/reservations/availability', ({ em, who, query }) =>
    staffAvailability(em, who.organizationId, query, clock()),
  );
  serve(app, reservationEndpoints, 'PATCH /api/reservations/:id', ({ em, who, params, body }) =>
    changeByStaff(em, { id: params.id, who, request: body }, clock()),
  );
  serve(app, reservationEndpoints, 'GET /api/reservations/:id/history', async ({ em, who, params }) => ({
    history: await historyOf(em, who.organizationId, params.id),
  }));
  serve(app, reservationEndpoints, 'POST /api/reservations/:id/status', ({ em, who, params, body }) =>
    setStatus(
      em,
      {
        id: params.id,
        organizationId: who.organizationId,
        staffId: who.id,
        status: body.status as Status,
        notify: body.notify,
        message: cleanText(body.message ?? '') || undefined,
      },
      clock(),
    ),
  );
  serve(app, reservationEndpoints, 'POST /api/reservations/:id/pin', ({ em, who, params, body }) =>
    setPinned(em, {
      id: params.id,
      organizationId: who.organizationId,
      staffId: who.id,
      pinned: body.pinned,
    }),
  );
  serve(app, reservationEndpoints, 'POST /api/reservations/:id/accept', ({ em, who, params, body }) =>
    answerRequest(
      em,
      {
        ...params,
        organizationId: who.organizationId,
        staffId: who.id,
        answer: 'confirmed',
        notify: body.notify,
      },
      clock(),
    ),
  );
  serve(app, reservationEndpoints, 'POST /api/reservations/:id/decline', ({ em, who, params, body }) => {
    const message = cleanText(body.reason ?? '') || undefined;
    const asked = {
      ...params,
      organizationId: who.organizationId,
      staffId: who.id,
      message,
      notify: body.notify,
    };
    return answerRequest(em, { ...asked, answer: 'declined' }, clock());
  });
  serve(
    app,
    reservationEndpoints,
    'POST /api/reservations/:id/wished/accept',
    ({ em, who, params, body: { wished, ...request } }) =>
      changeByStaff(em, { id: params.id, who, request, wished }, clock()),
  );
  serve(
    app,
    reservationEndpoints,
    'POST /api/reservations/:id/wished/decline',
    ({ em, who, params, body: { wished, notify, reason } }) => {
      const message = cleanText(reason ?? '') || undefined;
      return declineWish(em, { id: params.id, who, wished, message, notify });
    },
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

/** Through which channel a guest acts on their own reservation. */
function channelOf(who: Actor): 'page' | 'chat' {
  return who?.kind === 'bot' ? 'chat' : 'page';
}
