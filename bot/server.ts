import { setTimeout as pause } from 'node:timers/promises';
import { CallFailed, caller } from '../server/contract/call.ts';
import type { RestaurantCard } from '../server/restaurants/contract.ts';
import type { Answer, Ask, Booked, Facts, Waiting } from './dialogue/exchange.ts';

export type Call = ReturnType<typeof caller>;

/** The API as the bot calls it. Waiting for messages takes up to 25 s: the limit lies beyond. */
export function connect(url: string, token: string): Call {
  return caller(url, { authorization: `Bearer ${token}` }, 40_000);
}

/**
 * The same calls, tried up to three times when the network or the server fails on the way, with ever longer waits
 * from `patience` milliseconds. Every call of the bot may be repeated: a booking by its key, a turn by its version.
 */
export function persistent(call: Call, patience: number): Call {
  const each = call as (endpoint: string, input?: { signal?: AbortSignal }) => Promise<unknown>;
  return (async (endpoint: string, input?: { signal?: AbortSignal }) => {
    for (let tries = 1; ; tries++) {
      try {
        return await each(endpoint, input);
      } catch (fault) {
        if (tries === 3 || !mayWorkLater(fault) || input?.signal?.aborted) throw fault;
        const asked = fault instanceof CallFailed ? Number(fault.detail.retryAfter ?? 0) * 1000 : 0;
        await pause(Math.min(asked || patience * 2 ** tries, 10_000));
      }
    }
  }) as Call;
}

/** Whether the same call may work later: the network, a server that is away, or one that is too busy. */
export const mayWorkLater = (fault: unknown): boolean =>
  fault instanceof CallFailed && (fault.kind !== 'refused' || fault.status === 429 || fault.status >= 502);

const bookedOf = (booking: Booked): Booked => ({
  token: booking.token,
  reference: booking.reference,
  status: booking.status,
  day: booking.day,
  time: booking.time,
  party: booking.party,
  firstName: booking.firstName,
  lastName: booking.lastName,
  manageUrl: booking.manageUrl,
  cancellable: booking.cancellable,
  area: booking.area,
  remark: booking.remark,
  coming: booking.coming,
  confirmable: booking.confirmable,
});

const waitingOf = ({ token, day, party, waitUrl, offer, booking }: Waiting): Waiting => ({
  token,
  day,
  party,
  waitUrl,
  offer: offer && { day: offer.day, time: offer.time },
  booking: booking && {
    token: booking.token,
    reference: booking.reference,
    manageUrl: booking.manageUrl,
    status: booking.status,
  },
});

/**
 * Carries out what the dialogue asks of the server. `key` makes a booking the same booking when it is asked again
 * after a crash. A refusal is an answer; throws CallFailed only for what may work later and for what is broken.
 */
export async function perform(
  call: Call,
  ask: Ask,
  where: { restaurant: string; conversation: string; source: 'chat' | 'whatsapp'; key: string },
): Promise<Answer> {
  const params = { restaurant: where.restaurant };
  try {
    switch (ask.kind) {
      case 'availability': {
        const { day, party, token } = ask;
        const query = { day, party };
        const { reason, message, slots } = token
          ? await call('GET /api/bookings/:token/availability', { params: { token }, query })
          : await call('GET /api/restaurants/:restaurant/availability', { params, query });
        // A request is offered like a table; what becomes of it stands in the booking's own status.
        const offered = slots.map(
          (slot) => ({ ...slot, status: slot.status === 'request' ? 'open' : slot.status }) as const,
        );
        return {
          kind: 'availability',
          ...(reason && { reason }),
          ...(message && { message }),
          slots: offered,
        };
      }
      case 'nearest': {
        const { day, time, party, token } = ask;
        const query = { day, time, party };
        if (token) {
          const near = await call('GET /api/bookings/:token/nearest', { params: { token }, query });
          return { kind: 'nearest', alternatives: near.alternatives };
        }
        const near = await call('GET /api/restaurants/:restaurant/nearest', { params, query });
        return { kind: 'nearest', ...near };
      }
      case 'service': {
        const { day, party } = ask;
        const query = { day, party };
        const { reason, message, slots } = await call('GET /api/restaurants/:restaurant/availability', {
          params,
          query,
        });
        return { kind: 'service', ...(reason && { reason }), ...(message && { message }), slots };
      }
      case 'book': {
        const { kind: _, ...request } = ask;
        const booking = await call('POST /api/restaurants/:restaurant/reservations', {
          params,
          body: { ...request, source: where.source },
          key: where.key,
        });
        return { kind: 'booked', booking: bookedOf(booking) };
      }
      case 'bookings': {
        const { bookings } = await call('GET /api/bot/conversations/:id/bookings', {
          params: { id: where.conversation },
        });
        const tokens = new Set([...ask.tokens, ...bookings.map(({ token }) => token)]);
        const read = await Promise.all(
          [...tokens].map((token) => bookingBehind(call, token, where.restaurant)),
        );
        // The line's number and this chat may lead to one reservation under two links.
        const found = new Map(read.flatMap((booking) => (booking ? [[booking.reference, booking]] : [])));
        return { kind: 'bookings', bookings: [...found.values()] };
      }
      case 'move': {
        const { kind: _, token, ...body } = ask;
        const booking = await call('PATCH /api/bookings/:token', { params: { token }, body });
        const wished = ask.ask === true && booking.wished && !booking.wished.declined;
        return { kind: wished ? 'wished' : 'moved', booking: bookedOf(booking) };
      }
      case 'late':
      case 'note': {
        const { token, remark } = ask;
        const booking = await call('PATCH /api/bookings/:token', { params: { token }, body: { remark } });
        return { kind: 'moved', booking: bookedOf(booking) };
      }
      case 'come': {
        const { token } = ask;
        const booking = await call('POST /api/bookings/:token/confirm-coming', { params: { token } });
        return { kind: 'comes', booking: bookedOf(booking) };
      }
      case 'wait': {
        const { kind: _, time: __, ...request } = ask;
        const wait = await call('POST /api/restaurants/:restaurant/waitlist', {
          params,
          body: { ...request, source: where.source, conversation: where.conversation },
          key: `${where.key}-${ask.from}-${ask.to}`,
        });
        return { kind: 'waiting', wait: waitingOf(wait) };
      }
      case 'waits': {
        const { waits } = await call('GET /api/bot/conversations/:id/waits', {
          params: { id: where.conversation },
        });
        const read = await Promise.all(
          waits.map(({ token }) => call('GET /api/waits/:token', { params: { token } })),
        );
        return { kind: 'waits', waits: read.map(waitingOf) };
      }
      case 'answer_offer': {
        const params = { token: ask.token };
        const wait = ask.take
          ? await call('POST /api/waits/:token/accept', { params, body: {} })
          : await call('POST /api/waits/:token/decline', { params, body: {} });
        return { kind: 'waiting', wait: waitingOf(wait) };
      }
      case 'leave_wait':
        await call('POST /api/waits/:token/leave', { params: { token: ask.token }, body: {} });
        return { kind: 'left' };
      case 'unsubscribe': {
        const { words, locale } = ask;
        const params = { id: where.conversation };
        await call('POST /api/bot/conversations/:id/unsubscribe', { params, body: { words, locale } });
        return { kind: 'unsubscribed' };
      }
      case 'cancel':
        return {
          kind: 'cancelled',
          booking: bookedOf(
            await call('POST /api/bookings/:token/cancel', { params: { token: ask.token }, body: {} }),
          ),
        };
    }
  } catch (fault) {
    if (!(fault instanceof CallFailed) || fault.kind !== 'refused' || mayWorkLater(fault)) throw fault;
    const { field, problem, reason, alternatives } = fault.detail as {
      [K in 'field' | 'problem' | 'reason']?: string;
    } & { alternatives?: { day: string; time: string }[] };
    return {
      kind: 'refused',
      code: fault.code,
      ...(field && { field }),
      ...(problem && { problem }),
      ...(reason && { reason }),
      ...(alternatives && { alternatives }),
    };
  }
}

/** A reservation behind a link; null when the link opens nothing any more, or another restaurant's. */
async function bookingBehind(call: Call, token: string, restaurant: string): Promise<Booked | null> {
  try {
    const booking = await call('GET /api/bookings/:token', { params: { token } });
    return booking.restaurant.slug === restaurant ? bookedOf(booking) : null;
  } catch (fault) {
    if (mayWorkLater(fault)) throw fault;
    return null;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The day and time that an instant is on the clock of a zone. */
export function clockIn(timeZone: string, at: Date): { day: string; time: string } {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    clocks.set(timeZone, clock);
  }
  const [day, time] = clock.format(at).split(' ') as [string, string];
  return { day, time };
}

/** What the dialogue is told: the place, and the moment at which the guest wrote. */
export function factsOf(
  card: RestaurantCard,
  at: Date,
  verifiedPhone: string | null,
  mayRemind: Facts['mayRemind'] = null,
): Facts {
  const { day, time } = clockIn(card.timeZone, at);
  const { name, country, locale, formOfAddress, phone, email, address, areas, shifts } = card;
  const { minParty, maxParty, requestFrom, lastDay, waitlist, house = {} } = card;
  return {
    restaurant: {
      name,
      country,
      locale,
      formOfAddress,
      phone,
      email,
      address,
      minParty,
      maxParty,
      lastDay,
      areas,
      requestFrom,
      waitlist,
      house,
      shifts,
    },
    today: day,
    now: time,
    verifiedPhone,
    mayRemind,
  };
}
