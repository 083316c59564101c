import { randomUUID } from 'node:crypto';
import type { Request } from './load.ts';

/** The room that is booked: large enough that nobody is refused before the last request. */
export const room = { slug: 'bench', tables: 60, days: 50, firstMinute: 660, turn: 90, sittings: 7 };

/** How many bookings the room holds. */
export const capacity = room.tables * room.days * room.sittings;

/**
 * Bookings by guests who never came before, each with a key of its own, spread over days and hours: the first 50
 * go to 50 different days. `today` is the restaurant's.
 */
export function bookings(today: string) {
  let count = 0;
  const wish = () => {
    const n = count++;
    const day = new Date(Date.parse(today) + (1 + (n % room.days)) * 86_400_000).toISOString().slice(0, 10);
    const minute = room.firstMinute + (Math.floor(n / room.days) % room.sittings) * room.turn;
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
          phone: `+3361${String(n).padStart(7, '0')}`,
          email: `zoe.martin.${n}@bench.example`,
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
      const table = Math.floor(n / (room.days * room.sittings)) % room.tables;
      return { path: '/book', headers: headers(), body: { ...body, table } };
    },
  };
}
