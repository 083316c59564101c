import { defineConfig } from 'vitest/config';

/** One PostgreSQL for the run; the quick tests first, then the ones that drive the whole in a browser. */
export default defineConfig({
  test: {
    // Here and not in the projects, which would each start their own.
    globalSetup: './server/testing/postgres.ts',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'parts',
          environment: 'node',
          include: ['{server,widget,admin,bot,bench}/**/*.test.ts'],
          testTimeout: 15_000,
          hookTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'whole',
          environment: 'node',
          include: ['e2e/**/*.e2e.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          // A machine that is busy gets the time it needs; one that is not waits for nothing.
          expect: { poll: { timeout: 20_000 } },
          maxWorkers: 1,
          // Browsers, processes and a line that really sleep and wake: one that stumbles is tried once more, and the
          // report says so (retry x1). What fails twice fails.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
