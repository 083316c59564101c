import type { EntityManager } from '@mikro-orm/postgresql';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { rows, sql } from '../db/sql.ts';
import { addDays, clockTime, wallClock } from './clock.ts';
import type { RestaurantCard } from './contract.ts';
import { findRestaurant } from './find.ts';
import type { Restaurant } from './restaurant.ts';
import { Shift } from './shift.ts';

/** The card of a slug's restaurant, at an instant. Refuses with 404 when there is none. */
export async function readCard(em: EntityManager, slug: string, now: Date): Promise<RestaurantCard> {
  const restaurant = await findRestaurant(em, slug);
  const { day: today } = wallClock(now, restaurant.timeZone);
  const [shifts, areas] = await Promise.all([
    em.fork().find(
      Shift,
      {
        restaurantId: restaurant.id,
        specialDayId: null,
        $and: [
          { $or: [{ validFrom: null }, { validFrom: { $lte: today } }] },
          { $or: [{ validTo: null }, { validTo: { $gte: today } }] },
        ],
      },
      { orderBy: { firstMinute: 'asc' } },
    ),
    rows<{ name: string }>(
      em.fork(),
      sql`SELECT name FROM areas WHERE restaurant_id = ${restaurant.id} AND online AND archived_at IS NULL ORDER BY position, name`,
    ),
  ]);
  return restaurantCard(
    restaurant,
    shifts,
    areas.map((area) => area.name),
    now,
  );
}

/** A restaurant as anybody may know it, at an instant. `areas` in the order the restaurant gave them. */
export function restaurantCard(
  restaurant: Restaurant,
  shifts: Shift[],
  areas: string[],
  now: Date,
): RestaurantCard {
  const { day: today } = wallClock(now, restaurant.timeZone);
  return {
    slug: restaurant.slug,
    name: restaurant.name,
    timeZone: restaurant.timeZone,
    country: restaurant.country,
    locale: restaurant.locale,
    phone: restaurant.phone ?? null,
    phoneFormatted: houseNumber(restaurant.phone),
    email: restaurant.email ?? null,
    website: restaurant.website ?? null,
    address: addressOf(restaurant),
    accent: restaurant.accent ?? null,
    minParty: restaurant.minParty,
    maxParty: restaurant.maxParty,
    horizonDays: restaurant.horizonDays,
    today,
    lastDay: addDays(today, restaurant.horizonDays),
    shifts: shifts.map((shift) => ({
      name: shift.name,
      weekdays: shift.weekdays,
      first: clockTime(shift.firstMinute),
      last: clockTime(shift.lastMinute),
    })),
    areas,
    form: {
      email: restaurant.askEmail,
      phone: restaurant.askPhone,
      lastName: restaurant.askLastName,
      remark: restaurant.askRemark,
      occasion: restaurant.askOccasion,
    },
    requestFrom: restaurant.requestFrom ?? null,
    waitlist: restaurant.waitlistOpen,
    house: restaurant.houseFacts,
    formOfAddress: restaurant.formOfAddress,
  };
}

/** Where it is. */
export function addressOf(restaurant: Restaurant): RestaurantCard['address'] {
  const { street, postcode, city, country } = restaurant;
  return { street, postcode, city, country };
}

/** A restaurant's number as people of its country write it, in one piece on any line; what is no number stays. */
export function houseNumber(phone: string | null | undefined): string | null {
  if (!phone) return null;
  return (parsePhoneNumberFromString(phone)?.formatNational() ?? phone).replaceAll(' ', '\u00a0');
}
