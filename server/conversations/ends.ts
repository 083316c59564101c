import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { BOT_TOKEN, type TestApp } from '../testing/app.ts';
import type {
  ChatMessage,
  ConversationRow,
  Outbound,
  PendingConversation,
  StaffChatMessage,
  Transport,
} from './contract.ts';

/** An answer of the app: its status and its JSON. */
export type Answer<T> = { status: number; json: T };

type Refused = { code: string } & Record<string, unknown>;

/** Both ends of a chat, as a page and as the bot speak to the app. */
export function chatEnds(test: TestApp) {
  async function ask<T>(options: InjectOptions): Promise<Answer<T>> {
    const answer = await test.app.inject(options);
    return { status: answer.statusCode, json: answer.body === '' ? (undefined as T) : answer.json() };
  }
  const bot = { authorization: `Bearer ${BOT_TOKEN}` };

  return {
    ask,
    async begin(restaurant: string): Promise<string> {
      const url = `/api/restaurants/${restaurant}/chats`;
      const { json } = await ask<{ token: string }>({ method: 'POST', url, payload: { locale: 'fr' } });
      return json.token;
    },
    say: (token: string, text: string, externalId: string = randomUUID()) =>
      ask<ChatMessage & Refused>({
        method: 'POST',
        url: `/api/chats/${token}/messages`,
        payload: { externalId, text },
      }),
    read: (token: string, query: { after?: string; wait?: string } = {}) =>
      ask<{ messages: ChatMessage[] } & Refused>({ method: 'GET', url: `/api/chats/${token}`, query }),

    inbound: (payload: {
      restaurant: string;
      transport: Transport;
      address: string;
      externalId: string;
      text: string;
      verifiedPhone?: string;
      kind?: string;
      about?: string;
      at?: string;
      late?: boolean;
      own?: boolean;
    }) =>
      ask<{ conversation: string; duplicate: boolean } & Refused>({
        method: 'POST',
        url: '/api/bot/inbound',
        headers: bot,
        payload,
      }),
    pending: async (transport: Transport, wait?: string) =>
      (
        await ask<{ conversations: PendingConversation[] }>({
          method: 'GET',
          url: '/api/bot/pending',
          headers: bot,
          query: { transport, ...(wait && { wait }) },
        })
      ).json.conversations,
    turn: (chat: PendingConversation, change: Record<string, unknown> = {}) =>
      ask<{ version: number } & Refused>({
        method: 'POST',
        url: `/api/bot/conversations/${chat.id}/turn`,
        headers: bot,
        payload: {
          version: chat.version,
          answers: chat.inbound.map(({ id }) => id),
          state: { step: 'greeted' },
          locale: 'fr',
          replies: ['Bonsoir.'],
          needsPerson: false,
          ...change,
        },
      }),
    bookings: (conversation: string) =>
      ask<{ bookings: { token: string; reference: string }[] }>({
        method: 'GET',
        url: `/api/bot/conversations/${conversation}/bookings`,
        headers: bot,
      }),
    take: async (which: { transport: Transport; restaurant?: string; address?: string }) =>
      (
        await ask<{ replies: Outbound[] }>({
          method: 'POST',
          url: '/api/bot/outbound/take',
          headers: bot,
          payload: which,
        })
      ).json.replies,
    ack: (reply: string, told: { state: string; externalId?: string; why?: string }) =>
      ask<Refused>({
        method: 'POST',
        url: `/api/bot/outbound/${reply}/ack`,
        headers: bot,
        payload: told,
      }),
    fate: (restaurant: string, externalId: string, state: string) =>
      ask<{ known: boolean }>({
        method: 'POST',
        url: '/api/bot/outbound/fate',
        headers: bot,
        payload: { restaurant, transport: 'whatsapp', externalId, state },
      }),

    list: (cookie: string, restaurant: string, guest?: string, search?: string) =>
      ask<{ waiting: number; botBackMinutes: number; conversations: ConversationRow[] } & Refused>({
        method: 'GET',
        url: '/api/conversations',
        headers: { cookie },
        query: { restaurant, ...(guest && { guest }), ...(search && { search }) },
      }),
    open: (cookie: string, id: string) =>
      ask<{ conversation: ConversationRow; messages: StaffChatMessage[] } & Refused>({
        method: 'GET',
        url: `/api/conversations/${id}`,
        headers: { cookie },
      }),
    act: <T = ConversationRow>(
      cookie: string,
      id: string,
      act: 'take' | 'read' | 'give-back' | 'messages',
      payload: object = {},
    ) =>
      ask<T & Refused>({
        method: 'POST',
        url: `/api/conversations/${id}/${act}`,
        headers: { cookie },
        payload,
      }),
    attend: (cookie: string, id: string) =>
      ask<ConversationRow & Refused>({
        method: 'POST',
        url: `/api/conversations/${id}/attended`,
        headers: { cookie },
        payload: {},
      }),
  };
}
