/** What is said about waiting over HTTP: the guests' part and the staff's, as one. */
import type { EndpointTable } from '../contract/endpoint.ts';
import { guestWaitEndpoints } from './contract/guest.ts';
import { staffWaitEndpoints } from './contract/staff.ts';

export * from './contract/guest.ts';
export * from './contract/staff.ts';
export { Offer, WaitKind, WaitStatus } from './contract/words.ts';

export const waitlistEndpoints = {
  ...guestWaitEndpoints,
  ...staffWaitEndpoints,
} satisfies EndpointTable;
