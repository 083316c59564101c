import type { EntityManager } from '@mikro-orm/postgresql';
import type { Tasks } from '../jobs/run.ts';
import { queueMessage } from '../messaging/send.ts';
import { sendsEmail } from '../messaging/tasks.ts';
import { type Links, readBooking } from './booking.ts';
import { renderConfirmation } from './confirmation.ts';

type TaskDeps = {
  em: () => EntityManager;
  config: Links & Parameters<typeof sendsEmail>[0];
  clock: () => Date;
};

/** What reservations do in the background. */
export function reservationTasks({ em, config, clock }: TaskDeps): Tasks {
  return {
    // Rendered when it is sent, so that it says what holds then; one that was cancelled meanwhile is not confirmed.
    send_confirmation: async ({ reservation }) => {
      const booking = await readBooking(em(), config, reservation!, clock());
      if (booking?.status !== 'confirmed' || !booking.email) return;
      const { organizationId, restaurantId, guestId, email, locale } = booking;
      const message = {
        organizationId,
        restaurantId,
        guestId,
        businessKey: `reservation:${booking.id}:confirmation`,
        channel: 'email' as const,
        kind: 'confirmation',
        recipient: email,
        locale,
        ...renderConfirmation(booking),
      };
      await queueMessage(em(), message, sendsEmail(config));
    },
  };
}
