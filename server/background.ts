import { type CronItem, Logger, runOnce } from 'graphile-worker';
import type { Config } from './config.ts';
import { carry, remindedInChat } from './conversations/carry.ts';
import { chatsOfBookings } from './conversations/chatBookings.ts';
import { bringBotBack } from './conversations/handover.ts';
import { emailUndelivered } from './conversations/instead.ts';
import type { Orm } from './db/orm.ts';
import { row, sql } from './db/sql.ts';
import { forgetExpiredHolds } from './holds/hold.ts';
import { type Tasks, taskList } from './jobs/run.ts';
import { forgetOldEvents } from './live/announce.ts';
import { messagingTasks, sendsEmail } from './messaging/tasks.ts';
import { reservationTasks } from './reservations/tasks.ts';
import { retirePastClaims } from './seating/claim.ts';
import { forgetExpired } from './staff/sessions.ts';
import { waitlistTasks } from './waitlist/tasks.ts';

/** What the background stands on. */
export type BackgroundDeps = {
  orm: Orm;
  config: Pick<Config, 'secret' | 'baseUrl' | 'resendApiKey' | 'mailFrom' | 'twilio'>;
  clock: () => Date;
};

/** Everything that is done in the background, by the name under which it is asked for. One line a feature. */
export function backgroundTasks({ orm, config, clock }: BackgroundDeps): Tasks {
  const em = () => orm.em.fork();
  return {
    ...messagingTasks({ em, ...config, whatsapp: carry }),
    ...reservationTasks({ em, config, clock, inChat: remindedInChat, chats: chatsOfBookings }),
    bring_bot_back: () => bringBotBack(em()),
    email_undelivered: () => emailUndelivered(em(), new Date(), sendsEmail(config)),
    ...waitlistTasks({ em, config, clock }),
    retire_past_claims: () => retirePastClaims(em()),
    forget_expired_holds: () => forgetExpiredHolds(em()),
    forget_old_events: () => forgetOldEvents(em()),
    forget_expired_sessions: () => forgetExpired(em(), clock()),
  };
}

/** When what nobody asks for is done. */
export const timetable: CronItem[] = [
  { task: 'retire_past_claims', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'expire_requests', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'send_reminders', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'send_thanks', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'waitlist_timetable', match: '*/2 * * * *', options: { backfillPeriod: 0 } },
  { task: 'bring_bot_back', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'email_undelivered', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'forget_expired_holds', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'forget_old_events', match: '17 * * * *', options: { backfillPeriod: 0 } },
  { task: 'forget_expired_sessions', match: '23 * * * *', options: { backfillPeriod: 0 } },
];

/**
 * Does the jobs that are waiting now, and those they ask for, and returns: for tests and for tools. Confirmations
 * are not waited for.
 */
export async function workOnce(url: string, deps: BackgroundDeps): Promise<void> {
  await row(
    deps.orm.em.fork(),
    sql`SELECT graphile_worker.reschedule_jobs(ARRAY[id], run_at := created_at)
          FROM graphile_worker.jobs WHERE task_identifier = 'send_confirmations' AND run_at > now()`,
  );
  await runOnce({
    connectionString: url,
    noHandleSignals: true,
    maxPoolSize: 2,
    concurrency: 1,
    logger: new Logger(() => () => undefined),
    taskList: taskList(backgroundTasks(deps)),
  });
}
