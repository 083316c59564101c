import type { EntityManager } from '@mikro-orm/postgresql';
import { row, rows, sql } from '../db/sql.ts';
import { addDays } from '../restaurants/clock.ts';
import { makeRoom } from '../seating/pack.ts';
import type { Seated } from '../seating/party.ts';
import type { PausedParty } from './contract.ts';
import { besideDay, type Evening, loadEvening } from './makingRoom.ts';
import { isPlacePaused } from './paused.ts';
import type { Pause, Service } from './service.ts';
import { isOffered } from './slots.ts';

/** Who sits or comes at what is being paused, and where else they can be. */

/** Whoever pauses; `subject`: the name of the table or area; `moving`: whether anybody is moved. */
export type WhoPauses = { staffId: string; now: Date; subject: string; moving: boolean };

type Coming = Omit<PausedParty, 'to' | 'stays'> & {
  minute: number;
  until: number;
  tableIds: string[];
  area: string;
  here: boolean;
  pinned: boolean;
};

/** Where somebody goes, by whom; `from` as it was before all of it. */
export type Clearing = Map<string, { from: string[]; to: Service['places'][number] }>;

/**
 * Moves those who come to a paused table to others, and answers who sits or comes there. Nobody leaves the area that
 * they were promised, so an area that is paused is not emptied by itself. Throws CV001 when somebody else has one of
 * those who were to move in hand: then nothing holds any more, and the transaction is to be begun anew.
 */
export async function clear(
  tx: EntityManager,
  service: Service,
  pause: Pause,
  who: WhoPauses,
): Promise<PausedParty[]> {
  // Nobody else gets or leaves a table from here on.
  await row(tx, sql`SELECT claim_alone(${service.id})`);
  const { parties, moves } = await lookAt(tx, service, pause, who);
  if (moves.size > 0) {
    const told = [...moves].map(([holder, { from, to }]) => ({
      ...{ holder, from, to: to.tableIds, seats: to.maxSeats },
    }));
    await row(
      tx,
      sql`SELECT move_out_of_use(${service.organizationId}, ${service.id}, ${who.staffId}, ${who.subject},
                                 ${JSON.stringify(told)}::jsonb)`,
    );
  }
  return parties;
}

/** Who sits or comes at what is to be paused, and what would become of each; and who would move for it. */
export async function lookAt(
  em: EntityManager,
  service: Service,
  pause: Pause,
  { now, moving }: Pick<WhoPauses, 'now' | 'moving'>,
): Promise<{ parties: PausedParty[]; moves: Clearing }> {
  const coming = (await readComing(em, service, pause, now)).filter(
    ({ tableIds, area, day, minute, until }) =>
      isPlacePaused([pause], { tableIds, names: [], area, minSeats: 0, maxSeats: 0 }, day, minute, until),
  );
  const floating = coming.filter(({ here, pinned }) => !here && !pinned);
  let moves: Clearing = new Map();
  if (moving && pause.tableId && floating.length > 0) {
    const days = { from: addDays(pause.from, -1), to: addDays(pause.to, 1) };
    const evening = await loadEvening(em, service, days);
    moves = roomElsewhere({ ...service, pauses: [...(service.pauses ?? []), pause] }, floating, evening);
  }
  const parties = coming.map(({ id, name, party, day, time, tables, here, pinned }): PausedParty => {
    const to = moves.get(id)?.to;
    const stays = here ? 'here' : pinned ? 'pinned' : pause.tableId ? 'no_room' : 'area';
    return { id, name, party, day, time, tables, ...(to ? { to: to.names } : { stays }) };
  });
  return { parties, moves };
}

/**
 * Where each of those who come to a paused table can be instead, one after the other, whoever else moves for it: pure.
 * Whoever is not in it stays. `evening`: all who have tables around those days, those who come among them.
 */
export function roomElsewhere(
  service: Service,
  coming: readonly { id: string; day: string }[],
  evening: Evening,
): Clearing {
  const pauses = service.pauses ?? [];
  const moves: Clearing = new Map();
  let sitting = evening;
  for (const { id, day } of coming) {
    const own = sitting.find((seated) => seated.id === id);
    if (!own || own.fixed) continue;
    // Somebody before made them move already.
    if (moves.has(id)) continue;
    const places = service.places.filter(
      (place) => isOffered(place, 'guest') && !isPlacePaused(pauses, place, day, 0, WHOLE_DAY),
    );
    const others: Seated[] = besideDay(
      sitting.filter((seated) => seated.id !== id),
      day,
    );
    const room = makeRoom(places, others, own);
    if (!room) continue;
    for (const move of [...room.moves, { id, from: own.tableIds, to: room.place }]) {
      const from = moves.get(move.id)?.from ?? move.from;
      if (from.join() === move.to.tableIds.join()) moves.delete(move.id);
      else moves.set(move.id, { from, to: move.to });
      sitting = sitting.map((seated) =>
        seated.id === move.id ? { ...seated, tableIds: move.to.tableIds } : seated,
      );
    }
  }
  return moves;
}

/** Minutes, the night after included. */
const WHOLE_DAY = 1800;

/** Who has a table of what is paused on those days and is not gone yet, soonest first. */
function readComing(em: EntityManager, service: Service, pause: Pause, now: Date): Promise<Coming[]> {
  return rows<Coming>(
    em,
    sql`SELECT r.id, trim(r.first_name || ' ' || r.last_name) AS name, r.party, r.service_date::text AS day,
               clock(r.minute) AS time, r.minute,
               r.minute + (extract(epoch FROM CASE WHEN present.here THEN greatest(r.ends_at, ${now.toISOString()}::timestamptz + interval '1 minute')
                                                   ELSE r.ends_at END - r.starts_at) / 60)::int AS until,
               present.here, r.pinned, place.ids AS "tableIds", place.names AS tables,
               place.area
          FROM reservations r
          -- Who sits there sits there, however long they were to stay.
          CROSS JOIN LATERAL (SELECT r.status IN ('arrived', 'seated') AS here) present
          CROSS JOIN LATERAL (
            SELECT array_agg(t.id::text ORDER BY t.id) AS ids, array_agg(t.name ORDER BY length(t.name), t.name) AS names,
                   min(a.name) AS area
              FROM claims c
              JOIN tables t ON t.id = c.table_id AND t.organization_id = c.organization_id
              JOIN areas a ON a.id = t.area_id AND a.organization_id = t.organization_id
             WHERE c.holder_id = r.id AND c.organization_id = r.organization_id AND (c.live OR present.here)) place
         WHERE r.restaurant_id = ${service.id} AND r.organization_id = ${service.organizationId}
           AND r.service_date BETWEEN ${pause.from}::date AND ${pause.to}::date
           AND r.status IN ('requested', 'confirmed', 'arrived', 'seated')
           AND (r.ends_at > ${now.toISOString()} OR present.here) AND place.ids IS NOT NULL
         ORDER BY r.starts_at, r.created_at, r.id`,
  );
}
