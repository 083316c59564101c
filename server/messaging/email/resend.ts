import { asObject, type Delivery, TryAgain } from '../delivery.ts';

/** Where Resend's API is, unless a test stands in for it. */
const RESEND_URL = 'https://api.resend.com';
/** Milliseconds that an attempt may take. */
const PATIENCE = 10_000;

export type Resend = { apiKey: string; from: string; url?: string };

export type Email = {
  /** Makes a repeated attempt the same email: the provider keeps it for 24 hours. */
  key: string;
  to: string;
  replyTo: string | null;
  subject: string;
  text: string;
  html: string | null;
};

/**
 * Hands an email to Resend. Throws TryAgain when the same attempt may succeed later: no answer, 429, 5xx, or an
 * earlier attempt that is still under way.
 */
export async function sendByResend({ apiKey, from, url }: Resend, email: Email): Promise<Delivery> {
  let response: Response;
  let answer: { id?: unknown; name?: unknown };
  try {
    response = await fetch(`${url ?? RESEND_URL}/emails`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': email.key,
      },
      body: JSON.stringify({
        from,
        to: [email.to],
        subject: email.subject,
        text: email.text,
        // Comes back in what Resend tells of it later.
        tags: [{ name: 'message', value: email.key }],
        ...(email.html !== null && { html: email.html }),
        ...(email.replyTo !== null && { reply_to: email.replyTo }),
      }),
      // A redirect would carry the guest's address elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    answer = asObject(await response.text());
  } catch (fault) {
    throw new TryAgain(`email: no answer (${(fault as Error).name})`);
  }
  if (response.ok) return { sent: true, providerId: typeof answer.id === 'string' ? answer.id : null };
  const name = typeof answer.name === 'string' && /^[a-z_]{1,60}$/.test(answer.name) ? answer.name : null;
  const reason = name ? `${response.status} ${name}` : `${response.status}`;
  const later =
    response.status === 429 || response.status >= 500 || name === 'concurrent_idempotent_requests';
  if (later) throw new TryAgain(`email: ${reason}`);
  // The rest of the provider's answer often quotes the address, so only its code is kept.
  return { sent: false, reason };
}
