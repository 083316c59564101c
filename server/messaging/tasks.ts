import type { EntityManager } from '@mikro-orm/postgresql';
import type { Tasks } from '../jobs/run.ts';
import { deliver, type Line } from './deliver.ts';
import { DELIVER_MESSAGE } from './send.ts';
import type { Twilio } from './sms/twilio.ts';

export type MessagingDeps = {
  /** A fresh unit of work. */
  em: () => EntityManager;
  /** Undefined: email stays in the outbox. */
  resendApiKey: string | undefined;
  mailFrom: string | undefined;
  /** Resend's address, for a stand-in. */
  resendUrl?: string;
  /** Undefined: SMS stay in the outbox. */
  twilio?: Twilio | undefined;
  /** Undefined: what is for WhatsApp stays in the outbox. */
  whatsapp?: Line | undefined;
};

/** Whether emails leave the house. */
export function sendsEmail(given: Pick<MessagingDeps, 'resendApiKey' | 'mailFrom'>): boolean {
  return Boolean(given.resendApiKey && given.mailFrom);
}

/** Whether SMS leave the house. */
export function sendsSms(given: Pick<MessagingDeps, 'twilio'>): boolean {
  return Boolean(given.twilio);
}

/** What messaging does in the background. */
export function messagingTasks({
  em,
  resendApiKey,
  mailFrom,
  resendUrl,
  twilio,
  whatsapp,
}: MessagingDeps): Tasks {
  const resend =
    resendApiKey && mailFrom
      ? { apiKey: resendApiKey, from: mailFrom, ...(resendUrl && { url: resendUrl }) }
      : null;
  return {
    [DELIVER_MESSAGE]: ({ organization, message }) =>
      deliver(em(), organization!, message!, {
        email: resend,
        sms: twilio ?? null,
        whatsapp: whatsapp ?? null,
      }),
  };
}
