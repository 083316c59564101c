import { daysBetween, minutesOf } from './days.ts';
import { fields } from './draft.ts';
import { type Heard, question, say, type Talk } from './talk.ts';
import { read } from './understand/reading.ts';

/** A reminder in this chat, which the guest is asked about once, right after a booking. */

/** From when on guests are reminded on the day before. */
const dayBeforeFrom = 10 * 60;
const dayLength = 24 * 60;

/**
 * Asks whether to remind of a reservation just made: where the restaurant reminds, this chat can be written to
 * later, the reservation is under its number, nothing was said to it before, and there is time left for a reminder.
 */
export function offerReminder(
  talk: Talk,
  { day, time, status }: { day: string; time: string; status: string },
  phone: string,
) {
  const { mayRemind, verifiedPhone, today, now } = talk.facts;
  if (!mayRemind || status !== 'confirmed' || phone !== verifiedPhone) return;
  const { hours } = mayRemind;
  const midnight = daysBetween(today, day) * dayLength;
  const arrival = midnight + minutesOf(time);
  const reminder = hours === null ? midnight - dayLength + dayBeforeFrom : arrival - hours * 60;
  const until = Math.min(reminder, arrival - (hours ?? 24) * 60);
  if (minutesOf(now) >= until) return;
  question(talk, 'remind', (t) => t.askReminder(hours));
}

/** Asks again what was asked, as it could not be read yet. */
export function askReminderAgain(talk: Talk): boolean {
  const { mayRemind } = talk.facts;
  if (mayRemind) question(talk, 'remind', (t) => t.askReminder(mayRemind.hours));
  return mayRemind !== null;
}

const plainNo =
  /^\W*(?:n|non+|nan+|nope?|no+|nah|bof|pas (?:la peine|besoin|necessaire)|inutile|(?:non )?ca ira|no need|not necessary|👎|❌)(?:[^a-z]|$)/u;

/** A yes or a no to it; false for anything else, after which it is not asked again. */
export function answerRemind(talk: Talk, meaning: Heard, text: string): boolean {
  const { answer, intent, correction, doubts } = meaning;
  if (doubts.length > 0 || (intent && intent !== 'thanks' && intent !== 'farewell')) return false;
  if (answer === 'yes' && !correction) {
    talk.reminders = true;
    say(talk, (t) => t.reminderYes());
    // "oui, et une chaise haute": the rest goes on.
    return !fields(meaning);
  }
  // "non, plutôt 21h" and "attendez" say nothing of reminders.
  if (fields(meaning) || !plainNo.test(read(text).flat)) return false;
  talk.reminders = false;
  say(talk, (t) => t.reminderNo());
  return true;
}
