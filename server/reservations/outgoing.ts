import type { OutgoingMessage } from '../messaging/send.ts';
import type { Said } from '../messaging/wording.ts';
import type { KeptBooking } from './booking.ts';
import type { Letter } from './letter.ts';
import { renderReminderText } from './news.ts';
import type { Way } from './ways.ts';

/** What is told of a reservation, as messages to send: by which channel, to whom, and under which business key. */

/** What a guest is told: by email, and, where there is one, in a line in their chat. `which`: it goes out once. */
export type News = { kind: string; which: string; letter: () => Letter; line?: () => string };

export const isLetter = ({ channel }: OutgoingMessage) => channel === 'email';

/** The message by which this guest gets the news, with the email in its place if a chat does not deliver it; or none. */
export function messagesOf(
  booking: KeptBooking,
  way: Way,
  { kind, which, letter, line }: News,
): OutgoingMessage[] {
  const { email } = booking;
  if (way.by === 'chat' && line) {
    const text = line();
    return [chatMessage(booking, way.to, { kind, which, text, letter: email === null ? null : letter() })];
  }
  if (way.by === 'none' || way.by === 'said' || email === null) return [];
  return [messageOf({ ...booking, email }, kind, which, letter())];
}

export function messageOf(
  booking: KeptBooking & { email: string },
  kind: string,
  which: string,
  letter: Letter,
): OutgoingMessage {
  return { ...about(booking, kind, which), channel: 'email', recipient: booking.email, ...letter };
}

export function reminderBySms(
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
export function chatMessage(
  booking: KeptBooking,
  to: string,
  { kind, which, text, letter }: { kind: string; which: string; text: string; letter: Letter | null },
): OutgoingMessage {
  return {
    ...about(booking, kind, which),
    channel: 'whatsapp',
    recipient: to,
    subject: null,
    text,
    html: null,
    instead: booking.email === null || letter === null ? undefined : { to: booking.email, ...letter },
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
