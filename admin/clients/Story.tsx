import {
  Ban,
  CalendarPlus,
  CircleX,
  Mail,
  MessageCircle,
  MessageSquare,
  MessagesSquare,
  ShieldCheck,
  UserPlus,
  Utensils,
} from 'lucide-preact';
import type { House } from '../frame/house.ts';
import { StatusMark } from '../frame/Status.tsx';
import { OutcomeMark } from '../messages/Outcome.tsx';
import { go, urlOf } from '../place.ts';
import { capital, dayOf, longDay, spokenTime, timeOf, weekDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { byDay, type Happening, storyOf } from './story.ts';
import type { WholeGuest } from './useGuest.ts';

const icons = {
  created: UserPlus,
  booked: CalendarPlus,
  came: Utensils,
  no_show: CircleX,
  cancelled: Ban,
  chat: MessagesSquare,
  consent: ShieldCheck,
  message: Mail,
};
const channelIcons = { email: Mail, sms: MessageSquare, whatsapp: MessageCircle };

function What({ one }: { one: Happening }) {
  const words = texts.value;
  const story = words.guest.story;
  if (one.kind === 'created') return <>{story.created(words.sources[one.source] ?? one.source)}</>;
  if (one.kind === 'consent')
    return (
      <>
        {story.consent[one.entry.state](words.guest.channels[one.entry.channel])}
        <small>{words.sources[one.entry.source] ?? one.entry.source}</small>
      </>
    );
  if (one.kind === 'message')
    return (
      <>
        {story.message(
          words.guest.channels[one.channel],
          words.messages.kinds[one.message.kind] ?? one.message.kind,
        )}
        {one.message.subject && <small>{one.message.subject}</small>}
        <OutcomeMark message={one.message} />
      </>
    );
  if (one.kind === 'chat') {
    const to = { page: 'messages', open: one.chat.id } as const;
    return (
      <>
        <a
          href={urlOf(to)}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            go(to);
          }}
        >
          {story.chat(words.messages.transports[one.chat.transport])}
        </a>
        <small>{one.chat.lastText}</small>
      </>
    );
  }
  const { reservation } = one;
  const party = words.people(reservation.party);
  if (one.kind === 'booked')
    return (
      <>
        {story.booked(
          `${weekDay(reservation.day, locale.value)}, ${spokenTime(reservation.time, locale.value)}`,
          party,
        )}
        <small>
          {words.sources[reservation.source]} · {reservation.restaurantName} · {reservation.reference}
        </small>
        {(reservation.status === 'cancelled' || reservation.status === 'declined') && (
          <StatusMark status={reservation.status} late={reservation.cancelledLate} />
        )}
      </>
    );
  return (
    <>
      {story[one.kind](party)}
      {reservation.cancelledLate && <b class="status-late"> {words.cancelledLate}</b>}
      <small>
        {one.kind === 'cancelled' &&
          `${weekDay(reservation.day, locale.value)}, ${spokenTime(reservation.time, locale.value)} · `}
        {reservation.shift} · {reservation.restaurantName}
      </small>
    </>
  );
}

/** Everything that happened between this guest and the house, newest first. */
export function Story({ guest, house }: { guest: WholeGuest; house: House }) {
  const zone = house.timeZone;
  const story = storyOf(
    {
      record: guest.record,
      reservations: [...guest.history.upcoming, ...guest.history.past],
      ledger: guest.consents.ledger,
      messages: guest.messages,
      chats: guest.chats,
    },
    (instant) => `${dayOf(instant, zone)}T${timeOf(instant, zone)}`,
  );
  const thisYear = dayOf(new Date().toISOString(), zone);
  return (
    <section class="story" aria-label={texts.value.guest.tabs.story}>
      {byDay(story).map(({ day, happenings }) => (
        <section key={day}>
          <h3>{capital(longDay(day, locale.value, thisYear))}</h3>
          <ol>
            {happenings.map((one) => {
              const Icon = one.kind === 'message' ? channelIcons[one.channel] : icons[one.kind];
              return (
                <li key={one.id} class={`happening happening-${one.kind}`}>
                  <time>{one.when.slice(11)}</time>
                  <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
                  <p>
                    <What one={one} />
                  </p>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
      {guest.history.cursor && <p class="muted small">{texts.value.guest.storyMore}</p>}
    </section>
  );
}
