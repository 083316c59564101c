import { expect, test } from 'vitest';
import { BOT_TOKEN, NOON, testApp } from '../server/testing/app.ts';
import { runBot } from './runner.ts';
import { connect } from './server.ts';
import { memoryLine } from './testing/memoryLine.ts';

test('where a manager has chosen tu, the bot says tu, in words and to what is none', async () => {
  const at = await testApp();
  await at.listen();
  const house = await at.house();
  await at.app.inject({
    method: 'PUT',
    url: `/api/settings/form-of-address?restaurant=${house.slug}`,
    headers: { cookie: await at.signIn(house.staff.manager.email) },
    payload: { formOfAddress: 'tu' },
  });
  const line = memoryLine({ restaurant: house.slug, address: 'guest@lid', name: 'whatsapp' });
  const call = connect(at.origin, BOT_TOKEN);
  const bot = runBot({ call, transport: line.transport, log: () => {}, clock: () => NOON, patience: 20 });
  try {
    await expect.poll(() => line.events()).toBeDefined();
    await line.say('said-1', 'bonjour');
    await expect.poll(() => line.sent.length, { timeout: 20_000 }).toBe(1);
    expect(line.sent[0]!.text).toContain('Je prends tes réservations');
    await line.say('said-2', '🎤', { kind: 'voice' });
    await expect.poll(() => line.sent.length, { timeout: 20_000 }).toBe(2);
    expect(line.sent[1]!.text).toContain('Peux-tu me l’écrire');
  } finally {
    await bot.stop();
    await at.close();
  }
});
