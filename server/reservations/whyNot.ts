import type { EntityManager } from '@mikro-orm/postgresql';
import { lacksTable, roomMadeOn } from '../availability/makingRoom.ts';
import { around, minuteOf, mustBeDay } from '../availability/offer.ts';
import { type DayClaim, loadService, type Service } from '../availability/service.ts';
import { dayRefusal, isBookable, type OfferedSlot, slotsOf } from '../availability/slots.ts';
import { rows, sql } from '../db/sql.ts';
import type { Place } from '../seating/fit.ts';
import type { StaffSlot } from './contract.ts';
import { freeOf, placesByHand, sittingAt } from './reach.ts';

/** An hour of the service that is going on is still offered to the staff this long after it struck: minutes. */
const GRACE = 30;
const MOST_IN_THE_WAY = 12;

/**
 * A day as the staff may book it for a party: each slot with why it is refused, why guests are not offered it, and
 * for a full one the tables that would fit with whoever has them. `except`: a reservation that is to move; `area`:
 * only there; `minutes`: so long, whatever the turn times; `time`: an hour beside the slots. Refuses with 404 an
 * unknown restaurant, with 400 a day, an area or a time that does not exist.
 */
export async function staffAvailability(
  em: EntityManager,
  organizationId: string,
  asked: {
    restaurant: string;
    day: string;
    party: number;
    except?: string;
    area?: string;
    minutes?: number;
    time?: string;
  },
  now: Date,
) {
  const { day, party, area } = asked;
  mustBeDay(day);
  const except = asked.except ?? null;
  const loaded = await loadService(em, asked.restaurant, around(day), organizationId, except);
  const { claims } = loaded;
  const service = asked.minutes ? lasting(loaded.service, asked.minutes) : loaded.service;
  const lately = new Date(now.getTime() - GRACE * 60_000);
  // With the room that others would make, here as when it is booked.
  const made = (slots: OfferedSlot[]) => roomMadeOn(em, service, { day, party, area }, slots, except);
  const forGuests = await made(slotsOf(service, day, party, now, claims));
  const online = new Map(forGuests.map((slot) => [slot.minute, slot.reason] as const));
  const offered = slotsOf(service, day, party, lately, claims, area, 'staff');
  const beside =
    asked.time && !offered.some((slot) => slot.time === asked.time)
      ? [slotAt(service, claims, { day, party, area, time: asked.time }, lately)]
      : [];
  const slots = await made([...offered, ...beside].toSorted((a, b) => a.startsAt - b.startsAt));
  const fitting = placesByHand(service, { party, area });
  const full = slots.filter(lacksTable);
  const kept = full.length > 0 ? await keptTables(em, organizationId, fitting, full, except) : [];
  const reason = dayRefusal(service, day, party, lately, 'staff');
  return {
    day,
    party,
    ...(reason && { reason }),
    slots: slots.map((slot): StaffSlot => {
      const open = isBookable(slot);
      const guests = online.has(slot.minute) ? online.get(slot.minute) : 'closed';
      return {
        time: slot.time,
        shift: slot.shift,
        status: open ? 'open' : slot.status === 'full' ? 'full' : 'closed',
        ...(slot.reason && { reason: slot.reason }),
        ...(open && guests && { online: guests }),
        tables: slot.places[0]?.names ?? [],
        areas: [...new Set(slot.places.map((place) => place.area))],
        inTheWay: full.includes(slot) ? inTheWay(slot, kept) : [],
      };
    }),
  };
}

/** The service, were every party to keep its table so long. */
function lasting(service: Service, minutes: number): Service {
  const asLong = <T extends { shifts: Service['shifts'] }>(of: T): T => ({
    ...of,
    shifts: of.shifts.map((shift) => ({ ...shift, turnTimes: [{ upTo: 1, minutes }] })),
  });
  const specialDays = service.specialDays?.map(asLong);
  return { ...asLong(service), turnTimes: [{ upTo: 1, minutes }], ...(specialDays && { specialDays }) };
}

/** An hour that is none of the slots, as they are told. How many arrive then, the database alone looks at. */
function slotAt(
  service: Service,
  claims: DayClaim[],
  wanted: { day: string; party: number; area?: string | undefined; time: string },
  now: Date,
): OfferedSlot {
  const sitting = sittingAt(service, { ...wanted, minute: minuteOf(wanted.time), minutes: null });
  if (sitting.startsAt <= now.getTime()) return { ...sitting, status: 'closed', reason: 'past', places: [] };
  const places = freeOf(placesByHand(service, wanted), claims, sitting);
  return places.length > 0
    ? { ...sitting, status: 'open', places }
    : { ...sitting, status: 'full', reason: 'no_table', places };
}

/** A table that somebody has. Instants in milliseconds since the epoch. */
type KeptTable = {
  tableId: string;
  table: string;
  from: number;
  to: number;
  reservation: { id: string; name: string; party: number; time: string } | null;
};

/** Who has the tables that would fit, over all the full slots of a day, in one statement. */
function keptTables(
  em: EntityManager,
  organizationId: string,
  fitting: Place[],
  full: OfferedSlot[],
  except: string | null,
): Promise<KeptTable[]> {
  const tableIds = [...new Set(fitting.flatMap((place) => place.tableIds))];
  const from = Math.min(...full.map((slot) => slot.startsAt)) / 1000;
  const to = Math.max(...full.map((slot) => slot.freeAt)) / 1000;
  return rows<KeptTable>(
    em,
    sql`
      SELECT c.table_id AS "tableId", t.name AS "table", extract(epoch FROM lower(c.during))::float8 * 1000 AS "from",
             extract(epoch FROM upper(c.during))::float8 * 1000 AS "to",
             CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id,
               'name', trim(r.first_name || ' ' || r.last_name), 'party', r.party, 'time', clock(r.minute)) END AS reservation
        FROM claims c
        JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
        LEFT JOIN reservations r ON r.id = c.holder_id AND r.organization_id = c.organization_id
       WHERE c.organization_id = ${organizationId} AND c.table_id = ANY (${tableIds}::uuid[]) AND c.live
         AND c.during && tstzrange(to_timestamp(${from}), to_timestamp(${to}))
         AND c.holder_id IS DISTINCT FROM ${except}::uuid
       ORDER BY lower(c.during), length(t.name), t.name`,
  );
}

function inTheWay(slot: OfferedSlot, kept: KeptTable[]): StaffSlot['inTheWay'] {
  return kept
    .filter((claim) => claim.from < slot.freeAt && slot.startsAt < claim.to)
    .slice(0, MOST_IN_THE_WAY)
    .map(({ table, reservation }) => ({ table, reservation }));
}
