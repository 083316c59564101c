import { Phone, Users } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { spaced } from '../../messages/phone.ts';
import { spokenTime, weekDay } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { NoShowMark, Tag } from '../marks.tsx';
import { words } from './texts/words.ts';

/** "sam. 17 oct., 20 h" */
export const whenOf = (row: ReservationRow): string =>
  `${weekDay(row.day, locale.value)}, ${spokenTime(row.time, locale.value)}`;

/** Somebody who waits: when, who, how many, what to know of them, and what can be done. */
export function WaitingCard(props: {
  when: ComponentChildren;
  name: string;
  party: number;
  tags: readonly string[];
  noShows: number;
  remark: string | null;
  /** What is wrong, or how far it is. */
  state?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <li class="wait-one">
      <p class="waiting-head">
        <span class="waiting-when figure">{props.when}</span>
        <b>{props.name}</b>
        <span class="waiting-party figure">
          <Users size={14} strokeWidth={1.5} aria-hidden="true" />
          <span aria-hidden="true">{props.party}</span>
          <span class="unseen">{texts.value.people(props.party)}</span>
        </span>
        {props.tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
        {props.noShows > 0 && <NoShowMark count={props.noShows} />}
      </p>
      {props.remark && <p class="waiting-remark">{props.remark}</p>}
      {props.state && <p class="waiting-state">{props.state}</p>}
      {props.children}
    </li>
  );
}

/** The same of a reservation, which has a day as well. */
export function ReservationCard(props: {
  row: ReservationRow;
  state: ComponentChildren;
  children: ComponentChildren;
}) {
  const { row } = props;
  return (
    <WaitingCard
      when={whenOf(row)}
      name={row.bookedAs}
      party={row.party}
      tags={row.guest.tags}
      noShows={row.guest.noShows}
      remark={row.remark}
      state={props.state}
    >
      {props.children}
    </WaitingCard>
  );
}

/** The way to call somebody, where there is a number. */
export function CallLink({ name, phone }: { name: string; phone: string | null }) {
  const say = words.value;
  if (!phone) return null;
  return (
    <a class="button" href={`tel:${phone}`} aria-label={say.callNamed(name, spaced(phone))}>
      <Phone size={16} strokeWidth={1.5} aria-hidden="true" />
      <span class="call-word">{say.call}</span>
    </a>
  );
}
