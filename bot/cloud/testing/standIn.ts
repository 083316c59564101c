import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const APP_SECRET = 'an-app-secret-for-tests-0123456789';
export const VERIFY_TOKEN = 'a-verify-token-for-tests';
export const TOKEN = 'a-token-of-meta-for-tests';

/** What was asked of the messages endpoint. */
export type Asked = { phoneId: string; id: string; body: Record<string, unknown> & { to?: string } };

export type CloudStandIn = {
  /** The API with its version, as `WHATSAPP_CLOUD_URL` has it. */
  url: string;
  asked: Asked[];
  /** The next answers of the messages endpoint, before it takes messages again. */
  refuse(...answers: { status: number; code: number }[]): void;
  /** The same of what is asked of a number. */
  refuseNumber(...answers: { status: number; code: number }[]): void;
  /** Of this number it takes nothing for the moment (too many messages), or everything again. */
  busy(phoneId: string, isBusy: boolean): void;
  close(): Promise<void>;
};

/** Meta's Graph API as far as a line needs it, over HTTP on loopback. */
export async function startCloud(): Promise<CloudStandIn> {
  const asked: Asked[] = [];
  const refusals: { status: number; code: number }[] = [];
  const numberRefusals: { status: number; code: number }[] = [];
  const busy = new Set<string>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return answer(401, { error: { code: 190, type: 'OAuthException' } });
    const [, phoneId = '', what] =
      /^\/v23\.0\/(\d+)(?:\/(messages))?(?:\?.*)?$/.exec(request.url ?? '') ?? [];
    const refusal = (what ? refusals : numberRefusals).shift();
    if (refusal) return answer(refusal.status, { error: { code: refusal.code } });
    if (!what) return answer(200, { id: phoneId, display_phone_number: '+33 6 39 98 40 00' });
    if (busy.has(phoneId)) return answer(429, { error: { code: 130429 } });
    const id = `wamid.${randomUUID()}`;
    asked.push({ phoneId, id, body: JSON.parse(text) });
    return answer(200, { messaging_product: 'whatsapp', messages: [{ id }] });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v23.0`,
    asked,
    refuse: (...answers) => void refusals.push(...answers),
    busy: (phoneId, isBusy) => void (isBusy ? busy.add(phoneId) : busy.delete(phoneId)),
    refuseNumber: (...answers) => void numberRefusals.push(...answers),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A webhook as Meta sends it: one change, about one number. */
export const hook = (phoneId: string, value: object, field = 'messages') => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: [
        {
          field,
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '33639984000', phone_number_id: phoneId },
            ...value,
          },
        },
      ],
    },
  ],
});

/** A message of a guest, of a type of Meta's with its part. */
export const message = (id: string, from: string, type: string, part: unknown, at = new Date()) => ({
  from,
  id,
  timestamp: String(Math.floor(at.getTime() / 1000)),
  type,
  [type]: part,
});

/** Sends a webhook to the app, signed. */
export function deliver(origin: string, body: object, secret = APP_SECRET): Promise<Response> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  return fetch(`${origin}/api/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body: text,
  });
}
