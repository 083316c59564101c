import { randomInt } from 'node:crypto';

/** Letters and digits that nobody confuses when they are read aloud or off a phone: no 0/O, 1/I/L, 5/S, 8/B, U/V. */
const alphabet = 'ACDEFGHJKMNPQRTWXYZ234679';

/** A new reference such as "K7M4PX"; whether it is free, the database decides. */
export function newReference(): string {
  return Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
