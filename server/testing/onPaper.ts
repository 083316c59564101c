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
