import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import type { Tasks } from '../jobs/run.ts';
import { type OutgoingMessage, queueMessages } from '../messaging/send.ts';
import { sendsEmail, sendsSms } from '../messaging/tasks.ts';
import { readWordings, type Said } from '../messaging/wording.ts';
import { type KeptBooking, type Links, readBooking, readBookings } from './booking.ts';
import { renderConfirmation } from './confirmation.ts';
import { renderDeclined } from './declined.ts';
import type { Letter } from './letter.ts';
import { renderCancelled, renderChanged, renderReminder, renderReminderText, renderThanks } from './news.ts';
import { dueReminders } from './reminders.ts';
import { expireRequests } from './status.ts';
import { dueThanks } from './thanks.ts';
import { renderWished } from './wishedMail.ts';

type TaskDeps = {
  em: () => EntityManager;
  config: Links & Parameters<typeof sendsEmail>[0] & Parameters<typeof sendsSms>[0];
  clock: () => Date;
  /** Of these guests, those who want to be reminded in their chat, and the number it is with. Absent: nobody. */
  inChat?: (em: EntityManager, guests: Whom[]) => Promise<(Whom & { phone: string })[]>;
};

/** Confirmations that are written in one statement: some hundred thousand characters. */
const AT_A_TIME = 50;

/** A guest at a restaurant. */
type Whom = { restaurantId: string; guestId: string };

/**
 * What reservations do in the background. Emails are rendered when they are sent, so that they say what holds then:
 * two changes in one breath are told once, and nobody is told of a table that was cancelled meanwhile.
 */
export function reservationTasks({ em, config, clock, inChat }: TaskDeps): Tasks {
  const send = (messages: OutgoingMessage[]) => queueMessages(em(), messages, sendsEmail(config));
  const addressed = async (id: string) => {
    const booking = await readBooking(em(), config, id, clock());
    return booking?.email ? { ...booking, email: booking.email } : null;
  };
  const saidBy = async (booking: KeptBooking) => (await readWordings(em(), [booking]))(booking);
  const confirmation = (booking: KeptBooking & { email: string }, which: string, said: Said) =>
    // A request is told that it was received, and confirmed only when the staff accept it.
    booking.status === 'requested'
      ? [messageOf(booking, 'received', 'received', renderConfirmation(booking, said))]
      : booking.status === 'confirmed'
        ? [messageOf(booking, 'confirmation', which, renderConfirmation(booking, said))]
        : [];
  return {
    // The payload is the list of those that were written within a second.
    send_confirmations: async (reservations) => {
      const ids = Object.values(reservations);
      for (let first = 0; first < ids.length; first += AT_A_TIME) {
        const bookings = await readBookings(em(), config, ids.slice(first, first + AT_A_TIME), clock());
        const wordings = await readWordings(em(), bookings);
        await send(
          bookings.flatMap(({ email, ...booking }) =>
            email ? confirmation({ ...booking, email }, 'confirmation', wordings(booking)) : [],
          ),
        );
      }
    },
    // `again`: it was cancelled and told so, and stands again after all.
    send_confirmation: async ({ reservation, again }) => {
      const booking = await addressed(reservation!);
      if (!booking) return;
      if (again && booking.status === 'confirmed' && !(await wasToldOfTheEnd(em(), booking))) return;
      const which = again ? `confirmation:${booking.revision}` : 'confirmation';
      await send(confirmation(booking, which, await saidBy(booking)));
    },
    send_changed: async ({ reservation }) => {
      const booking = await addressed(reservation!);
      if (booking?.status !== 'confirmed' && booking?.status !== 'requested') return;
      const letter = renderChanged(booking, await saidBy(booking));
      await send([messageOf(booking, 'changed', `changed:${booking.revision}`, letter)]);
    },
    send_cancelled: async ({ reservation }) => {
      const booking = await addressed(reservation!);
      if (booking?.status !== 'cancelled' || !booking.cancelledBy) return;
      const { cancelledBy, restaurant } = booking;
      // Their own word is nothing to tell them; ours is.
      const message = cancelledBy === 'staff' ? await wordFor(em(), booking) : null;
      const bookUrl = `${config.baseUrl}/r/${restaurant.slug}`;
      const letter = renderCancelled({ ...booking, cancelledBy, message, bookUrl }, await saidBy(booking));
      await send([messageOf(booking, 'cancelled', `cancelled:${booking.revision}`, letter)]);
    },
    send_declined: async ({ reservation }) => {
      const booking = await addressed(reservation!);
      if (booking?.status !== 'declined') return;
      const bookUrl = `${config.baseUrl}/r/${booking.restaurant.slug}`;
      const message = await wordFor(em(), booking);
      const letter = renderDeclined({ ...booking, message, bookUrl }, await saidBy(booking));
      await send([messageOf(booking, 'declined', 'declined', letter)]);
    },
    send_wished: async ({ reservation }) => {
      const booking = await addressed(reservation!);
      const wished = booking?.wished;
      if (!booking || !wished) return;
      const kind = wished.declined ? 'declined' : 'received';
      await send([
        messageOf(booking, kind, `wished:${wished.id}:${kind}`, renderWished({ ...booking, wished })),
      ]);
    },
    expire_requests: () => expireRequests(em(), clock()),
    send_reminders: async () => {
      for (;;) {
        const due = await dueReminders(em(), config, clock());
        const wordings = await readWordings(em(), due);
        const chats = (await inChat?.(em(), due)) ?? [];
        const chatOf = ({ restaurantId, guestId }: Whom) =>
          chats.find((chat) => chat.restaurantId === restaurantId && chat.guestId === guestId)?.phone;
        const words = due.flatMap((booking) => {
          const phone = chatOf(booking);
          return phone ? [reminderInChat(booking, phone, wordings(booking))] : [];
        });
        const letters = due.flatMap(({ email, ...booking }) =>
          email === null || chatOf(booking)
            ? []
            : [
                messageOf(
                  { ...booking, email },
                  'reminder',
                  'reminder',
                  renderReminder(booking, wordings(booking)),
                ),
              ],
        );
        const texts = due.flatMap((booking) =>
          booking.email !== null || booking.phone === null || chatOf(booking)
            ? []
            : [reminderBySms(booking, booking.phone, wordings(booking))],
        );
        await send(letters);
        await queueMessages(em(), texts, sendsSms(config));
        await queueMessages(em(), words);
        if (due.length === 0) return;
      }
    },
    send_thanks: async () => {
      for (;;) {
        const due = await dueThanks(em(), config, clock());
        const wordings = await readWordings(em(), due);
        await send(
          due.map((booking) =>
            messageOf(booking, 'thanks', 'thanks', renderThanks(booking, wordings(booking))),
          ),
        );
        if (due.length === 0) return;
      }
    },
  };
}

function messageOf(
  booking: KeptBooking & { email: string },
  kind: string,
  which: string,
  letter: Letter,
): OutgoingMessage {
  return { ...about(booking, kind, which), channel: 'email', recipient: booking.email, ...letter };
}

function reminderBySms(
  booking: KeptBooking & { inDays: number },
  phone: string,
  said: Said,
): OutgoingMessage {
  const text = renderReminderText(booking, said);
  return {
    ...about(booking, 'reminder', 'reminder'),
    channel: 'sms',
    recipient: phone,
    subject: null,
    text,
    html: null,
  };
}

/** In the guest's own chat; by email, if they left an address, should the chat not deliver it. */
function reminderInChat(
  booking: KeptBooking & { inDays: number },
  phone: string,
  said: Said,
): OutgoingMessage {
  const { email } = booking;
  return {
    ...about(booking, 'reminder', 'reminder'),
    channel: 'whatsapp',
    recipient: phone,
    subject: null,
    text: renderReminderText(booking, said),
    html: null,
    instead: email === null ? undefined : { to: email, ...renderReminder(booking, said) },
  };
}

/** What a message about a reservation has through every channel. `which`: it goes out once. */
function about(booking: KeptBooking, kind: string, which: string) {
  const { organizationId, restaurantId, guestId, locale } = booking;
  return {
    organizationId,
    restaurantId,
    guestId,
    businessKey: `reservation:${booking.id}:${which}`,
    kind,
    locale: locale as 'fr' | 'en',
  };
}

/** What was said when it was cancelled or declined, if anything was. */
async function wordFor(em: EntityManager, booking: KeptBooking): Promise<string | null> {
  const said = await row<{ message: string | null }>(
    em,
    sql`SELECT cancel_message AS message FROM reservations
         WHERE id = ${booking.id} AND organization_id = ${booking.organizationId}`,
  );
  return said?.message ?? null;
}

/** Whether the guest has read, or will, that it is cancelled. */
async function wasToldOfTheEnd(em: EntityManager, booking: KeptBooking): Promise<boolean> {
  const told = await row(
    em,
    sql`SELECT 1 FROM messages
         WHERE guest_id = ${booking.guestId} AND organization_id = ${booking.organizationId}
           AND starts_with(business_key, ${`reservation:${booking.id}:cancelled:`}) LIMIT 1`,
  );
  return told !== null;
}
