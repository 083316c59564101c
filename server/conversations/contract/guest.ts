import { Type } from 'typebox';
import type { EndpointTable } from '../../contract/endpoint.ts';
import { Id, Instant, Locale, Slug, Token } from '../../contract/words.ts';
import { ChatMessage, ExternalId, Text } from './words.ts';

/** A guest's side: a chat on a web page. The admin's chat page uses exactly these. */
export const guestChatEndpoints = {
  'POST /api/restaurants/:restaurant/chats': {
    access: 'public',
    summary:
      'Begin a chat; the token is its key. With a code from WhatsApp (the address /r/SLUG#chat=CODE) it goes on with the chat there, and its first message says so. 410 link_expired for a code that works no more',
    params: Type.Object({ restaurant: Slug }),
    body: Type.Object(
      {
        locale: Type.Optional(Locale),
        code: Type.Optional(Type.String({ pattern: '^C-[0-9A-HJKMNP-TV-Z]{10}$' })),
      },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      token: Type.String(),
      whatsapp: Type.Boolean({ description: 'Whether it can be gone on with on WhatsApp' }),
    }),
    status: 201,
    perMinute: 20,
  },
  'POST /api/chats/:token/elsewhere': {
    access: 'link',
    summary:
      'A code by which the guest goes on with this chat on WhatsApp, once, within fifteen minutes. 409 line_not_ready',
    params: Type.Object({ token: Token }),
    body: Type.Object({}, { additionalProperties: false }),
    reply: Type.Object({
      code: Type.String(),
      url: Type.String({ description: 'Opens WhatsApp with the code typed' }),
      phone: Type.String(),
      expiresAt: Instant,
    }),
    status: 201,
    perMinute: 6,
  },
  'POST /api/chats/:token/messages': {
    access: 'link',
    summary: 'Say something; the same externalId twice is one message',
    params: Type.Object({ token: Token }),
    body: Type.Object({ externalId: ExternalId, text: Text }, { additionalProperties: false }),
    reply: ChatMessage,
    status: 201,
  },
  'GET /api/chats/:token': {
    access: 'link',
    summary:
      'The messages after one, oldest first; with wait, answers when there is one or after that many seconds',
    params: Type.Object({ token: Token }),
    query: Type.Object(
      { after: Type.Optional(Id), wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })) },
      { additionalProperties: false },
    ),
    reply: Type.Object({ messages: Type.Array(ChatMessage) }),
  },
} satisfies EndpointTable;
