import type { Service } from '../availability/service.ts';

/**
 * A restaurant's service without a database, in Paris, for whatever computes with one: parties of one to eight, booked
 * up to the last minute and sixty days ahead, unless `of` says else. It has what `of` gives it: shifts, places, turns.
 */
export function serviceOnPaper(of: Partial<Service>): Service {
  return {
    id: '',
    organizationId: '',
    slug: 'essai',
    name: 'Essai',
    timeZone: 'Europe/Paris',
    country: 'FR',
    locale: 'fr',
    minParty: 1,
    maxParty: 8,
    leadMinutes: 0,
    horizonDays: 60,
    bufferMinutes: 0,
    turnTimes: [{ upTo: 8, minutes: 120 }],
    shifts: [],
    places: [],
    ...of,
  };
}

/** The evenings of Friday and Saturday, seated from 19:00 to 22:00. */
export const evening = {
  name: 'Soir',
  weekdays: [5, 6],
  firstMinute: 1140,
  lastMinute: 1320,
  stepMinutes: 30,
};

/** A room of two tables that can be joined, on those evenings. */
export const weekendEvenings = serviceOnPaper({
  horizonDays: 27,
  turnTimes: [
    { upTo: 2, minutes: 90 },
    { upTo: 8, minutes: 120 },
  ],
  shifts: [evening],
  places: [
    { tableIds: ['a'], names: ['1'], area: 'Salle', minSeats: 1, maxSeats: 2 },
    { tableIds: ['b'], names: ['2'], area: 'Salle', minSeats: 2, maxSeats: 4 },
    { tableIds: ['a', 'b'], names: ['1', '2'], area: 'Salle', minSeats: 5, maxSeats: 6 },
  ],
});
