/** What is said about reservations over HTTP: the guests' part and the staff's, as one. */
import type { EndpointTable } from '../contract/endpoint.ts';
import { guestReservationEndpoints } from './contract/guest.ts';
import { staffReservationEndpoints } from './contract/staff.ts';
import { wishedEndpoints } from './contract/wished.ts';

export * from './contract/guest.ts';
export * from './contract/past.ts';
export * from './contract/staff.ts';
export * from './contract/words.ts';

export const reservationEndpoints = {
  ...guestReservationEndpoints,
  ...staffReservationEndpoints,
  ...wishedEndpoints,
} satisfies EndpointTable;
