import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows, sql } from '../db/sql.ts';
import { NOON, type TestApp, testApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/house.ts';

let at: TestApp;
beforeAll(async () => {
  at = await testApp();
});
afterAll(() => at.close());

const signIn = (email: string, password: string, from = '127.0.0.1') =>
  at.app.inject({ method: 'POST', url: '/api/session', payload: { email, password }, remoteAddress: from });
const session = (cookie: string) => at.app.inject({ url: '/api/session', headers: { cookie } });

describe('a session', () => {
  test('opens with address and password, in a cookie no script reads and no other site sends', async () => {
    const house = await at.house();
    const answer = await signIn(house.staff.manager.email.toUpperCase(), PASSWORD);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      staff: { email: house.staff.manager.email, role: 'manager' },
      restaurants: [{ slug: house.slug }],
    });
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly/);
    expect(answer.headers['set-cookie']).toMatch(/SameSite=Strict/);
    expect(answer.body).not.toContain('argon2');
    const kept = await rows(at.orm.em.fork(), sql`SELECT secret_hash FROM staff_sessions`);
    expect(JSON.stringify(kept)).not.toContain(answer.cookies[0]!.value);
  });

  test('ends when they sign out, here and in the database, and after two weeks', async () => {
    const house = await at.house();
    const cookie = await at.signIn(house.staff.host.email);
    const later = await at.signIn(house.staff.host.email);
    expect((await session(cookie)).statusCode).toBe(200);
    const out = () => at.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect([(await out()).statusCode, (await out()).statusCode]).toEqual([204, 204]);
    expect((await session(cookie)).statusCode).toBe(401);
    expect((await session(later)).statusCode).toBe(200);
    at.now = new Date(NOON.getTime() + 15 * 86_400_000);
    expect((await session(later)).statusCode).toBe(401);
    at.now = NOON;
  });

  test('is refused in the same words whether the address or the password is wrong', async () => {
    const house = await at.house();
    const wrong = await signIn(house.staff.host.email, 'autre chose');
    const nobody = await signIn('personne@ailleurs.example', 'autre chose');
    expect([wrong.statusCode, wrong.json()]).toEqual([nobody.statusCode, nobody.json()]);
    expect(wrong.json().code).toBe('sign_in_failed');
  });

  test('is slowed after repeated failures, for that place alone, also for the right password', async () => {
    const house = await at.house();
    const { email } = house.staff.owner;
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(email, 'faux', '192.0.2.7')));
    const codes = answers.map((answer) => answer.json().code);
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'sign_in_slowed')).toHaveLength(7);
    const slowed = await signIn(email, PASSWORD, '192.0.2.7');
    expect([slowed.statusCode, slowed.json().retryAfter, slowed.headers['retry-after']]).toEqual([
      429,
      2,
      '2',
    ]);
    expect((await signIn(email, PASSWORD, '192.0.2.8')).statusCode).toBe(200);
    at.now = new Date(NOON.getTime() + 3_000);
    expect((await signIn(email, PASSWORD, '192.0.2.7')).statusCode).toBe(200);
    at.now = NOON;
  });
});
