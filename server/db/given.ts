import pg from 'pg';
import { CannotStart } from '../cannotStart.ts';

/** What we use that older ones lack: uuidv7(). */
const oldest = 18;

const reasons: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there. Is PostgreSQL running?',
  ENOTFOUND: 'There is no machine by that name.',
  EAI_AGAIN: 'That name cannot be looked up just now.',
  ETIMEDOUT: 'It does not answer.',
  '28P01': 'It refuses the password.',
  '28000': 'It refuses the user.',
  '3D000': 'It has no database by that name. Create it first, owned by that user.',
  '57P03': 'It is starting or stopping. Try again in a moment.',
};

/**
 * Makes sure that the PostgreSQL of DATABASE_URL answers and is new enough; throws CannotStart that says what
 * is wrong, never with the password.
 */
export async function checkGiven(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const where = `The PostgreSQL of DATABASE_URL (${host}${pathname}) cannot be used.`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('SHOW server_version_num');
    const version = Math.floor(Number(rows[0].server_version_num) / 10_000);
    if (version < oldest) {
      throw new CannotStart(`${where} It is PostgreSQL ${version}; Couvert needs ${oldest} or newer.`);
    }
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    const { code = '', message } = error as { code?: string; message: string };
    throw new CannotStart(`${where} ${reasons[code] ?? message}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
