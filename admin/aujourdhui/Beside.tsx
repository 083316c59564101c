import { useRef } from 'preact/hooks';
import { GuestPanel } from '../clients/GuestPanel.tsx';
import type { House } from '../frame/house.ts';
import { Side } from '../frame/Side.tsx';
import { address, go } from '../place.ts';
import { ChangeReservation } from '../reservation/ChangeReservation.tsx';
import { NewReservation } from '../reservation/NewReservation.tsx';
import { WalkIn } from '../reservation/WalkIn.tsx';
import { texts } from '../texts/texts.ts';
import type { Present } from './clock.ts';
import type { DayBook } from './day.ts';
import { DeskPanel } from './desk/DeskPanel.tsx';
import type { useWaits } from './desk/useWaits.ts';
import type { useOpening } from './useOpening.ts';

/** What is open beside the day, as the address says; null: nothing. */
export function useBeside(props: {
  house: House;
  day: string;
  book: DayBook | null;
  now: Present | null;
  opening: ReturnType<typeof useOpening>;
  waits: ReturnType<typeof useWaits>;
}) {
  const { house, day, book, opening } = props;
  const { day: asked, open, guest } = address.value;
  const { done, close } = opening;
  // Which day it is, the restaurant says: a panel that starts from it waits for the first answer.
  const dayKnown = useRef(false);
  if (asked || book) dayKnown.current = true;

  if (open === 'new' && dayKnown.current)
    return <NewReservation house={house} day={day} guest={guest} onMade={done} onClose={close} />;
  if (open === 'walk-in')
    return <WalkIn house={house} onSeated={() => done(book?.today ?? day)} onClose={close} />;
  if (open === 'desk' && dayKnown.current)
    return (
      <DeskPanel
        house={house}
        day={day}
        book={book}
        now={props.now}
        waits={props.waits}
        onLook={(row) => go({ day: row.day === book?.today ? null : row.day, open: row.id })}
        onClose={close}
      />
    );
  const row = open ? book?.reservations.find(({ id }) => id === open) : undefined;
  if (row && book)
    return (
      <ChangeReservation
        key={row.id}
        house={house}
        book={book}
        now={props.now}
        row={row}
        onChanged={done}
        onClose={close}
      />
    );
  if (open && book)
    return (
      <Side title={texts.value.making.change} onClose={close}>
        <p class="empty">{texts.value.making.gone}</p>
      </Side>
    );
  return guest ? <GuestPanel key={guest} house={house} id={guest} /> : null;
}
