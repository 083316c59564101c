import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './selfSigned.ts';

/** A message as it goes between the stand-in and its page. */
export type Wire = {
  id: string;
  chat: string;
  fromMe: boolean;
  type: string;
  body: string;
  t: number;
  ack: number;
  [more: string]: unknown;
};

/** How the page and the network behave. */
export type Behaviour = {
  /** Whether the page boots at all. */
  boots: boolean;
  /** Ticks that a message of ours gets by itself: 0 none, 1 sent, 2 delivered, 3 read. */
  ack: 0 | 1 | 2 | 3;
  /** Whether what the page sends is answered; a page waits for it for ever. */
  answersSends: boolean;
};

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;

const HOST = 'web.whatsapp.com';

/**
 * WhatsApp, as far as one of its clients sees it: a page at its true origin, a phone that scans and unlinks, guests
 * who write and read. All of it on this machine: Chromium started with `flags` finds no other host. What was said
 * stays when a page goes, as it does at WhatsApp. End it with `close()`.
 */
export async function startStandIn(port = 0) {
  const { key, cert, spki } = selfSigned(HOST);
  const script = stripTypeScriptTypes(readFileSync(new URL('./page.ts', import.meta.url), 'utf8'));
  const me = '33140000000@c.us';
  const behaviour: Behaviour = { boots: true, ack: 2, answersSends: true };
  const chats = new Map<string, { unread: number; messages: Wire[] }>();
  const linked = new Set<string>();
  const pages = new Map<string, ServerResponse>();
  const refs = new Map<string, string>();
  const codes = new Map<string, string>();
  const hidden = new Map<string, string>();
  const waiting = new Set<() => void>();
  const count = { asked: 0, pages: 0, refs: 0 };
  const missing = new Set<string>();
  const sent: Wire[] = [];
  let numbered = 0;

  const changed = () => {
    for (const look of [...waiting]) look();
  };
  const chatOf = (id: string) => {
    const found = chats.get(id) ?? { unread: 0, messages: [] };
    chats.set(id, found);
    return found;
  };
  const tell = (device: string, order: object) =>
    pages.get(device)?.write(`data: ${JSON.stringify(order)}\n\n`);
  const tellAll = (order: object) => {
    for (const device of pages.keys()) if (linked.has(device)) tell(device, order);
  };
  const account = () => ({
    me,
    chats: [...chats].map(([id, { unread, messages }]) => ({ id, unread, messages })),
  });
  const nameOf = (wire: Wire) => `${wire.fromMe}_${wire.chat}_${wire.id}`;

  function link(device: string): void {
    linked.add(device);
    tell(device, { kind: 'paired', ...account() });
    changed();
  }

  const posts: Record<string, (body: never) => unknown> = {
    '/ref': ({ device }: { device: string }) => {
      const ref = `2@ref${++count.refs}`;
      refs.set(ref, device);
      tell(device, { kind: 'ref', ref });
    },
    '/code': ({ device, phone }: { device: string; phone: string }) => {
      const code = `ABCD${String(phone).slice(-4)}`;
      codes.set(code, device);
      return { code };
    },
    '/sent': async ({ wire }: { wire: Wire }) => {
      chatOf(wire.chat).messages.push(wire);
      sent.push(wire);
      changed();
      standIn.onSent?.(wire);
      if (!behaviour.answersSends) await new Promise(() => {});
      for (let ack = 1; ack <= behaviour.ack; ack++) setAck(wire, ack);
    },
    // Read is what the page had: of what came since it knows nothing.
    '/seen': ({ chat, upTo }: { chat: string; upTo?: string }) => {
      const { messages } = chatOf(chat);
      const last = messages.findIndex((wire) => nameOf(wire) === upTo);
      chatOf(chat).unread = messages.slice(last + 1).filter(({ fromMe }) => !fromMe).length;
      changed();
    },
    '/exists': ({ id }: { id: string }) => {
      count.asked++;
      return { phone: hidden.get(id) };
    },
    '/missing': ({ name }: { name: string }) => void missing.add(name),
    '/unlink': ({ device }: { device: string }) => unlink(device),
  };

  function unlink(device: string): void {
    linked.delete(device);
    tell(device, { kind: 'unlinked' });
    changed();
  }

  function setAck(wire: Wire, ack: number): void {
    wire.ack = ack;
    tellAll({ kind: 'ack', id: nameOf(wire), ack });
    changed();
  }

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url!, `https://${HOST}`);
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const told = await posts[url.pathname]?.(JSON.parse(Buffer.concat(chunks).toString()) as never);
      reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told ?? {}));
      return;
    }
    if (url.pathname === '/events') {
      const device = url.searchParams.get('device')!;
      reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      pages.set(device, reply);
      request.once('close', () => {
        if (pages.get(device) === reply) pages.delete(device);
        changed();
      });
      const known = linked.has(device) ? account() : null;
      reply.write(`event: welcome\ndata: ${JSON.stringify({ account: known, debug: behaviour.boots })}\n\n`);
      count.pages++;
      changed();
      return;
    }
    const isPage = url.pathname === '/';
    if (isPage) {
      reply.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' });
      reply.end('<!doctype html><title>WhatsApp</title><body><script src="/page.js"></script>');
    } else if (url.pathname === '/page.js') {
      reply.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else {
      reply.writeHead(url.pathname === '/empty' ? 200 : 404, { 'content-type': 'text/html' }).end('');
    }
  }

  const server = createServer({ key, cert }, (request, reply) => {
    answer(request, reply).catch(() => reply.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const at = (server.address() as AddressInfo).port;

  const standIn = {
    me: '+33140000000',
    /** Hears each message of ours as it arrives. */
    onSent: undefined as ((wire: Wire) => void) | undefined,
    behaviour,
    sent,
    count,
    /** Modules that the page was asked for and does not have. */
    missing,
    flags: [
      `--host-resolver-rules=MAP ${HOST}:443 127.0.0.1:${at}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
    /** Resolves once something holds of all this; rejects after `milliseconds`. */
    async until(holds: () => boolean, milliseconds = 15_000): Promise<void> {
      if (holds()) return;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error('The stand-in waited in vain'));
        }, milliseconds);
        const look = () => {
          if (!holds()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    isUp: () => [...pages.keys()].some((device) => linked.has(device)),
    /** The phone's camera reads a QR code; its first part is what WhatsApp knows it by. */
    scan(qr: string): void {
      const device = refs.get(qr.split(',')[0]!);
      if (!device) throw new Error(`Nobody shows the code ${qr}`);
      link(device);
    },
    type(code: string): void {
      const device = codes.get(code);
      if (!device) throw new Error(`Nobody shows the code ${code}`);
      link(device);
    },
    /** The owner of the phone takes its linked devices away. */
    unlinkAll: () => {
      for (const device of [...linked]) unlink(device);
    },
    /** A guest writes; `more` of the message is theirs to say. Answers its id, as the client will see it. */
    write(chat: string, body: string, more: Partial<Wire> = {}): string {
      const wire: Wire = {
        id: `GUEST${++numbered}`,
        chat,
        fromMe: false,
        type: 'chat',
        body,
        t: Math.floor(Date.now() / 1000),
        ack: 1,
        ...more,
      };
      const kept = chatOf(chat);
      kept.messages.push(wire);
      if (!wire.fromMe) kept.unread++;
      tellAll({ kind: 'message', wire });
      return nameOf(wire);
    },
    /** Whatever else the page can be told: see `orders` there. */
    order: tellAll,
    /** Also pages that no phone is linked to. */
    orderAny: (order: object) => {
      for (const device of pages.keys()) tell(device, order);
    },
    setAck,
    unread: (chat: string) => chatOf(chat).unread,
    messagesOf: (chat: string) => chatOf(chat).messages,
    /** Whose number WhatsApp tells behind a hidden address. */
    reveal: (lid: string, phone: string) => void hidden.set(lid, phone),
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return standIn;
}
