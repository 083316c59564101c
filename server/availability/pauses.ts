import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { announce } from '../live/announce.ts';
import { invalid, notFound } from '../refusal.ts';
import { clockTime, wallClock } from '../restaurants/clock.ts';
import { restaurantOf } from '../restaurants/find.ts';
import { coversByWeek } from './capacity.ts';
import { clear, lookAt, type WhoPauses } from './clearing.ts';
import type { NewPause, PausedParty, PauseRow } from './contract.ts';
import { around, minuteOf, mustBeDay } from './offer.ts';
import { isSlotPaused } from './paused.ts';
import { loadService, type Pause, type Service } from './service.ts';
import { minutesOf, shiftsOn } from './shifts.ts';

/** No hours were said: from the first minute of a day of service to its last. */
const WHOLE_DAY = { from: 0, to: 1799 };

/**
 * Pauses the house, or a shift, an area or a table of it, from a day to another and from an hour to another. What is
 * let go of meanwhile is not offered. Nobody who has booked loses anything: who comes to a paused table moves with it
 * to another, in the same transaction, as far as moves make room (clearing.ts); the others keep it.
 *
 * Refuses with 404, and with 400 days in the wrong order, more than one of shift, area and table, or one that does
 * not exist.
 */
export async function pause(
  em: EntityManager,
  asked: { slug: string; organizationId: string; staffId: string; wish: NewPause },
  now: Date,
): Promise<PauseRow & { parties: PausedParty[] }> {
  const { organizationId, staffId, wish } = asked;
  const { service, meant, areaId } = await readPause(em, asked);
  const { area, table } = wish;
  const write = async (tx: EntityManager, who: WhoPauses | null) => {
    const pause = await row<{ id: string }>(
      tx,
      sql`INSERT INTO pauses (organization_id, restaurant_id, from_day, to_day, from_minute, to_minute, shift_name,
                              area_id, table_id, note, staff_id)
          VALUES (${organizationId}, ${service.id}, ${meant.from}, ${meant.to}, ${meant.fromMinute}, ${meant.toMinute},
                  ${meant.shift}, ${areaId}, ${meant.tableId}, ${wish.note?.trim() || null}, ${staffId}) RETURNING id`,
    );
    const parties = who ? await clear(tx, service, meant, who) : [];
    await announce(
      tx,
      { organizationId, restaurantId: service.id },
      {
        kind: 'pauses',
        ...(parties.length > 0 && { paused: { ...(area && { area }), ...(table && { table }), parties } }),
      },
    );
    return { id: pause!.id, parties };
  };
  const who = area || table ? { staffId, now, subject: table ?? area ?? '' } : null;
  const made = await settled((moving) =>
    em.fork().transactional((tx) => write(tx, who && { ...who, moving })),
  );
  const [written] = await read(em, sql`p.id = ${made.id} AND p.organization_id = ${organizationId}`);
  return { ...written!, parties: made.parties };
}

/**
 * A pause as it is meant, and the service that it is of, with the other pauses of its days. Refuses with 404, and with
 * 400 what `pause` does.
 */
async function readPause(
  em: EntityManager,
  { slug, organizationId, wish }: { slug: string; organizationId: string; wish: NewPause },
): Promise<{ service: Service; meant: Pause; areaId: string | null }> {
  const { from, to = from } = wish;
  mustBeDay(from, 'from');
  mustBeDay(to, 'to');
  if (to < from) throw invalid('to', 'minimum', 'A pause ends on the day it begins, or later.');
  const days = { from: around(from).from, to: around(to).to };
  const { service } = await loadService(em, slug, days, organizationId);
  const hours = hoursOf(service, wish);
  const [subject, ...others] = (['shift', 'area', 'table'] as const).filter((key) => wish[key] !== undefined);
  if (others[0]) throw invalid(others[0], 'unknown_field', `Either ${subject} or ${others[0]}.`);
  const areaId = await idOf(em, service, 'areas', 'area', wish.area);
  const tableId = await idOf(em, service, 'tables', 'table', wish.table);
  const shifts = [service.shifts, ...(service.specialDays ?? []).map((special) => special.shifts)].flat();
  if (wish.shift !== undefined && !shifts.some((shift) => shift.name === wish.shift)) {
    throw invalid('shift', 'unknown', 'This restaurant has no such shift.');
  }
  const meant: Pause = {
    ...{ from, to, fromMinute: hours.from, toMinute: hours.to },
    ...{ shift: wish.shift ?? null, area: wish.area ?? null, tableId },
  };
  return { service, meant, areaId };
}

/**
 * What pausing would do, without doing it or keeping anybody waiting: who comes then, where those of a table would sit
 * instead, and the covers that each week loses. Refuses as `pause` does.
 */
export async function tryPause(
  em: EntityManager,
  asked: { slug: string; organizationId: string; wish: NewPause },
  now: Date,
) {
  const { service, meant } = await readPause(em, asked);
  const parties =
    meant.area || meant.tableId ? (await lookAt(em, service, meant, { now, moving: true })).parties : [];
  const coming = meant.area || meant.tableId ? parties : await arrivingIn(em, service, meant, now);
  const paused = { ...service, pauses: [...(service.pauses ?? []), meant] };
  const weeks = coversByWeek(service, paused, wallClock(now, service.timeZone).day);
  return {
    expected: { parties: coming.length, covers: coming.reduce((sum, { party }) => sum + party, 0) },
    parties,
    weeks: weeks.filter((week) => week.before !== week.after),
  };
}

/** Who is still to arrive at the slots of a pause of the house or a shift. */
async function arrivingIn(em: EntityManager, service: Service, pause: Pause, now: Date) {
  const coming = await rows<{ day: string; minute: number; shift: string; party: number }>(
    em,
    sql`SELECT service_date::text AS day, minute, shift_name AS shift, party FROM reservations
         WHERE restaurant_id = ${service.id} AND organization_id = ${service.organizationId}
           AND service_date BETWEEN ${pause.from}::date AND ${pause.to}::date
           AND status IN ('requested', 'confirmed') AND starts_at > ${now.toISOString()}`,
  );
  return coming.filter(({ day, shift, minute }) => isSlotPaused([pause], day, shift, minute));
}

/** How often it is tried to move whoever comes there, before all of them are left where they are. */
const ATTEMPTS = 4;

/** Tries again when somebody else had one of those who move in hand at that moment; in the end moves nobody. */
async function settled<T>(attempt: (moving: boolean) => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; left > 0; left -= 1) {
    try {
      return await attempt(true);
    } catch (fault) {
      const { code } = fault as { code?: string };
      if (code !== 'CV001' && code !== '40P01') throw fault;
    }
  }
  return attempt(false);
}

/** The pauses of a day (today unless said) and of later days. Refuses with 404. */
export async function pausesFrom(
  em: EntityManager,
  slug: string,
  organizationId: string,
  wanted: string | undefined,
  now: Date,
): Promise<PauseRow[]> {
  if (wanted) mustBeDay(wanted);
  const restaurant = await restaurantOf(em, slug, { organizationId });
  const day = wanted ?? wallClock(now, restaurant.timeZone).day;
  return read(
    em,
    sql`p.restaurant_id = ${restaurant.id} AND p.organization_id = ${organizationId} AND p.to_day >= ${day}::date`,
  );
}

/** Lifts a pause. Refuses with 404 one that is not there, or not there any more. */
export async function liftPause(em: EntityManager, organizationId: string, id: string): Promise<void> {
  await em.fork().transactional(async (tx) => {
    const lifted = await row<{ restaurantId: string }>(
      tx,
      sql`DELETE FROM pauses WHERE id = ${id} AND organization_id = ${organizationId}
          RETURNING restaurant_id AS "restaurantId"`,
    );
    if (!lifted) throw notFound('pause');
    await announce(tx, { organizationId, ...lifted }, { kind: 'pauses' });
  });
}

/** The hours of a pause in minutes of the day of service; those before its first seating are after midnight. */
function hoursOf(service: Service, { from, fromTime, toTime }: NewPause): { from: number; to: number } {
  const first = Math.min(...shiftsOn(service, from).flatMap((shift) => minutesOf(shift, 'staff')));
  const late = (minute: number) => minute < first && minute + 1440 <= WHOLE_DAY.to;
  const minute = (time: string) => (late(minuteOf(time)) ? minuteOf(time) + 1440 : minuteOf(time));
  const begin = fromTime === undefined ? WHOLE_DAY.from : minute(fromTime);
  const end = toTime === undefined ? WHOLE_DAY.to : minute(toTime);
  if (end < begin) throw invalid('toTime', 'minimum', 'A pause ends after it begins.');
  return { from: begin, to: end };
}

async function idOf(
  em: EntityManager,
  service: Service,
  things: 'areas' | 'tables',
  field: string,
  name: string | undefined,
): Promise<string | null> {
  if (name === undefined) return null;
  const found = await row<{ id: string }>(
    em,
    sql`SELECT id FROM ${sql.table(things)} WHERE restaurant_id = ${service.id} AND name = ${name}
           AND organization_id = ${service.organizationId} AND archived_at IS NULL`,
  );
  if (!found) throw invalid(field, 'unknown', `This restaurant has no such ${field}.`);
  return found.id;
}

type Kept = Omit<PauseRow, 'fromTime' | 'toTime'> & { fromMinute: number; toMinute: number };

async function read(em: EntityManager, which: ReturnType<typeof sql>): Promise<PauseRow[]> {
  const found = await rows<{ pause: Kept }>(
    em,
    sql`SELECT json_strip_nulls(json_build_object(
                 'id', p.id, 'from', p.from_day, 'to', p.to_day, 'fromMinute', p.from_minute, 'toMinute', p.to_minute,
                 'shift', p.shift_name, 'area', a.name, 'table', t.name, 'note', p.note, 'by', s.name,
                 'at', iso(p.created_at))) AS pause
          FROM pauses p
          JOIN staff_members s ON s.id = p.staff_id AND s.organization_id = p.organization_id
          LEFT JOIN areas a ON a.id = p.area_id AND a.organization_id = p.organization_id
          LEFT JOIN tables t ON t.id = p.table_id AND t.organization_id = p.organization_id
         WHERE ${which} ORDER BY p.from_day, p.from_minute, p.id`,
  );
  return found.map(({ pause: { fromMinute, toMinute, ...told } }) => ({
    ...told,
    ...(fromMinute > WHOLE_DAY.from && { fromTime: clockTime(fromMinute) }),
    ...(toMinute < WHOLE_DAY.to && { toTime: clockTime(toMinute) }),
  }));
}
