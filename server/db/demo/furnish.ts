import type { EntityManager } from '@mikro-orm/postgresql';
import { weekday } from '../../restaurants/clock.ts';
import type { Place } from '../../seating/fit.ts';
import { turnTimes } from './book.ts';
import { isFeast } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { House } from './houses.ts';
import { iso, load } from './load.ts';
import { plans } from './plans.ts';
import { type OpenHouse, servicesOf } from './services.ts';

/** How far back the book reaches, and how far ahead. */
export const pastDays = 365;
const futureDays = 28;

/** Writes a house with its shifts, areas, tables and combinations; `today` is its own. */
export async function openHouse(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  house: House,
  founded: number,
  today: string,
): Promise<OpenHouse> {
  const id = luck.uuid(founded);
  const owner = { organization_id: organizationId, restaurant_id: id };
  // Closed on Mondays; but a demo that is first seen on a Monday would show an empty board.
  const shifts = house.shifts(weekday(today) === 1 ? 2 : 1);
  const { slug, name, country, locale, phone, email, website, street, postcode, city, accent } = house;
  const card = { slug, name, country, locale, phone, email, website, street, postcode, city, accent };
  await load(em, 'restaurants', [
    {
      id,
      organization_id: organizationId,
      ...card,
      time_zone: house.timeZone,
      min_party: 1,
      max_party: 8,
      lead_minutes: 30,
      horizon_days: 90,
      buffer_minutes: 0,
      turn_times: turnTimes,
      request_from: 7,
      cancel_hours: 2,
      no_show_limit: 3,
      thanks: true,
      created_at: iso(founded),
    },
  ]);
  await load(
    em,
    'shifts',
    shifts.map((shift) => ({
      id: luck.uuid(founded),
      ...owner,
      name: shift.name,
      weekdays: shift.weekdays,
      first_minute: shift.first,
      last_minute: shift.last,
      step_minutes: shift.step,
    })),
  );
  const places = await furnish(em, luck, owner, house, founded);
  const services = servicesOf(shifts, house.timeZone, today, -pastDays, futureDays).filter(
    ({ day }) => !isFeast(day, today),
  );
  return { id, slug, name, bufferMinutes: 0, busy: house.busy, places, services };
}

const notDrawn = { shape: null, x: null, y: null, width: null, height: null, turn: null };

async function furnish(
  em: EntityManager,
  luck: Chance,
  owner: { organization_id: string; restaurant_id: string },
  house: House,
  founded: number,
): Promise<Place[]> {
  const areas = house.areas.map((area, position) => ({ ...area, id: luck.uuid(founded), position }));
  await load(
    em,
    'areas',
    areas.map(({ id, name, position }) => {
      const plan = plans[house.slug]?.[name]?.plan;
      const ground = {
        plan_width: plan?.width ?? null,
        plan_height: plan?.height ?? null,
        fixtures: plan?.fixtures ?? [],
      };
      return { id, ...owner, name, position, ...ground };
    }),
  );
  const tables = areas.flatMap((area) =>
    area.tables.map(([name, minSeats, maxSeats]) => ({
      area,
      place: { tableIds: [luck.uuid(founded)], names: [name], area: area.name, minSeats, maxSeats },
    })),
  );
  const tableOf = new Map(tables.map((table) => [table.place.names[0]!, table]));
  await load(
    em,
    'tables',
    tables.map(({ area, place }) => ({
      id: place.tableIds[0],
      ...owner,
      area_id: area.id,
      name: place.names[0],
      min_seats: place.minSeats,
      max_seats: place.maxSeats,
      ...(plans[house.slug]?.[area.name]?.places[place.names[0]!] ?? notDrawn),
    })),
  );
  const combinations = house.combinations.map(({ tables: names, min, max }) => {
    const { area } = tableOf.get(names[0]!)!;
    const tableIds = names.map((name) => tableOf.get(name)!.place.tableIds[0]!).sort();
    return { area, place: { tableIds, names, area: area.name, minSeats: min, maxSeats: max } };
  });
  await load(
    em,
    'combinations',
    combinations.map(({ area, place }) => ({
      id: luck.uuid(founded),
      ...owner,
      area_id: area.id,
      table_ids: place.tableIds,
      min_seats: place.minSeats,
      max_seats: place.maxSeats,
    })),
  );
  return [...tables, ...combinations].map(({ place }) => place);
}
