import type { FastifyBaseLogger } from 'fastify';
import { type CronItem, Logger, parseCronItems, type Runner, run } from 'graphile-worker';

/** What a module does in the background: a task by name. It may run again after a fault, so it is safe to repeat. */
export type Tasks = Record<string, (payload: Record<string, string>) => Promise<void>>;

/** Starts the tasks that are waiting and those that come; `stop()` lets the running ones finish. */
export async function runJobs(
  url: string,
  tasks: Tasks,
  timetable: CronItem[],
  log: FastifyBaseLogger,
): Promise<Runner> {
  return run({
    connectionString: url,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (payload) => task(payload as Record<string, string>),
      ]),
    ),
    parsedCronItems: parseCronItems(timetable),
    concurrency: 4,
    maxPoolSize: 5,
    noHandleSignals: true,
    pollInterval: 1_000,
    // Job errors are told by task name: a payload or an error's text may name a guest.
    logger: new Logger(() => (level, _message, meta) => {
      const task = (meta as { job?: { task_identifier?: string } } | undefined)?.job?.task_identifier;
      if (level === 'error' || level === 'warning')
        log.warn({ task }, 'jobs: a task failed and will be tried again');
    }),
  });
}
