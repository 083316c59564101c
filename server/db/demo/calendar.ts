import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../../restaurants/clock.ts';
import { row, sql } from '../sql.ts';
import type { Chance } from './chance.ts';
import { iso, load } from './load.ts';

/** What of the demo's year is not as usual: Christmas, New Year's Eve, aperitifs in summer, a pace, a pause. */

const at = (hours: number, minutes = 0) => hours * 60 + minutes;

/** The next such day after today, so that the demo never begins on a day when it is closed. */
function next(monthDay: string, today: string): string {
  const day = `${today.slice(0, 4)}-${monthDay}`;
  return day > today ? day : `${Number(today.slice(0, 4)) + 1}-${monthDay}`;
}

/** Closed for Christmas, both days; and the evening that has a service of its own. */
function feasts(today: string) {
  const christmas = next('12-24', today);
  return { christmas, newYearsEve: next('12-31', today) };
}

/** Whether a day is one of those: nobody has booked there as on other days. */
export function isFeast(day: string, today: string): boolean {
  const { christmas, newYearsEve } = feasts(today);
  return day === christmas || day === addDays(christmas, 1) || day === newYearsEve;
}

type Open = {
  organizationId: string;
  id: string;
  slug: string;
  today: string;
  founded: number;
  staffId: string;
};

/** Writes it for one house; its shifts and tables are there. */
export async function writeCalendar(em: EntityManager, luck: Chance, house: Open): Promise<void> {
  const { organizationId, id, slug, today, founded, staffId } = house;
  const owner = { organization_id: organizationId, restaurant_id: id };
  const { christmas, newYearsEve } = feasts(today);
  const eve = luck.uuid(founded);
  await load(em, 'special_days', [
    {
      id: luck.uuid(founded),
      ...owner,
      from_day: christmas,
      to_day: addDays(christmas, 1),
      closed: true,
      message_fr: 'Nous fêtons Noël en famille. Joyeuses fêtes à vous\u00a0!',
      message_en: 'We are at home for Christmas. Happy holidays to you!',
    },
    {
      id: eve,
      ...owner,
      from_day: newYearsEve,
      to_day: newYearsEve,
      closed: false,
      message_fr: 'Menu unique du réveillon, en un seul service.',
      message_en: 'One menu for New Year’s Eve, in one sitting.',
    },
  ]);
  const shift = { ...owner, step_minutes: 30, pace: {}, turn_times: null };
  const usual = { special_day_id: null, valid_from: null, valid_to: null };
  await load(em, 'shifts', [
    {
      ...shift,
      ...usual,
      id: luck.uuid(founded),
      special_day_id: eve,
      name: 'Réveillon',
      weekdays: [],
      first_minute: at(19, 30),
      last_minute: at(21),
      turn_times: [{ upTo: 8, minutes: 240 }],
      pace: { covers: 30 },
    },
    {
      ...shift,
      ...usual,
      id: luck.uuid(founded),
      name: 'Apéritif d’été',
      weekdays: [4, 5, 6],
      first_minute: at(16),
      last_minute: at(16, 30),
      // The summer that is on, or comes next.
      valid_from: `${next('09-30', today).slice(0, 4)}-06-01`,
      valid_to: next('09-30', today),
    },
  ]);
  await row(
    em,
    sql`UPDATE shifts SET pace = ${JSON.stringify(paceOfTheEvening)}::jsonb
         WHERE restaurant_id = ${id} AND organization_id = ${organizationId} AND name = 'Soir'`,
  );
  if (slug !== 'ardoise-paris') return;
  await row(
    em,
    sql`INSERT INTO pauses (id, organization_id, restaurant_id, from_day, to_day, table_id, note, staff_id, created_at)
        SELECT ${luck.uuid(founded)}, ${organizationId}, ${id}, ${addDays(today, 1)}, ${addDays(today, 3)}, t.id,
               'Lampe à réparer', ${staffId}, ${iso(founded)}
          FROM tables t WHERE t.restaurant_id = ${id} AND t.organization_id = ${organizationId} AND t.name = 'B4'`,
  );
}

/** More than ever arrive at once in the demo, but at eight. */
const paceOfTheEvening = { covers: 40, onlineCovers: 30, exceptions: [{ minute: at(20), onlineCovers: 24 }] };
