import { afterEach, describe, expect, test } from 'vitest';
import { CallFailed, type caller } from '../server/contract/call.ts';
import { awaited, type ChatPlan, makeChat, type Talk } from './chat.ts';
import { codeIn } from './chatCode.ts';

type Sent = { externalId: string; text: string };
type Message = { id: string; direction: 'in' | 'out'; text: string; at: string };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A chat, and a server that keeps what it is told and answers when `answer` is called. */
function chat(
  post: (attempt: number) => void = () => {},
  way: () => object = () => ({}),
  going?: ChatPlan['going'],
  begins: (code: string | undefined) => void = () => {},
) {
  const kept: Message[] = [];
  const sent: Sent[] = [];
  let begun = 0;
  const wake: (() => void)[] = [];
  const keep = (direction: 'in' | 'out', text: string) => {
    const message = { id: `m${kept.length}`, direction, text, at: '2026-11-28T12:00:00Z' };
    kept.push(message);
    for (const awake of wake.splice(0)) awake();
    return message;
  };
  const call = async (
    endpoint: string,
    {
      body,
      query,
      signal,
    }: { body: Sent & { code?: string }; query?: { after?: string }; signal?: AbortSignal },
  ) => {
    if (endpoint.endsWith('/chats')) {
      begins(body.code);
      return { token: `talk ${++begun}`, whatsapp: true };
    }
    if (endpoint.endsWith('/elsewhere')) return way();
    if (endpoint.startsWith('POST')) {
      sent.push(body);
      post(sent.length);
      return keep('in', body.text);
    }
    const news = () => kept.slice(kept.findIndex(({ id }) => id === query?.after) + 1);
    if (!news()[0])
      await new Promise<void>((resolve) => {
        wake.push(resolve);
        signal?.addEventListener('abort', () => resolve());
      });
    if (signal?.aborted) throw new CallFailed('broken');
    return { messages: news() };
  };
  let talk!: Talk;
  const acts = makeChat({
    call: call as unknown as ReturnType<typeof caller>,
    restaurant: 'ardoise',
    locale: 'fr',
    changed: (next) => (talk = next),
    pause: 1,
    ...(going && { going }),
  });
  ends.push(acts.stop);
  void acts.resume();
  const texts = () => [...talk.said, ...talk.own].map(({ text }) => text);
  return {
    acts,
    sent,
    talk: () => talk,
    texts,
    answer: (text: string) => keep('out', text),
    begun: () => begun,
  };
}

describe('a talk that goes on on WhatsApp', () => {
  const found = { url: 'https://wa.me/33639984000?text=C-1', code: 'C-1', phone: '+33639984000' };

  test('has its way asked for once it has begun, and says when there is none now', async () => {
    let isUp = false;
    const { acts, talk } = chat(undefined, () => {
      if (!isUp) throw new CallFailed('refused', 409, { code: 'line_not_ready' });
      return found;
    });
    await acts.elsewhere();
    expect(talk().way).toBeNull();
    acts.say('bonjour');
    await expect.poll(() => talk().whatsapp).toBe(true);
    await acts.elsewhere();
    expect(talk().way).toBe('failed');
    isUp = true;
    await acts.elsewhere();
    expect(talk().way).toEqual(found);
    acts.anew();
    expect(talk()).toMatchObject({ way: null, whatsapp: false });
  });
});

describe('a talk that comes from WhatsApp', () => {
  const tab = () => {
    const kept = new Map<string, string>();
    const keep = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
    };
    return { code: 'C-0123456789', keep };
  };

  test('has its code behind the #, and nothing else is one', () => {
    expect(codeIn('#chat=C-0123456789')).toBe('C-0123456789');
    expect(codeIn('#chat=c-012345678z')).toBe('C-012345678Z');
    for (const hash of ['', '#chat=', '#chat=C-1', '#chat=C-0123456789&x', '#C-0123456789'])
      expect(codeIn(hash)).toBeNull();
  });

  test('goes on at once, and a reload of the page finds it again without the code', async () => {
    const going = tab();
    const codes: (string | undefined)[] = [];
    const first = chat(undefined, undefined, going, (code) => codes.push(code));
    expect(first.talk().arriving).toBe(true);
    first.answer('Nous y voilà. Samedi 20 h, 2 personnes ?');
    await expect.poll(() => first.talk().said.length).toBe(1);
    expect(first.talk().arriving).toBe(false);
    first.acts.say('oui');
    await expect.poll(() => first.talk().said.length).toBe(2);
    const second = chat(undefined, undefined, going, (code) => codes.push(code));
    second.answer('Nous y voilà.');
    await expect.poll(() => second.talk().said.length).toBe(1);
    expect(codes).toEqual(['C-0123456789']);
    expect([first.begun(), second.begun()]).toEqual([1, 0]);
  });

  test('says plainly that its code works no more; another one begins without it', async () => {
    const codes: (string | undefined)[] = [];
    const { acts, talk, sent } = chat(undefined, undefined, tab(), (code) => {
      codes.push(code);
      if (code) throw new CallFailed('refused', 410, { code: 'link_expired' });
    });
    await expect.poll(() => talk().old).toBe(true);
    expect(talk()).toMatchObject({ arriving: false, lost: false });
    await acts.resume();
    expect(codes).toHaveLength(1);
    acts.anew();
    expect(talk().old).toBe(false);
    acts.say('bonjour');
    await expect.poll(() => sent.length).toBe(1);
    expect(codes).toEqual(['C-0123456789', undefined]);
  });

  test('is tried again while the connection is down', async () => {
    let tries = 0;
    const { talk, answer } = chat(undefined, undefined, tab(), () => {
      tries += 1;
      if (tries < 3) throw new CallFailed('offline');
    });
    await expect.poll(() => tries).toBe(3);
    answer('Nous y voilà.');
    await expect.poll(() => talk().said.length).toBe(1);
    expect(talk()).toMatchObject({ lost: false, arriving: false });
  });
});

describe('a talk with the bot', () => {
  test('begins with the first word, and shows each message once', async () => {
    const { acts, talk, texts, answer, begun } = chat();
    expect(begun()).toBe(0);
    acts.say('  une table pour 4 ');
    expect(texts()).toEqual(['une table pour 4']);
    expect(awaited(talk())).toBe(true);
    await expect.poll(() => talk().said.length).toBe(1);
    answer('Pour quel jour ?');
    await expect.poll(texts).toEqual(['une table pour 4', 'Pour quel jour ?']);
    expect(awaited(talk())).toBe(false);
    acts.say('samedi');
    await expect.poll(() => talk().said.length).toBe(3);
    expect(begun()).toBe(1);
  });

  test('blank is nothing', () => {
    const { acts, sent, texts } = chat();
    acts.say('   ');
    expect(sent).toEqual([]);
    expect(texts()).toEqual([]);
  });

  test('what could not be sent stays, and is sent again as the same message', async () => {
    const { acts, sent, talk, texts, begun } = chat((attempt) => {
      if (attempt === 1) throw new CallFailed('offline');
    });
    acts.say('samedi 20 h');
    await expect.poll(() => talk().own[0]?.state).toBe('failed');
    expect(awaited(talk())).toBe(false);
    acts.again();
    await expect.poll(() => talk().said.length).toBe(1);
    expect(texts()).toEqual(['samedi 20 h']);
    expect(sent[1]).toEqual(sent[0]);
    expect(begun()).toBe(1);
  });

  test('a talk that the server no longer knows is over, and another can begin', async () => {
    const { acts, talk, texts } = chat((attempt) => {
      if (attempt === 2) throw new CallFailed('refused', 404, { code: 'not_found' });
    });
    acts.say('bonjour');
    await expect.poll(() => talk().said.length).toBe(1);
    acts.say('vous êtes là ?');
    await expect.poll(() => talk().gone).toBe(true);
    acts.anew();
    expect(texts()).toEqual([]);
    expect(talk().gone).toBe(false);
  });

  test('who comes back to it finds it, and what was said meanwhile', async () => {
    const { acts, talk, texts, answer } = chat();
    acts.say('bonjour');
    await expect.poll(() => talk().said.length).toBe(1);
    acts.stop();
    answer('Bonsoir !');
    void acts.resume();
    await expect.poll(texts).toEqual(['bonjour', 'Bonsoir !']);
  });
});
