import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which the sender's clock and ours may differ; older than that, it may be a recording. */
const TOLERANCE = 300;

/** A webhook as it came in: its three headers, and its body to the byte. */
export type SignedHook = {
  id: string | undefined;
  /** Seconds since 1970. */
  timestamp: string | undefined;
  /** `v1,BASE64`, several with spaces between while a secret is being changed. */
  signatures: string | undefined;
  body: Buffer;
};

/**
 * Whether a webhook was signed with `secret` (`whsec_` and base64) within five minutes of `now`, by the scheme of
 * Svix, which Resend sends by. One right signature among several is enough.
 */
export function isSigned(
  { id, timestamp, signatures, body }: SignedHook,
  secret: string,
  now: Date,
): boolean {
  if (!id || !signatures || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    const [version, value] = signature.split(',');
    const given = Buffer.from(value ?? '', 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
