/** The type of every endpoint. Type-only, so that a client that imports it ships none of it. */
import type { availabilityEndpoints } from '../availability/contract.ts';
import type { consentEndpoints } from '../consents/contract.ts';
import type { conversationEndpoints } from '../conversations/contract.ts';
import type { deskEndpoints } from '../desk/contract.ts';
import type { guestEndpoints } from '../guests/contract.ts';
import type { holdEndpoints } from '../holds/contract.ts';
import type { lineEndpoints } from '../lines/contract.ts';
import type { messagingEndpoints } from '../messaging/contract.ts';
import type { reservationEndpoints } from '../reservations/contract.ts';
import type { restaurantEndpoints } from '../restaurants/contract.ts';
import type { seatingEndpoints } from '../seating/contract.ts';
import type { settingsEndpoints } from '../settings/contract.ts';
import type { staffEndpoints } from '../staff/contract.ts';
import type { templateEndpoints } from '../templates/contract.ts';
import type { waitlistEndpoints } from '../waitlist/contract.ts';

export type Endpoints = typeof restaurantEndpoints &
  typeof staffEndpoints &
  typeof guestEndpoints &
  typeof consentEndpoints &
  typeof seatingEndpoints &
  typeof availabilityEndpoints &
  typeof holdEndpoints &
  typeof reservationEndpoints &
  typeof settingsEndpoints &
  typeof deskEndpoints &
  typeof messagingEndpoints &
  typeof templateEndpoints &
  typeof conversationEndpoints &
  typeof lineEndpoints &
  typeof waitlistEndpoints;
