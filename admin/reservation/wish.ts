/** What somebody on the telephone wishes, and what of it can be told from what was typed (pure). */
import type { StaffSlot } from '../../server/reservations/contract.ts';
import { serviceMinutes } from '../aujourdhui/clock.ts';

/** The slots of a day under their shifts, in the order of the day. */
export function byShift(slots: readonly StaffSlot[]): { shift: string; slots: StaffSlot[] }[] {
  const shifts: { shift: string; slots: StaffSlot[] }[] = [];
  for (const slot of slots) {
    const known = shifts.find(({ shift }) => shift === slot.shift);
    if (known) known.slots.push(slot);
    else shifts.push({ shift: slot.shift, slots: [slot] });
  }
  return shifts;
}

/** The open slots nearest to one that is not, at most `most`, in the order of the day. */
export function nearestOpen(slots: readonly StaffSlot[], time: string, most = 3): StaffSlot[] {
  const away = (slot: StaffSlot) => Math.abs(serviceMinutes(slot.time) - serviceMinutes(time));
  const near = slots
    .filter((slot) => slot.status === 'open')
    .sort((a, b) => away(a) - away(b))
    .slice(0, most);
  return slots.filter((slot) => near.includes(slot));
}

export type NewGuest = { firstName: string; lastName: string; phone: string; email: string };

/** A new guest from what was typed to find them: a number, an address, or a name; the last word is the family's. */
export function guestFrom(typed: string): NewGuest {
  const text = typed.trim().replace(/\s+/g, ' ');
  const nobody = { firstName: '', lastName: '', phone: '', email: '' };
  if (/^\+?[\d\s().-]{4,}$/.test(text)) return { ...nobody, phone: text };
  if (text.includes('@')) return { ...nobody, email: text };
  const space = text.lastIndexOf(' ');
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase() + word.slice(1);
  return space < 0
    ? { ...nobody, firstName: capital(text) }
    : {
        ...nobody,
        firstName: capital(text.slice(0, space)),
        lastName: capital(text.slice(space + 1)),
      };
}

/** Without the fields that are empty: the API takes what is not said as not given. */
export function said<T extends Record<string, string>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== '')) as Partial<T>;
}
