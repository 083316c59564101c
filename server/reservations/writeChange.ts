import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { OVER_PACE } from './book.ts';
import type { HistoryEntry, Occasion, WishedChange } from './contract.ts';
import type { Kept } from './kept.ts';
import type { movesOf } from './wish.ts';

/** Where and when a reservation is to move. Instants in milliseconds since the epoch. */
export type NewPlace = {
  day: string;
  minute: number;
  startsAt: number;
  endsAt: number;
  freeAt: number;
  party: number;
  shift: string;
  turnMinutes: number | null;
  /** Tables of each place that would do, best first. */
  places: string[][];
  /** Whoever of the staff knows that it may be without a table, or beyond the pace; null: neither may be. */
  overbookedBy: string | null;
  beyondPace?: boolean;
  /** Nailed to its table from now on, or not; left out: as it was, as long as it stays there. */
  pinned?: boolean;
  /** Who makes room for it before, as makeRoom.sql takes them. */
  moves?: ReturnType<typeof movesOf>;
};

/** A change that has been decided on; what is left out stays. */
export type Change = {
  by: 'guest' | 'staff';
  staffId: string | null;
  through: HistoryEntry['through'];
  /** Write to the guest, if there is an address. */
  notify: boolean;
  remark?: string | null;
  occasion?: Occasion | null;
  /** What the guest wishes instead, or how it was answered; null: nothing any more. Not together with a place. */
  wished?: WishedChange | null;
  place?: NewPlace;
};

/** Somebody else was at it between our reading and our writing. */
class ChangedMeanwhile extends Error {}

/**
 * Writes a change of a reservation that was read as `kept`, in one statement (change.sql). Answers why not
 * when none of its places is left (no_table) or too many would arrive at once (pace): then nothing has changed. Throws ChangedMeanwhile for `settle` when the
 * reservation is no longer as it was read.
 */
export async function writeChange(
  em: EntityManager,
  kept: Kept,
  change: Change,
): Promise<'written' | 'no_table' | 'pace'> {
  const { place } = change;
  const wish = {
    ...change,
    revision: kept.revision,
    status: kept.status,
    ...(place && {
      place: {
        ...place,
        startsAt: new Date(place.startsAt).toISOString(),
        endsAt: new Date(place.endsAt).toISOString(),
        freeAt: new Date(place.freeAt).toISOString(),
      },
    }),
  };
  try {
    await row(
      em,
      sql`SELECT change_booking(${kept.organizationId}, ${kept.id}, ${JSON.stringify(wish)}::jsonb)`,
    );
    return 'written';
  } catch (fault) {
    const { code, constraint } = fault as { code?: string; constraint?: string };
    if (code === 'CV001') return 'no_table';
    if (constraint === OVER_PACE) return 'pace';
    // 40P01: two who wanted each other's table at one moment; PostgreSQL let one go first.
    if (code === 'CV003' || code === '40P01')
      throw new ChangedMeanwhile('the reservation has changed meanwhile');
    throw fault;
  }
}

/** How often something is begun anew before we give up: each time somebody else has got ahead. */
const ATTEMPTS = 12;

/** Reads, decides and writes, from the beginning when somebody else came in between. */
export async function settle<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await attempt();
    } catch (fault) {
      if (!(fault instanceof ChangedMeanwhile) || left === 1) throw fault;
    }
  }
}
