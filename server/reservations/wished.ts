import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal } from '../refusal.ts';
import type { StaffActor } from '../serve.ts';
import type { HistoryEntry, ReservationRow, WishedChange } from './contract.ts';
import { type Kept, readKept } from './kept.ts';
import { reservationRow } from './rows.ts';
import { settle, writeChange } from './writeChange.ts';

/**
 * What a guest wishes in the place of a confirmed reservation: asked for in changeByGuest, accepted in changeByStaff,
 * since an accepted wish is a change like any other. What is left is here: to withdraw it and to decline it. It keeps
 * no table, and is over with the hour (docs/decisions/guest-rules.md).
 */

/** A wish to be written down. */
export function newWish(
  wanted: { day: string; time: string; startsAt: number; party: number; area?: string | undefined },
  now: Date,
): WishedChange {
  const { day, time, startsAt, party, area } = wanted;
  return {
    id: randomUUID(),
    day,
    time,
    startsAt: new Date(startsAt).toISOString(),
    party,
    area: area ?? null,
    at: now.toISOString(),
    declined: false,
    message: null,
  };
}

/** Whether that is what they wish already, and nobody has answered. */
export function isWished(
  wished: WishedChange | null,
  wanted: { day: string; time: string; party: number; area?: string | undefined },
): boolean {
  if (!wished || wished.declined) return false;
  const { day, time, party, area } = wished;
  return (
    day === wanted.day && time === wanted.time && party === wanted.party && area === (wanted.area ?? null)
  );
}

/** The wish of a reservation that waits for an answer. Refuses with 409 not_requested: none does, or another. */
export function mustBeWished({ status, wished }: Kept, id: string): WishedChange {
  if (status !== 'confirmed' || wished?.id !== id || wished.declined) {
    throw new Refusal('not_requested', 409, 'This wish waits for no answer.', { status });
  }
  return wished;
}

/** The guest no longer wishes it. Withdrawing it twice is once. */
export function withdrawWish(
  em: EntityManager,
  asked: { id: string; organizationId: string; through: HistoryEntry['through'] },
): Promise<void> {
  return settle(async () => {
    const kept = await readKept(em, asked.organizationId, asked.id);
    if (!kept.wished) return;
    const { through } = asked;
    await writeChange(em, kept, { by: 'guest', staffId: null, through, notify: false, wished: null });
  });
}

/**
 * The staff decline what a guest wishes, with a word to them; the reservation stays as it is. Declining it twice is
 * once. Refuses with 404, and with 409 not_requested.
 */
export async function declineWish(
  em: EntityManager,
  asked: {
    id: string;
    who: StaffActor;
    wished: string;
    message?: string | undefined;
    notify?: boolean | undefined;
  },
): Promise<ReservationRow> {
  const { id, who } = asked;
  await settle(async () => {
    const kept = await readKept(em, who.organizationId, id);
    if (kept.wished?.id === asked.wished && kept.wished.declined) return;
    const wished = { ...mustBeWished(kept, asked.wished), declined: true, message: asked.message ?? null };
    const notify = asked.notify ?? true;
    await writeChange(em, kept, { by: 'staff', staffId: who.id, through: 'panel', notify, wished });
  });
  return reservationRow(em, who.organizationId, id);
}
