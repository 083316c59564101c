import { invalid } from '../refusal.ts';

/** What PostgreSQL cannot keep, and what no screen shows: control characters, except line ends and tabs. */
const UNSEEN = /(?![\t\n])\p{Cc}/gu;

/**
 * A message as it is kept: without control characters, halves of characters and blanks around it.
 * Refuses (400, `field`) when nothing is left.
 */
export function kept(text: string, field: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(UNSEEN, '').toWellFormed().trim();
  if (clean === '') throw invalid(field, 'required', 'A message needs some text.');
  return clean;
}

/** The most that a chat's memory may weigh, in bytes of JSON. */
const STATE_MOST = 64 * 1024;

/** The bot's memory as JSON that the database takes; null for none. Refuses (400) when it is larger than 64 kB. */
export function keptState(state: unknown): string | null {
  if (state === null || state === undefined) return null;
  const json = JSON.stringify(state, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
  if (Buffer.byteLength(json) > STATE_MOST) {
    throw invalid('state', 'too_long', `The state may have ${STATE_MOST} bytes.`, { maximum: STATE_MOST });
  }
  return json;
}
