import type { EntityManager } from '@mikro-orm/postgresql';
import { limitsAt, withinPace } from '../availability/pace.ts';
import { loadService, type Service, type SlotArrivals } from '../availability/service.ts';
import { minutesOf, shiftsOn } from '../availability/shifts.ts';
import { rows, sql } from '../db/sql.ts';
import { clockTime } from '../restaurants/clock.ts';
import type { ServiceSettings, Unfit } from './contract.ts';
import { serviceOf } from './service.ts';

/** A coming reservation, as far as a description of service has to have room for it. */
export type Coming = {
  id: string;
  reference: string;
  day: string;
  minute: number;
  party: number;
  name: string;
  shift: string;
  online: boolean;
  tables: { id: string; name: string }[];
};

/** Which coming reservations the settings would have no room for, though there is room now; the soonest first. */
export async function unfitAfter(
  em: EntityManager,
  slug: string,
  organizationId: string,
  settings: ServiceSettings,
  now: Date,
): Promise<Unfit[]> {
  const { service } = await loadService(em, slug, null, organizationId);
  const coming = await rows<Coming>(
    em,
    sql`SELECT r.id, r.reference, r.service_date::text AS day, r.minute, r.party, r.shift_name AS shift,
               trim(r.first_name || ' ' || r.last_name) AS name, is_online(r) AS online, (
                 SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY length(t.name), t.name), '[]')
                   FROM claims c JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
                  WHERE c.holder_id = r.id AND c.organization_id = r.organization_id AND c.live) AS tables
          FROM reservations r
         WHERE r.restaurant_id = ${service.id} AND r.organization_id = ${organizationId}
           AND r.status IN ('requested', 'confirmed') AND r.starts_at > ${now.toISOString()} AND r.source <> 'walk_in'
         ORDER BY r.starts_at, r.created_at, r.id`,
  );
  return newlyUnfit(service, serviceOf(service, settings), coming);
}

/** Those that fit into one service and not into the other. `coming` in the order in which they may stay. */
export function newlyUnfit(before: Service, after: Service, coming: Coming[]): Unfit[] {
  const already = whyUnfit(before, coming);
  const then = whyUnfit(after, coming);
  return coming.flatMap((reservation): Unfit[] => {
    const why = then.get(reservation.id);
    if (!why || already.has(reservation.id)) return [];
    const { id, reference, day, minute, party, name, shift, tables } = reservation;
    return [
      {
        id,
        reference,
        day,
        time: clockTime(minute),
        party,
        name,
        shift,
        tables: tables.map((table) => table.name),
        why,
      },
    ];
  });
}

/** Why reservations do not fit into a service, by id; those that do are not named. */
export function whyUnfit(service: Service, coming: Coming[]): Map<string, Unfit['why']> {
  const reasons = new Map<string, Unfit['why']>();
  const expected = new Map<string, SlotArrivals>();
  for (const reservation of coming) {
    const why = whyAlone(service, reservation) ?? whyTogether(service, reservation, expected);
    if (why) reasons.set(reservation.id, why);
  }
  return reasons;
}

function whyAlone(service: Service, { day, minute, party, tables }: Coming): Unfit['why'] | null {
  const shifts = shiftsOn(service, day);
  if (shifts.length === 0) return 'closed';
  if (!shifts.some((shift) => minutesOf(shift, 'staff').includes(minute))) return 'no_slot';
  const seats = tables.map(
    ({ id }) => service.places.find((place) => place.tableIds.join() === id)?.maxSeats,
  );
  if (seats.includes(undefined)) return 'table_retired';
  const ids = tables
    .map(({ id }) => id)
    .sort()
    .join();
  const joined = service.places.find((place) => place.tableIds.join() === ids)?.maxSeats;
  // Tables that the staff put together by hand are no declared combination: their seats are counted.
  const most = joined ?? seats.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return tables.length > 0 && most < party ? 'table_too_small' : null;
}

/** Who came first stays; `expected` grows with each that does. */
function whyTogether(
  service: Service,
  { day, minute, party, online }: Coming,
  expected: Map<string, SlotArrivals>,
): Unfit['why'] | null {
  const shift = shiftsOn(service, day).find((candidate) => minutesOf(candidate, 'staff').includes(minute));
  if (!shift) return null;
  const key = `${day} ${minute}`;
  const before = expected.get(key);
  if (!withinPace(limitsAt(shift, minute), before, party, online ? 'guest' : 'staff')) return 'pace';
  expected.set(key, {
    day,
    minute,
    covers: (before?.covers ?? 0) + party,
    parties: (before?.parties ?? 0) + 1,
    onlineCovers: (before?.onlineCovers ?? 0) + (online ? party : 0),
    onlineParties: (before?.onlineParties ?? 0) + (online ? 1 : 0),
    beyondCovers: 0,
    beyondParties: 0,
  });
  return null;
}
