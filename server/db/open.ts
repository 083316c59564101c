import type { Config } from '../config.ts';
import { startPostgres } from './embedded.ts';
import { checkGiven } from './given.ts';

export type OpenDatabase = {
  url: string;
  /** True for the PostgreSQL inside, which is ours to fill. */
  inside: boolean;
  /** Resolves when the PostgreSQL inside has ended; never for one that was given. */
  ended: Promise<void>;
  /** Ends the PostgreSQL inside; one that was given goes on. */
  stop(): Promise<void>;
};

/** The PostgreSQL of DATABASE_URL, seen to answer, or else the one inside, started; its folder's lock is held. */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await checkGiven(config.databaseUrl);
    return {
      url: config.databaseUrl,
      inside: false,
      ended: new Promise(() => undefined),
      stop: async () => undefined,
    };
  }
  const { url, ended, stop } = await startPostgres({ folder: config.dataDir, durable: true, log });
  return { url, inside: true, ended, stop };
}
