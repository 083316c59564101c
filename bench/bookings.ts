import { randomUUID } from 'node:crypto';
import type { Request } from './load.ts';

/** The room that is booked: large enough that nobody is refused before the last request. */
export const room = { slug: 'bench', tables: 60, firstMinute: 660, turn: 90, sittings: 7 };

/** How bookings lie on the calendar: the first days are for those that are spread, the others for one after the other. */
export type Spread = 'spread' | 'one evening';
const days = { spread: { first: 1, count: 50 }, 'one evening': { first: 51, count: 50 } };
/** How far ahead the room can be booked. */
export const horizon = 100;

/** How many bookings the room holds, of each kind. */
export const capacity = {
  spread: room.tables * room.sittings * days.spread.count,
  'one evening': room.tables * room.sittings * days['one evening'].count,
};

/**
 * Bookings by guests who never came before, each with a key of its own: spread over days and hours, or all for one
 * evening until it is full, and then for the next. `today` is the restaurant's.
 */
export function bookings(today: string, spread: Spread) {
  const { first, count: dayCount } = days[spread];
  let count = 0;
  const wish = () => {
    const n = count++;
    const ahead = spread === 'spread' ? n % dayCount : Math.floor(n / (room.tables * room.sittings));
    const day = new Date(Date.parse(today) + (first + ahead) * 86_400_000).toISOString().slice(0, 10);
    const sitting = (spread === 'spread' ? Math.floor(n / dayCount) : n) % room.sittings;
    const minute = room.firstMinute + sitting * room.turn;
    const time = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
    return {
      n,
      body: {
        day,
        time,
        party: 2,
        guest: {
          firstName: 'Zoé',
          lastName: `Martin ${n}`,
          phone: `+336${spread === 'spread' ? 1 : 2}${String(n).padStart(7, '0')}`,
          email: `zoe.martin.${n}@${spread === 'spread' ? 'days' : 'evening'}.example`,
        },
        remark: 'Une table au calme, si possible.',
        consents: { email: true, sms: n % 2 === 0 },
        locale: 'fr',
      },
    };
  };
  const headers = () => ({ 'idempotency-key': randomUUID() });
  return {
    couvert(): Request {
      return { path: `/api/restaurants/${room.slug}/reservations`, headers: headers(), body: wish().body };
    },
    /** The same, and the table as well: the floor looks for none. */
    floor(): Request {
      const { n, body } = wish();
      const full = spread === 'spread' ? dayCount * room.sittings : room.sittings;
      const table = Math.floor(n / full) % room.tables;
      return { path: '/book', headers: headers(), body: { ...body, table } };
    },
  };
}
