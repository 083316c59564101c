import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, sql } from '../db/sql.ts';
import { type TestApp, testApp } from '../testing/app.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

test('a word leads to a guest who is there, and goes when the guest goes', async () => {
  const em = at.orm.em.fork();
  const { organizationId } = await at.house();
  const guest = async (name: string) =>
    (await row<{ id: string }>(
      em,
      sql`INSERT INTO guests (organization_id, first_name, last_name, locale, source)
          VALUES (${organizationId}, ${name}, 'Martin', 'fr', 'page') RETURNING id`,
    ))!.id;
  const [ada, bo] = [await guest('Ada'), await guest('Bo')];
  const nobody = 'a0000000-0000-7000-8000-000000000000';
  const say = (words: [token: string, guest: string][]) =>
    rows(
      em,
      sql`INSERT INTO guest_tokens (organization_id, token, guest_id)
          SELECT ${organizationId}, w->>0, (w->>1)::uuid FROM jsonb_array_elements(${JSON.stringify(words)}::jsonb) AS w`,
    );
  await say([
    ['ada', ada],
    ['martin', ada],
    ['bo', bo],
  ]);
  const code = (fault: { code: string }) => fault.code;
  expect(
    await say([
      ['martin', bo],
      ['x', nobody],
    ]).catch(code),
  ).toBe('23503');
  expect(
    await rows(em, sql`UPDATE guest_tokens SET guest_id = ${nobody} WHERE guest_id = ${bo}`).catch(code),
  ).toBe('23503');
  await rows(em, sql`DELETE FROM guests WHERE id = ${ada}`);
  const left = await rows<{ token: string }>(
    em,
    sql`SELECT token FROM guest_tokens WHERE organization_id = ${organizationId}`,
  );
  expect(left).toEqual([{ token: 'bo' }]);
});
