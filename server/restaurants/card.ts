import { addDays, clockTime, wallClock } from './clock.ts';
import type { RestaurantCard } from './contract.ts';
import type { Restaurant } from './restaurant.ts';
import type { Shift } from './shift.ts';

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
  };
}

/** Where it is. */
export function addressOf(restaurant: Restaurant): RestaurantCard['address'] {
  const { street, postcode, city, country } = restaurant;
  return { street, postcode, city, country };
}
