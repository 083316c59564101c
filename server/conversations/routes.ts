import type { FastifyInstance } from 'fastify';
import type { Listener } from '../db/listen.ts';
import { serve } from '../serve.ts';
import { sendAgain } from './again.ts';
import { comingBookings } from './bookings.ts';
import { INBOUND_CHANNEL, OUTBOUND_CHANNEL, REPLY_CHANNEL } from './channels.ts';
import { beginChat, chatOf, messagesAfter, positionOf } from './chat.ts';
import { type CloudHearing, cloudRoutes } from './cloudRoutes.ts';
import { windowOf } from './cloudWindow.ts';
import { conversationEndpoints as endpoints } from './contract.ts';
import { attend, chatsOf, readChat } from './desk.ts';
import { goElsewhere, goToWhatsapp } from './elsewhere.ts';
import { answerAsStaff, giveBack, markRead, setBotBack, takeOver } from './handover.ts';
import { receive, say } from './inbound.ts';
import { acknowledge, noteFate, takeOutbound, undelivered } from './outbound.ts';
import { pendingChats } from './pending.ts';
import { takeTurn } from './turn.ts';
import { unsubscribe } from './unsubscribe.ts';
import { waiting } from './waiting.ts';

export type ConversationDeps = {
  /** Seals the tokens of chats and bookings. */
  secret: string;
  /** Where the booking pages are, without a slash at its end. */
  baseUrl: string;
  /** Hears INBOUND_CHANNEL and REPLY_CHANNEL. */
  listener: Listener;
  now: () => Date;
  /** Undefined: nothing is heard from Meta. */
  cloud?: CloudHearing | undefined;
};

/** Chats: the guest's side, the bot's, and the staff's. */
export function conversationRoutes(
  app: FastifyInstance,
  { secret, baseUrl, listener, now, cloud }: ConversationDeps,
): void {
  const wait = waiting(app, listener);
  const lines = () => ({ phoneIds: cloud?.phoneIds, now: now() });
  cloudRoutes(app, cloud, now);

  serve(app, endpoints, 'POST /api/restaurants/:restaurant/chats', ({ em, params, body }) =>
    beginChat(em, params.restaurant, body, secret),
  );
  serve(app, endpoints, 'POST /api/chats/:token/messages', ({ em, params, body }) =>
    say(em, chatOf(params.token, secret), body),
  );
  serve(app, endpoints, 'POST /api/chats/:token/elsewhere', ({ em, params }) =>
    goToWhatsapp(em, chatOf(params.token, secret)),
  );
  serve(app, endpoints, 'GET /api/chats/:token', async ({ em, params, query, reply }) => {
    const chat = chatOf(params.token, secret);
    const position = await positionOf(em, chat, query.after);
    const on = { channel: REPLY_CHANNEL, payload: chat, seconds: query.wait ?? 0 };
    const messages = await wait(reply, on, async () => some(await messagesAfter(em, chat, position)));
    return { messages: messages ?? [] };
  });

  serve(app, endpoints, 'POST /api/bot/inbound', ({ em, body }) => receive(em, body));
  serve(app, endpoints, 'GET /api/bot/pending', async ({ em, query, reply }) => {
    const on = { channel: INBOUND_CHANNEL, payload: query.transport, seconds: query.wait ?? 0 };
    const conversations = await wait(reply, on, async () =>
      some(await pendingChats(em, query.transport, query.restaurant, secret)),
    );
    return { conversations: conversations ?? [] };
  });
  serve(app, endpoints, 'POST /api/bot/conversations/:id/turn', ({ em, params, body }) =>
    takeTurn(em, params.id, body, secret),
  );
  serve(app, endpoints, 'GET /api/bot/conversations/:id/bookings', async ({ em, params }) => ({
    bookings: await comingBookings(em, params.id, now(), secret),
  }));
  serve(app, endpoints, 'POST /api/bot/conversations/:id/unsubscribe', ({ em, params, body }) =>
    unsubscribe(em, params.id, body),
  );
  serve(app, endpoints, 'POST /api/bot/conversations/:id/elsewhere', ({ em, params }) =>
    goElsewhere(em, params.id, baseUrl),
  );
  serve(app, endpoints, 'POST /api/bot/outbound/take', async ({ em, body, reply }) => {
    const on = { channel: OUTBOUND_CHANNEL, payload: body.transport, seconds: body.wait ?? 0 };
    const replies = await wait(reply, on, async () => some(await takeOutbound(em, body, now())));
    return { replies: replies ?? [] };
  });
  serve(app, endpoints, 'POST /api/bot/outbound/:id/ack', async ({ em, params, body }) => {
    await acknowledge(em, params.id, body);
    return undefined;
  });
  serve(app, endpoints, 'GET /api/bot/outbound/sent', async ({ em, query }) => ({
    externalIds: await undelivered(em, query),
  }));
  serve(app, endpoints, 'POST /api/bot/outbound/fate', async ({ em, body }) => ({
    known: await noteFate(em, body),
  }));

  serve(app, endpoints, 'GET /api/conversations', ({ em, who, query }) =>
    chatsOf(em, who.organizationId, query.restaurant, query),
  );
  serve(app, endpoints, 'GET /api/conversations/:id', async ({ em, who, params }) => ({
    ...(await readChat(em, who.organizationId, params.id)),
    window: await windowOf(em, params.id, lines()),
  }));
  serve(app, endpoints, 'POST /api/conversations/:id/attended', ({ em, who, params }) =>
    attend(em, who.organizationId, params.id),
  );
  serve(app, endpoints, 'POST /api/conversations/:id/take', ({ em, who, params, body }) =>
    takeOver(em, who, params.id, body.from),
  );
  serve(app, endpoints, 'POST /api/conversations/:id/messages', ({ em, who, params, body }) =>
    answerAsStaff(em, who, params.id, body, lines()),
  );
  serve(app, endpoints, 'POST /api/conversations/:id/messages/:message/again', ({ em, who, params }) =>
    sendAgain(em, who, params.id, params.message, lines()),
  );
  serve(app, endpoints, 'POST /api/conversations/:id/read', ({ em, who, params }) =>
    markRead(em, who, params.id),
  );
  serve(app, endpoints, 'POST /api/conversations/:id/give-back', ({ em, who, params }) =>
    giveBack(em, who, params.id),
  );
  serve(app, endpoints, 'PUT /api/bot-back', ({ em, who, query, body }) =>
    setBotBack(em, who, query.restaurant, body.minutes),
  );
}

/** Nothing is what one waits on. */
function some<T>(found: T[]): T[] | null {
  return found.length > 0 ? found : null;
}
