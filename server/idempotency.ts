import { hash } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** An Idempotency-Key makes one thing, however often it comes: with the same request the same, with another it is refused. */

/** What a key is held against when it comes again. */
export const hashOf = (request: object): string => hash('sha256', JSON.stringify(request), 'base64url');

/** 422 `key_reused`: the key came with another request before. */
export const keyReused = () =>
  new Refusal('key_reused', 422, 'This Idempotency-Key was used for another request.');

/** What a key has made already, by its id; null: nothing. Refuses with 422 `key_reused`. */
export function madeBefore(
  found: { id: string; requestHash: string } | null,
  requestHash: string | null,
): string | null {
  if (found && found.requestHash !== requestHash) throw keyReused();
  return found?.id ?? null;
}
