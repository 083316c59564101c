import { UserPlus } from 'lucide-preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GuestRow } from '../../server/guests/contract.ts';
import { call } from '../api.ts';
import { NoShowMark, Tag } from '../aujourdhui/marks.tsx';
import { useLoaded } from '../load.ts';
import { texts } from '../texts/texts.ts';
import { guestFrom, type NewGuest } from './wish.ts';

export type KnownGuest = Pick<
  GuestRow,
  'id' | 'firstName' | 'lastName' | 'phoneFormatted' | 'email' | 'tags' | 'visits' | 'noShows'
>;

/** Somebody of the guest book, or somebody new; null: nobody yet. */
export type Chosen = { is: 'known'; guest: KnownGuest } | { is: 'new'; guest: NewGuest } | null;

/** How long a pause in typing must be before the book is asked, in ms. */
const pause = 120;

function useFound(typed: string) {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const { value } = useLoaded(
    asked.length < 2 ? null : asked,
    async (signal) => ({
      asked,
      ...(await call('GET /api/guests', { query: { search: asked, limit: 6 }, signal })),
    }),
    { keep: true },
  );
  return asked.length >= 2 && value?.asked === asked ? value.guests : null;
}

/** Finds a guest as one types (a combobox: arrows, Enter, Escape), or makes one of what was typed. */
function Finder(props: { onChoose: (chosen: Chosen) => void }) {
  const words = texts.value.making;
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const found = useFound(typed);
  const open = typed.trim().length >= 2 && found !== null;
  const last = found?.length ?? 0;
  const pick = (place: number) => {
    const guest = found?.[place];
    props.onChoose(guest ? { is: 'known', guest } : { is: 'new', guest: guestFrom(typed) });
  };
  return (
    <div class="finder">
      <label for={id}>{words.guest}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        placeholder={words.guestPlaceholder}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(-1);
        }}
        onKeyDown={(event) => {
          const to = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0) }[event.key];
          if (open && to !== undefined) {
            event.preventDefault();
            setAt(to);
          } else if (event.key === 'Enter') {
            event.preventDefault();
            // With nothing pointed at, Enter takes the only one found, or makes the one who was not.
            if (open && at < 0 && last > 1) setAt(0);
            else if (open) pick(Math.max(at, 0));
          } else if (event.key === 'Escape' && typed) {
            event.preventDefault();
            setTyped('');
          }
        }}
      />
      <div
        id={`${id}-list`}
        class="found-guests"
        role="listbox"
        tabIndex={-1}
        aria-label={words.guestList}
        hidden={!open}
      >
        {open &&
          found.map((guest, place) => (
            <button
              key={guest.id}
              id={`${id}-${place}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={at === place}
              onClick={() => pick(place)}
            >
              <b>
                {guest.firstName} {guest.lastName}
              </b>
              <small class="figure">{guest.phoneFormatted ?? guest.email ?? ''}</small>
              <span>
                {guest.tags.map((tag) => (
                  <Tag key={tag} name={tag} />
                ))}
                {guest.noShows > 0 && <NoShowMark count={guest.noShows} />}
              </span>
            </button>
          ))}
        {open && (
          <button
            id={`${id}-${last}`}
            type="button"
            role="option"
            tabIndex={-1}
            class="found-new"
            aria-selected={at === last}
            onClick={() => pick(last)}
          >
            <UserPlus size={16} strokeWidth={1.5} aria-hidden="true" />
            {words.newGuest(typed.trim())}
          </button>
        )}
      </div>
    </div>
  );
}

const fields = [
  ['firstName', 'text'],
  ['lastName', 'text'],
  ['phone', 'tel'],
  ['email', 'email'],
] as const;

/** A new guest's four fields. `problem` names the one that the server refused, and why. */
function Newcomer(props: {
  guest: NewGuest;
  problem: { field: string; text: string } | null;
  onChange: (guest: NewGuest) => void;
  onBack: () => void;
}) {
  const words = texts.value.making;
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  // Before anything is painted: a moment later it would take the focus from a field that somebody is already in.
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <div class="newcomer">
      <p class="newcomer-head">
        <b>{words.newGuestTitle}</b>
        <button type="button" class="text-button" onClick={props.onBack}>
          {words.otherGuest}
        </button>
      </p>
      {fields.map(([name, keys]) => {
        const wrong = props.problem?.field === `guest.${name}` ? props.problem.text : null;
        return (
          <p key={name}>
            <label for={`${id}-${name}`}>{words.fields[name]}</label>
            <input
              ref={name === 'firstName' ? first : undefined}
              id={`${id}-${name}`}
              type="text"
              inputMode={keys}
              autocomplete="off"
              value={props.guest[name]}
              aria-invalid={wrong ? true : undefined}
              aria-describedby={wrong ? `${id}-${name}-wrong` : undefined}
              onInput={(event) => props.onChange({ ...props.guest, [name]: event.currentTarget.value })}
            />
            {wrong && (
              <small id={`${id}-${name}-wrong`} class="problem">
                {wrong}
              </small>
            )}
          </p>
        );
      })}
    </div>
  );
}

/** Who it is for: found in the guest book as one types, or made on the spot. */
export function GuestChoice(props: {
  chosen: Chosen;
  problem: { field: string; text: string } | null;
  onChoose: (chosen: Chosen) => void;
}) {
  const words = texts.value.making;
  const { chosen } = props;
  if (chosen === null) return <Finder onChoose={props.onChoose} />;
  if (chosen.is === 'new')
    return (
      <Newcomer
        guest={chosen.guest}
        problem={props.problem}
        onChange={(guest) => props.onChoose({ is: 'new', guest })}
        onBack={() => props.onChoose(null)}
      />
    );
  const { guest } = chosen;
  return (
    <div class="chosen-guest">
      <p>
        <b>
          {guest.firstName} {guest.lastName}
        </b>
        <small class="figure">
          {[guest.phoneFormatted ?? guest.email, texts.value.guests.visits(guest.visits)]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {guest.tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
        {guest.noShows > 0 && <NoShowMark count={guest.noShows} />}
      </p>
      <button type="button" class="text-button" onClick={() => props.onChoose(null)}>
        {words.otherGuest}
      </button>
    </div>
  );
}
