import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Links that need no storing: the row's id and a proof that we made the link, sealed for one purpose. A copy of
 * the database opens no link; changing SECRET closes them all.
 */

const PROOF_BYTES = 16;

function proof(secret: string, purpose: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose}:${id}`).digest().subarray(0, PROOF_BYTES);
}

/** The token for a row's uuid: 43 characters that fit into an address. */
export function sealId(secret: string, purpose: string, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, proof(secret, purpose, id)]).toString('base64url');
}

/** The uuid in a token, or null when it was not sealed by us for this purpose. */
export function openId(secret: string, purpose: string, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 16 + PROOF_BYTES) return null;
  const hex = bytes.subarray(0, 16).toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return timingSafeEqual(bytes.subarray(16), proof(secret, purpose, id)) ? id : null;
}
