import type { EntityManager } from '@mikro-orm/postgresql';
import { type Evening, lacksTable, loadEvening, withRoomMade } from '../availability/makingRoom.ts';
import { around } from '../availability/offer.ts';
import type { DayClaim, Service } from '../availability/service.ts';
import { isBookable, type OfferedSlot, slotsOf } from '../availability/slots.ts';
import type { Wait } from './wait.ts';

/** Whom of those who wait something fits, and what. */

/**
 * The first of those who wait, in their order, for whom a slot of their range can be had: the earliest that is free, or
 * else, when it is looked for (`moves`), the earliest where others can move to make room. Whom the staff put on the
 * list is bound by what binds the staff.
 */
export async function firstFit(
  em: EntityManager,
  { service, claims }: { service: Service; claims: DayClaim[] },
  waiting: Wait[],
  now: Date,
  moves: boolean,
): Promise<{ wait: Wait; slot: OfferedSlot } | null> {
  // Many wait for the same: what was found for one of them holds for the others.
  const days = new Map<string, OfferedSlot[]>();
  const made = new Map<string, OfferedSlot>();
  let evening: Evening | null = null;
  for (const wait of waiting) {
    const { day, party, area } = wait;
    const by = wait.source === 'staff' ? ('staff' as const) : ('guest' as const);
    const asked = { day, party, area: area ?? undefined };
    const wish = [by, party, area].join(' ');
    const all = days.get(wish) ?? slotsOf(service, day, party, now, claims, asked.area, by);
    days.set(wish, all);
    const slots = all.filter((slot) => isWithin(slot, wait));
    const free = slots.find(isBookable);
    if (free) return { wait, slot: free };
    if (!moves) continue;
    for (const full of slots.filter(lacksTable)) {
      const which = `${wish} ${full.minute}`;
      evening ??= await loadEvening(em, service, around(day));
      const slot = made.get(which) ?? withRoomMade(service, asked, [full], evening)[0]!;
      made.set(which, slot);
      if (isBookable(slot)) return { wait, slot };
    }
  }
  return null;
}

/** Whether a slot is in the range that somebody waits for. */
function isWithin({ minute }: OfferedSlot, { fromMinute, toMinute }: Wait): boolean {
  return fromMinute !== null && toMinute !== null && minute >= fromMinute && minute <= toMinute;
}
