import { PassThrough } from 'node:stream';
import { BOT_TOKEN } from '../server/testing/app.ts';
import { connect } from './server.ts';
import { terminalLine } from './terminal.ts';
import { memoryLine } from './testing/memoryLine.ts';
import { transportSuite } from './transport.suite.ts';

let guests = 0;

transportSuite('in memory', async ({ house }) => {
  const phone = `+3363998${6000 + ++guests}`;
  const line = memoryLine({
    restaurant: house.slug,
    address: `${phone.slice(1)}@c.us`,
    name: 'whatsapp',
    verifiedPhone: phone,
  });
  return {
    transport: line.transport,
    say: (text, id = `${guests}`) => line.say(id, text),
    heard: async () => line.sent.map(({ text }) => text),
    up: async (isUp) => line.up(isUp),
    provesNumber: true,
    source: 'whatsapp',
  };
});

transportSuite('in the terminal', async ({ house }) => {
  const input = new PassThrough();
  const output = new PassThrough();
  let printed = '';
  output.on('data', (chunk) => {
    printed += chunk;
  });
  const said = new Set<string>();
  const { transport } = terminalLine({
    restaurant: house.slug,
    address: `terminal-${++guests}`,
    input,
    output,
    colour: false,
    silence: 'Pas de réponse.',
  });
  return {
    transport,
    // Nobody delivers a keystroke twice.
    async say(text, id = text) {
      if (said.has(id)) return;
      said.add(id);
      input.write(`${text}\n`);
    },
    heard: async () =>
      printed
        .split(/^› .*$/m)
        .map((answer) => answer.trim())
        .filter(Boolean),
    provesNumber: false,
    source: 'chat',
    close: async () => void input.end(),
  };
});

transportSuite('of a chat page', async ({ at, house }) => {
  const call = connect(at.origin, BOT_TOKEN);
  const { token } = await call('POST /api/restaurants/:restaurant/chats', {
    params: { restaurant: house.slug },
    body: {},
  });
  return {
    async say(text, externalId = text) {
      await call('POST /api/chats/:token/messages', { params: { token }, body: { externalId, text } });
    },
    async heard() {
      const { messages } = await call('GET /api/chats/:token', { params: { token }, query: {} });
      return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
    },
    provesNumber: false,
    source: 'chat',
  };
});
