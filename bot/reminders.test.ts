import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, sql } from '../server/db/sql.ts';
import { BOT_TOKEN, type TestApp, testApp } from '../server/testing/app.ts';
import { type Bot, runBot } from './runner.ts';
import { connect } from './server.ts';
import { memoryLine } from './testing/memoryLine.ts';

let at: TestApp;
const bots: Bot[] = [];
beforeAll(async () => {
  at = await testApp();
  await at.listen();
});
afterAll(async () => {
  await Promise.all(bots.map((bot) => bot.stop()));
  await at?.close();
});

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const em = () => at.orm.em.fork();
let phones = 0;

/** A guest on WhatsApp, by a line that is up and proves the number, at a house that reminds. */
async function guestOnWhatsApp() {
  at.now = new Date('2026-10-10T10:00:00Z');
  const house = await at.house();
  const { organizationId, restaurantId, slug } = house;
  await row(
    em(),
    sql`INSERT INTO lines (organization_id, restaurant_id, wanted, state)
        VALUES (${organizationId}, ${restaurantId}, true, 'ready')`,
  );
  const phone = `+3361200${2000 + ++phones}`;
  const line = memoryLine({
    restaurant: slug,
    address: `${phone.slice(1)}@c.us`,
    name: 'whatsapp',
    verifiedPhone: phone,
  });
  const call = connect(at.origin, BOT_TOKEN);
  bots.push(runBot({ call, transport: line.transport, log: () => {}, clock: () => at.now, patience: 20 }));
  await expect.poll(() => line.events()).toBeDefined();
  let heard = 0;
  let number = 0;
  const hear = async () => {
    await expect.poll(() => line.sent.length, { timeout: 20_000 }).toBeGreaterThan(heard);
    const said = line.sent.slice(heard).map(({ text }) => text);
    heard = line.sent.length;
    return plain(said.join('\n'));
  };
  return {
    house,
    async say(text: string) {
      await line.say(`said-${slug}-${++number}`, text);
      return hear();
    },
    /** What the house says of its own accord on the day before, if it says anything. */
    async dayBefore(): Promise<string | null> {
      await row(
        em(),
        sql`UPDATE reservations SET created_at = '2026-10-10T10:00:00Z' WHERE restaurant_id = ${restaurantId}`,
      );
      at.now = new Date('2026-10-16T12:00:00Z');
      await row(em(), sql`SELECT graphile_worker.add_job('send_reminders')`);
      await at.work();
      const [queued] = await rows(
        em(),
        sql`SELECT 1 FROM messages WHERE kind = 'reminder' AND channel = 'whatsapp'
               AND restaurant_id = ${restaurantId}`,
      );
      return queued ? hear() : null;
    },
    reservation: async () =>
      (await row(
        em(),
        sql<{ status: string; coming: boolean; time: string }>`
          SELECT status, guest_confirmed_at IS NOT NULL AS coming,
                 to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24:MI') AS time
            FROM reservations WHERE restaurant_id = ${restaurantId}`,
      ))!,
  };
}

/** Books, and hears the question that follows. */
async function booked() {
  const guest = await guestOnWhatsApp();
  expect(await guest.say('table pour 2 samedi 17 octobre 20h au nom de Zoé Martin')).toContain(
    'C’est bien ça',
  );
  expect(await guest.say('oui')).toContain('Puis-je vous le rappeler ici la veille ?');
  return guest;
}

test('whoever says yes is reminded in the chat, and 1 confirms', async () => {
  const guest = await booked();
  expect(await guest.say('oui merci')).toContain('je vous écrirai ici');
  const reminder = await guest.dayBefore();
  expect(reminder).toContain('20 h');
  expect(reminder).toContain('1. Je confirme');
  expect(await guest.say('1')).toContain('Nous vous attendons');
  expect(await guest.reservation()).toMatchObject({ status: 'confirmed', coming: true });
});

test('2 changes what one was reminded of', async () => {
  const guest = await booked();
  await guest.say('oui');
  await guest.dayBefore();
  expect(await guest.say('2')).toContain('samedi 17 octobre à 20 h');
  expect(await guest.say('21h')).toContain('21 h');
  expect(await guest.say('oui')).toContain('C’est changé');
  expect(await guest.reservation()).toMatchObject({ status: 'confirmed', time: '21:00' });
});

test('3 cancels it, after a yes', async () => {
  const guest = await booked();
  await guest.say('oui');
  await guest.dayBefore();
  expect(await guest.say('3')).toContain('J’annule bien');
  expect(await guest.reservation()).toMatchObject({ status: 'confirmed' });
  expect(await guest.say('oui')).toContain('annulé');
  expect(await guest.reservation()).toMatchObject({ status: 'cancelled' });
});

test('whoever says no, or nothing of it, is not reminded in the chat; whoever answered is not asked again', async () => {
  const refuses = await booked();
  expect(await refuses.say('non merci')).toContain('pas de rappel');
  await refuses.say('une table pour 2 dimanche 18 octobre 20h');
  expect(await refuses.say('oui')).not.toContain('rappel');
  expect(await refuses.dayBefore()).toBeNull();
  const wanders = await booked();
  expect(await wanders.say('vous êtes où ?')).not.toContain('rappel');
  expect(await wanders.dayBefore()).toBeNull();
});

test('nobody is asked where the restaurant does not remind', async () => {
  const guest = await guestOnWhatsApp();
  await row(em(), sql`UPDATE restaurants SET reminder = false WHERE id = ${guest.house.restaurantId}`);
  await guest.say('table pour 2 samedi 17 octobre 20h au nom de Zoé Martin');
  const said = await guest.say('oui');
  expect(said).toContain('C’est réservé');
  expect(said).not.toContain('rappeler ici');
});
