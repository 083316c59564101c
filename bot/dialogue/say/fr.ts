import type { FormOfAddress } from '../../../server/restaurants/contract.ts';
import { sayTo } from './fr/address.ts';
import { booking } from './fr/booking.ts';
import { house } from './fr/house.ts';
import { manners } from './fr/manners.ts';
import { reservations } from './fr/reservations.ts';
import { times } from './fr/times.ts';
import { waiting } from './fr/waiting.ts';
import { words } from './fr/words.ts';

/**
 * What the bot says in French, written once with both forms of address (see fr/address.ts). Each text has variants:
 * the first is the usual one, the others serve when it was just said. Days, times and lists come in words already.
 */
function french(form: FormOfAddress) {
  const say = sayTo(form);
  return {
    ...booking(say),
    ...times(say),
    ...waiting(say),
    ...reservations(say),
    ...house(say),
    ...manners(say),
    ...words(say),
  };
}

export const fr = { vous: french('vous'), tu: french('tu') };

/** The same texts in every language. */
export type Texts = typeof fr.vous;
