import type { FastifyBaseLogger } from 'fastify';
import {
  type CronItem,
  Logger,
  makeWorkerUtils,
  parseCronItems,
  type Runner,
  run,
  type TaskList,
} from 'graphile-worker';

/**
 * What a module does in the background: a task by name. It may run again after a fault, so it is safe to repeat.
 * A payload that is a list has its places for keys.
 */
export type Tasks = Record<string, (payload: Record<string, string>) => Promise<void>>;

/** Starts the tasks that are waiting and those that come; `stop()` lets the running ones finish. */
export async function runJobs(
  url: string,
  tasks: Tasks,
  timetable: CronItem[],
  log: FastifyBaseLogger,
): Promise<Runner> {
  // Failures are told by the task's name alone: a payload or an error's text may name a guest.
  const logger = new Logger(() => (level, _message, meta) => {
    if (level !== 'error' && level !== 'warning') return;
    const task = (meta as { job?: { task_identifier?: string } } | undefined)?.job?.task_identifier;
    log.warn({ task }, 'jobs: something failed and will be tried again');
  });
  await freeJobsOfTheDead(url, logger);
  return run({
    connectionString: url,
    taskList: taskList(tasks),
    parsedCronItems: parseCronItems(timetable),
    maxPoolSize: 4,
    noHandleSignals: true,
    logger,
    preset: {
      worker: {
        concurrentJobs: 2,
        pollInterval: 1_000,
        // On a loud evening jobs are fetched and ticked off by the handful, and where nothing is due nobody looks again
        // at each booking: what they take, bookings wait for.
        localQueue: { size: 10, refetchDelay: { durationMs: 100, maxAbortThreshold: Infinity } },
        completeJobBatchDelay: 20,
      },
    },
  });
}

/**
 * A server that was killed leaves the jobs it was doing locked in its name, and the queue would wait four hours
 * before giving them to another: a confirmation would come after dinner. Should another server share the
 * database, a job of its own may run twice by this, which every task allows.
 */
async function freeJobsOfTheDead(url: string, logger: Logger): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: url, maxPoolSize: 1, logger });
  try {
    await utils.withPgClient((client) =>
      client.query(
        `SELECT graphile_worker.force_unlock_workers(
           ARRAY(SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL))`,
      ),
    );
  } finally {
    await utils.release();
  }
}

/** The tasks as the queue wants them. */
export function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload) => task(payload as Record<string, string>)]),
  );
}
