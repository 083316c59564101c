import type { EntityManager } from '@mikro-orm/postgresql';
import { roomMadeOn } from '../../availability/makingRoom.ts';
import { loadService } from '../../availability/service.ts';
import { type OfferedSlot, slotsOf } from '../../availability/slots.ts';
import { quoteFor, serviceDay } from '../../waitlist/queue.ts';
import type { Chance } from './chance.ts';
import { iso, load } from './load.ts';
import type { Person } from './people.ts';
import type { OpenHouse } from './services.ts';

/** So many wait for a full evening of a house, and so many at most stand at its door while a service is on. */
const ON_THE_LIST = 4;
const AT_THE_DOOR = 2;
/** How far ahead a full evening is looked for, in days. */
const AHEAD = 14;
/** Parties for which an evening is full first. */
const PARTIES = [2, 4, 6, 5, 8, 7, 3];

const wishes = ['Une table au calme, si possible.', null, 'Nous venons avec une poussette.', null];

/** Some wait for evenings that are full as the book stands, and two parties are at the door of a house that serves now. */
export async function writeWaits(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  open: OpenHouse[],
  ids: Map<Person, string>,
  now: Date,
): Promise<void> {
  for (const house of open) {
    const guests = [...ids].filter(([{ home, email, phone }]) => home === house.slug && email && phone);
    const person = () => guests.splice(Math.floor(luck.between(0, guests.length - 1)), 1)[0]!;
    const write = (wait: Record<string, unknown>, joinedAt: number) => {
      const [who, guestId] = person();
      return load(em, 'waits', [
        {
          id: luck.uuid(joinedAt),
          organization_id: organizationId,
          restaurant_id: house.id,
          guest_id: guestId,
          status: 'waiting',
          status_at: iso(joinedAt),
          joined_at: iso(joinedAt),
          locale: who.locale,
          first_name: who.firstName,
          last_name: who.lastName,
          email: who.email,
          phone: who.phone,
          priority: 0,
          notify: true,
          offers: 0,
          revision: 0,
          ...wait,
        },
      ]);
    };
    const full = await fullHours(em, house, now);
    for (const [index, { day, party, from, to }] of full.entries()) {
      const joinedAt = now.getTime() - (full.length - index) * 5_400_000;
      const hours = { service_date: day, from_minute: from, to_minute: to };
      const remark = wishes[index % wishes.length];
      await write({ kind: 'list', ...hours, party, remark, source: 'widget' }, joinedAt);
    }
    const { service } = await loadService(em, house.slug);
    const today = serviceDay(now, service.timeZone);
    const serves = slotsOf(service, today, 2, new Date(0), [], undefined, 'staff').some(
      ({ startsAt }) => Math.abs(startsAt - now.getTime()) < 1_800_000,
    );
    let standing = 0;
    for (const party of serves ? PARTIES : []) {
      if (standing === AT_THE_DOOR) break;
      const { minutes } = await quoteFor(em, { slug: house.slug, organizationId, party, area: null }, now);
      // Who can sit down at once, or never will tonight, waits for nothing.
      if (!minutes) continue;
      const waited = (AT_THE_DOOR - standing) * 6;
      standing += 1;
      const joinedAt = now.getTime() - waited * 60_000;
      const queued = {
        kind: 'queue',
        service_date: today,
        party,
        source: 'walk_in',
        quoted_minutes: Math.ceil((minutes + waited) / 5) * 5,
      };
      await write(queued, joinedAt);
    }
  }
}

type FullHours = { day: string; party: number; from: number; to: number };

/** Hours of coming evenings at which nothing is free for a party, one stretch for a party and a day. */
async function fullHours(em: EntityManager, house: OpenHouse, now: Date): Promise<FullHours[]> {
  const evenings = house.services.filter(
    ({ shift, offset }) => shift.name === 'Soir' && offset > 0 && offset <= AHEAD,
  );
  const { service, claims } = await loadService(em, house.slug, {
    from: evenings[0]!.day,
    to: evenings.at(-1)!.day,
  });
  const found: { day: string; party: number; stretch: OfferedSlot[] }[] = [];
  for (const { day } of evenings) {
    const near = claims.filter((claim) => claim.day === day);
    for (const party of PARTIES) {
      const evening = slotsOf(service, day, party, now, near).filter(({ shift }) => shift === 'Soir');
      const stretch = longest(evening);
      if (stretch.length >= 2) found.push({ day, party, stretch });
    }
  }
  // The evening for which most parties find nothing is the one for which people wait.
  const byDay = [...Map.groupBy(found, ({ day }) => day).values()].sort((a, b) => b.length - a.length);
  const full: FullHours[] = [];
  for (const { day, party, stretch } of byDay.flat()) {
    if (full.length === ON_THE_LIST) break;
    // Nor can others make room.
    const made = longest(await roomMadeOn(em, service, { day, party }, stretch));
    if (made.length === 0) continue;
    full.push({ day, party, from: made[0]!.minute, to: made.at(-1)!.minute });
  }
  return full;
}

/** The longest run of slots that are full. */
function longest(slots: OfferedSlot[]): OfferedSlot[] {
  let best: OfferedSlot[] = [];
  let run: OfferedSlot[] = [];
  for (const slot of slots) {
    run = slot.status === 'full' ? [...run, slot] : [];
    if (run.length > best.length) best = run;
  }
  return best;
}
