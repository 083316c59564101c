import type { EntityManager } from '@mikro-orm/postgresql';
import { rows, sql } from '../db/sql.ts';
import { addDays } from '../restaurants/clock.ts';
import type { Elsewhere } from './contract.ts';
import { loadService } from './service.ts';
import { isBookable, nearestOpen, slotsOf } from './slots.ts';

/** How many other restaurants are looked at, and how many of their times are told. */
const HOUSES = 3;
const TIMES = 3;

/**
 * The times nearest to a wish at the other restaurants of the organisation, on that very day: for whoever was refused
 * here. Restaurants of another time zone are left out, since nobody goes there instead tonight; so are those that
 * take no party of that size, or nobody online. `area` is of this house, and says nothing there. Nobody is moved to
 * make room: what is told is free as it is.
 */
export async function elsewhereOn(
  em: EntityManager,
  slug: string,
  wish: { day: string; minute: number; party: number },
  now: Date,
): Promise<Elsewhere[]> {
  const { day, minute, party } = wish;
  const sisters = await rows<{ slug: string; name: string; city: string }>(
    em,
    sql`SELECT x.slug, x.name, x.city
          FROM restaurants here
          JOIN restaurants x ON x.organization_id = here.organization_id AND x.id <> here.id
                            AND x.time_zone = here.time_zone
         WHERE here.slug = ${slug} AND ${party} BETWEEN x.min_party AND x.max_party
         ORDER BY x.city <> here.city, x.name LIMIT ${HOUSES}`,
  );
  const found = await Promise.all(
    sisters.map(async (sister) => {
      const days = { from: addDays(day, -1), to: addDays(day, 1) };
      const { service, claims } = await loadService(em.fork(), sister.slug, days);
      const slots = slotsOf(service, day, party, now, claims);
      const exact = slots.find((slot) => slot.minute === minute && isBookable(slot));
      const times = exact ? [exact] : nearestOpen(day, slots, minute, TIMES);
      return times.map(({ time }) => ({
        restaurant: sister.slug,
        name: sister.name,
        city: sister.city,
        day,
        time,
      }));
    }),
  );
  return found.flat();
}
