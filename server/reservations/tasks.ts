import type { EntityManager } from '@mikro-orm/postgresql';
import { row, sql } from '../db/sql.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { Tasks } from '../jobs/run.ts';
import { type OutgoingMessage, queueMessages } from '../messaging/send.ts';
import { sendsEmail, sendsSms } from '../messaging/tasks.ts';
import { readWordings, type Said } from '../messaging/wording.ts';
import { type KeptBooking, type Links, readBooking, readBookings } from './booking.ts';
import { renderConfirmation } from './confirmation.ts';
import { renderDeclined } from './declined.ts';
import { cancelledLine, changedLine, confirmationLine, declinedLine, wishDeclinedLine } from './line.ts';
import { renderCancelled, renderChanged, renderReminder, renderReminderText, renderThanks } from './news.ts';
import { chatMessage, isLetter, messageOf, messagesOf, type News, reminderBySms } from './outgoing.ts';
import { dueReminders } from './reminders.ts';
import { expireRequests } from './status.ts';
import { dueThanks } from './thanks.ts';
import { type FindChats, type Way, waysOf } from './ways.ts';
import { renderWished } from './wishedMail.ts';

type TaskDeps = {
  em: () => EntityManager;
  config: Links & Parameters<typeof sendsEmail>[0] & Parameters<typeof sendsSms>[0];
  clock: () => Date;
  /** Of these guests, those who want to be reminded in their chat, and the number it is with. Absent: nobody. */
  inChat?: (em: EntityManager, guests: Whom[]) => Promise<(Whom & { phone: string })[]>;
  /** The chats on lines in which reservations were made. Absent: none was. */
  chats?: FindChats;
};

/** Confirmations that are written in one statement: some hundred thousand characters. */
const AT_A_TIME = 50;

/** A guest at a restaurant. */
type Whom = { restaurantId: string; guestId: string };

/**
 * What reservations do in the background. Emails are rendered when they are sent, so that they say what holds then:
 * two changes in one breath are told once, and nobody is told of a table that was cancelled meanwhile.
 */
export function reservationTasks({ em, config, clock, inChat, chats }: TaskDeps): Tasks {
  const send = async (messages: OutgoingMessage[]) => {
    const [letters, lines] = [messages.filter(isLetter), messages.filter((message) => !isLetter(message))];
    await queueMessages(em(), letters, sendsEmail(config));
    await queueMessages(em(), lines);
  };
  const saidBy = async (booking: KeptBooking) => (await readWordings(em(), [booking]))(booking);
  /** A reservation, and the way to its guest. `late`: the chat had its time to deliver what was said in it. */
  const addressed = async ({ reservation, late }: { reservation?: string; late?: string }) => {
    const booking = await readBooking(em(), config, reservation!, clock());
    if (!booking) return null;
    const way = (await waysOf(em(), [booking], chats))(booking);
    const lost = late !== undefined && way.by === 'said' && !(await hasArrived(em(), booking, way.at, chats));
    return { booking, way: lost && booking.email !== null ? ({ by: 'email' } as const) : way };
  };
  /** What was said in a chat is looked after: where it does not arrive, an email goes out if there is an address. */
  const lookAfter = async (task: string, { id, email }: KeptBooking, payload: Record<string, string>) => {
    if (email === null || payload.late) return;
    const again = { ...payload, reservation: id, late: 'yes' };
    await enqueue(em(), task, again, { inSeconds: LATE_MINUTES * 60, key: `late:${task}:${id}` });
  };
  /** Tells one guest, or nobody: once, and by one way. */
  const tell = async (
    task: string,
    payload: Record<string, string>,
    { booking, way }: { booking: KeptBooking; way: Way },
    news: News,
  ) => {
    if (way.by === 'said') return lookAfter(task, booking, payload);
    await send(messagesOf(booking, way, news));
  };
  const confirmation = (booking: KeptBooking, which: string, said: Said): News | null => {
    const letter = () => renderConfirmation(booking, said);
    // A request is told that it was received, and confirmed only when the staff accept it.
    if (booking.status === 'requested') return { kind: 'received', which: 'received', letter };
    const line = () => confirmationLine(booking, said);
    return booking.status === 'confirmed' ? { kind: 'confirmation', which, letter, line } : null;
  };
  return {
    // The payload is the list of those that were written within a quarter of a second.
    send_confirmations: async (reservations) => {
      const ids = Object.values(reservations);
      for (let first = 0; first < ids.length; first += AT_A_TIME) {
        const bookings = await readBookings(em(), config, ids.slice(first, first + AT_A_TIME), clock());
        const [wordings, ways] = [await readWordings(em(), bookings), await waysOf(em(), bookings, chats)];
        const messages: OutgoingMessage[] = [];
        for (const booking of bookings) {
          const way = ways(booking);
          const news = confirmation(booking, 'confirmation', wordings(booking));
          if (news && way.by === 'said') await lookAfter('send_confirmation', booking, {});
          else if (news) messages.push(...messagesOf(booking, way, news));
        }
        await send(messages);
      }
    },
    // `again`: it was cancelled and told so, and stands again after all.
    send_confirmation: async (payload) => {
      const told = await addressed(payload);
      if (!told) return;
      const { booking } = told;
      const { again } = payload;
      if (again && booking.status === 'confirmed' && !(await wasToldOfTheEnd(em(), booking))) return;
      const which = again ? `confirmation:${booking.revision}` : 'confirmation';
      const news = confirmation(booking, which, await saidBy(booking));
      if (news) await tell('send_confirmation', payload, told, news);
    },
    send_changed: async (payload) => {
      const told = await addressed(payload);
      if (told?.booking.status !== 'confirmed' && told?.booking.status !== 'requested') return;
      const { booking } = told;
      const said = await saidBy(booking);
      await tell('send_changed', payload, told, {
        kind: 'changed',
        which: `changed:${booking.revision}`,
        letter: () => renderChanged(booking, said),
        line: () => changedLine(booking, said),
      });
    },
    send_cancelled: async (payload) => {
      const told = await addressed(payload);
      if (told?.booking.status !== 'cancelled' || !told.booking.cancelledBy) return;
      const { booking } = told;
      const { cancelledBy, restaurant } = booking;
      // Their own word is nothing to tell them; ours is.
      const message = cancelledBy === 'staff' ? await wordFor(em(), booking) : null;
      const bookUrl = `${config.baseUrl}/r/${restaurant.slug}`;
      const said = await saidBy(booking);
      await tell('send_cancelled', payload, told, {
        kind: 'cancelled',
        which: `cancelled:${booking.revision}`,
        letter: () => renderCancelled({ ...booking, cancelledBy: cancelledBy!, message, bookUrl }, said),
        line: () => cancelledLine({ ...booking, message, bookUrl }, said),
      });
    },
    send_declined: async (payload) => {
      const told = await addressed(payload);
      if (told?.booking.status !== 'declined') return;
      const { booking } = told;
      const bookUrl = `${config.baseUrl}/r/${booking.restaurant.slug}`;
      const facts = { ...booking, message: await wordFor(em(), booking), bookUrl };
      const said = await saidBy(booking);
      await tell('send_declined', payload, told, {
        kind: 'declined',
        which: 'declined',
        letter: () => renderDeclined(facts, said),
        line: () => declinedLine(facts, said),
      });
    },
    send_wished: async (payload) => {
      const told = await addressed(payload);
      const wished = told?.booking.wished;
      if (!told || !wished) return;
      const facts = { ...told.booking, wished };
      const kind = wished.declined ? 'declined' : 'received';
      await tell('send_wished', payload, told, {
        kind,
        which: `wished:${wished.id}:${kind}`,
        letter: () => renderWished(facts),
        ...(wished.declined && { line: () => wishDeclinedLine(facts) }),
      });
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
          if (!phone) return [];
          const said = wordings(booking);
          const letter = booking.email === null ? null : renderReminder(booking, said);
          const text = renderReminderText(booking, said);
          return [chatMessage(booking, phone, { kind: 'reminder', which: 'reminder', text, letter })];
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

/** How long a line has to deliver what was said in a chat, before it is said by email, in minutes. */
const LATE_MINUTES = 20;

/** Whether the line has told since that something had arrived in the chat of a reservation. */
async function hasArrived(
  em: EntityManager,
  { id }: KeptBooking,
  since: string,
  find: FindChats | undefined,
): Promise<boolean> {
  const [chat] = (await find?.(em, [id])) ?? [];
  return chat?.arrivedAt != null && chat.arrivedAt >= since;
}
