import type { FastifyBaseLogger } from 'fastify';
import { type CronItem, Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker';

/** What a module does in the background: a task by name. It may run again after a fault, so it is safe to repeat. */
export type Tasks = Record<string, (payload: Record<string, string>) => Promise<void>>;

/** Starts the tasks that are waiting and those that come; `stop()` lets the running ones finish. */
export function runJobs(
  url: string,
  tasks: Tasks,
  timetable: CronItem[],
  log: FastifyBaseLogger,
): Promise<Runner> {
  return run({
    connectionString: url,
    taskList: taskList(tasks),
    parsedCronItems: parseCronItems(timetable),
    concurrency: 4,
    maxPoolSize: 5,
    noHandleSignals: true,
    pollInterval: 1_000,
    // Failures are told by the task's name alone: a payload or an error's text may name a guest.
    logger: new Logger(() => (level, _message, meta) => {
      if (level !== 'error' && level !== 'warning') return;
      const task = (meta as { job?: { task_identifier?: string } } | undefined)?.job?.task_identifier;
      log.warn({ task }, 'jobs: something failed and will be tried again');
    }),
  });
}

/** The tasks as the queue wants them. */
export function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload) => task(payload as Record<string, string>)]),
  );
}
