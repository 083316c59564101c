import { asObject, type Delivery, TryAgain } from '../delivery.ts';

/** Where Twilio's API is, unless a test stands in for it. */
const TWILIO_URL = 'https://api.twilio.com';
/** Milliseconds that an attempt may take. */
const PATIENCE = 10_000;

/** `from`: a number in E.164, or a name. */
export type Twilio = { accountSid: string; authToken: string; from: string; url?: string };

/** Twilio may or may not have it: it knows no key that would make a second try the same message. */
export class Unsure extends Error {}

/**
 * Hands an SMS to Twilio. Throws TryAgain when it surely did not take it (429, no connection), and Unsure when
 * it may have: no answer, a cut, 5xx.
 */
export async function sendByTwilio(
  { accountSid, authToken, from, url }: Twilio,
  sms: { to: string; text: string },
): Promise<Delivery> {
  let response: Response;
  let answer: { sid?: unknown; code?: unknown };
  try {
    response = await fetch(`${url ?? TWILIO_URL}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams({ To: sms.to, From: from, Body: sms.text }),
      // A redirect would carry the guest's number elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    answer = asObject(await response.text());
  } catch (fault) {
    if (neverConnected(fault)) throw new TryAgain('sms: no connection');
    throw new Unsure(`sms: no answer (${(fault as Error).name})`);
  }
  if (response.ok) return { sent: true, providerId: typeof answer.sid === 'string' ? answer.sid : null };
  const reason = Number.isInteger(answer.code) ? `${response.status} ${answer.code}` : `${response.status}`;
  if (response.status === 429) throw new TryAgain(`sms: ${reason}`);
  if (response.status >= 500) throw new Unsure(`sms: ${reason}`);
  // The rest of the answer quotes the number, so only its code is kept.
  return { sent: false, reason };
}

const beforeConnecting = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

function neverConnected(fault: unknown): boolean {
  const cause = (fault as { cause?: { code?: unknown } }).cause;
  return cause?.code === 'UND_ERR_CONNECT_TIMEOUT' || beforeConnecting.includes(String(cause?.code));
}
