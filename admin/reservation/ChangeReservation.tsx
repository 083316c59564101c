import { useState } from 'preact/hooks';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { clockOf, type Present } from '../aujourdhui/clock.ts';
import type { DayBook } from '../aujourdhui/day.ts';
import type { House } from '../frame/house.ts';
import { Side } from '../frame/Side.tsx';
import { tell } from '../frame/toasts.ts';
import { spokenTime, weekDay } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { AreaChoice } from './AreaChoice.tsx';
import { type Change, lengthOf, realChange, wayBack } from './change.ts';
import { Ending } from './Ending.tsx';
import { LengthChoice } from './LengthChoice.tsx';
import { mayOverbook } from './NewReservation.tsx';
import { Notify } from './Notify.tsx';
import { Particulars } from './Particulars.tsx';
import { PartyChoice } from './PartyChoice.tsx';
import { Refused } from './Refused.tsx';
import { holdsOf } from './room.ts';
import { beyond, SlotChoice } from './SlotChoice.tsx';
import { TableChoice } from './TableChoice.tsx';
import { Trail } from './Trail.tsx';
import { useRoom } from './useRoom.ts';
import { useSlots } from './useSlots.ts';
import { WhoComes } from './WhoComes.tsx';

/** "dim. 11 oct., 20 h, 4 personnes, Table 5" */
function summary(row: ReservationRow): string {
  const words = texts.value;
  return [
    weekDay(row.day, locale.value),
    spokenTime(row.time, locale.value),
    words.people(row.party),
    row.tables.length > 0 ? words.table(row.tables) : words.day.tableNone,
  ].join(', ');
}

/** Asks for a change and tells of it, with the way back. Throws CallFailed. */
export async function askFor(row: ReservationRow, change: Change, notify: boolean): Promise<ReservationRow> {
  const words = texts.value.making;
  const became = await call('PATCH /api/reservations/:id', {
    params: { id: row.id },
    body: { ...change, notify },
  });
  const back = wayBack(row, became);
  tell({
    tone: 'done',
    text: words.changed(became.bookedAs, summary(became)),
    ...(back
      ? {
          undo: () =>
            void askFor(became, back, notify).catch((failed: unknown) => {
              if (!(failed instanceof CallFailed)) throw failed;
              tell({ tone: 'refused', text: explain(failed) });
            }),
        }
      : {}),
  });
  return became;
}

/** Another day, time, party, table or remark for a reservation, and the history of what was changed before. */
export function ChangeReservation(props: {
  house: House;
  book: DayBook;
  now: Present | null;
  row: ReservationRow;
  onChanged: (day: string) => void;
  onClose: () => void;
}) {
  const { house, row, book } = props;
  const words = texts.value;
  const making = words.making;
  const [change, setChange] = useState<Change>({});
  const [notify, setNotify] = useState(true);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const wish = { ...row, ...change, remark: change.remark ?? row.remark ?? '' };
  const occasion = change.occasion === undefined ? row.occasion : change.occasion;
  const [typed, setTyped] = useState(false);
  const loaded = useSlots(house.slug, wish.day, wish.party, row.id, {
    ...(typed || wish.time === row.time ? { time: wish.time } : {}),
    ...(change.minutes ? { minutes: change.minutes } : {}),
    ...(change.area ? { area: change.area } : {}),
  });
  const { areas } = useRoom(house.slug);
  const slot = loaded.slots?.find((one) => one.time === wish.time);
  const moved = wish.day !== row.day || wish.time !== row.time || wish.party !== row.party;
  const real = realChange(row, change);
  const length = change.minutes ?? lengthOf(row);
  const from = clockOf(wish.day, house.timeZone).minuteOf(wish.time);

  const alter = (more: Change) => {
    setChange({ ...change, overbook: undefined, ...more });
    setFault(null);
  };

  async function save() {
    if (!real || busy) return;
    setBusy(true);
    setFault(null);
    try {
      const became = await askFor(row, real, notify);
      props.onChanged(became.day);
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      setBusy(false);
      if (failed.status === 409) loaded.reload();
    }
  }

  return (
    <Side title={row.bookedAs} onClose={props.onClose}>
      <form
        class="making"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <WhoComes row={row} summary={summary(row)} />
        <PartyChoice party={wish.party} onParty={(party) => alter({ party })} />
        <p class="field">
          <label for="change-day">{making.day}</label>
          <input
            id="change-day"
            type="date"
            value={wish.day}
            onChange={(event) => event.currentTarget.value && alter({ day: event.currentTarget.value })}
          />
        </p>
        <SlotChoice
          loaded={loaded}
          party={wish.party}
          time={wish.time}
          onTime={(time, byHand = false) => {
            setTyped(byHand);
            alter({ time });
          }}
          overbook={mayOverbook() ? (change.overbook ?? false) : null}
          onOverbook={(overbook) => setChange({ ...change, overbook })}
        />
        <div class="two">
          <LengthChoice
            minutes={length}
            usual={false}
            onMinutes={(minutes) => minutes && alter({ minutes })}
          />
          <AreaChoice
            areas={areas}
            area={change.area ?? row.area}
            any={false}
            onArea={(area) => area && alter({ area, tables: undefined })}
          />
        </div>
        <TableChoice
          house={house}
          chosen={change.tables ?? (moved || change.area ? [] : row.tableIds)}
          holds={holdsOf(book.reservations, props.now?.minute ?? null, row.id)}
          span={wish.day === book.day ? { from, until: from + length } : null}
          onChoose={(tables) => alter({ tables, area: undefined })}
        />
        <Particulars
          remark={wish.remark}
          occasion={occasion}
          onRemark={(remark) => alter({ remark })}
          onOccasion={(to) => alter({ occasion: to })}
        />
        {moved && row.guest.email && <Notify email={row.guest.email} notify={notify} onNotify={setNotify} />}
        {fault && <Refused fault={fault} onPick={(to) => alter({ day: to.day, time: to.time })} />}
        <p class="making-end">
          <button type="submit" class="button primary wide" aria-disabled={busy || !real}>
            {change.overbook && slot?.status !== 'open' ? beyond(slot).save : making.save}
          </button>
        </p>
      </form>
      <Ending row={row} onEnded={() => props.onChanged(row.day)} />
      <Trail row={row} house={house} />
    </Side>
  );
}
