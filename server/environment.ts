import { loadEnvFile } from 'node:process';

/** Adds what `.env` in the folder we were started from says, where the environment itself says nothing. */
export function loadEnvironment(): void {
  try {
    loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
