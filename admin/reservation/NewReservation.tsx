import { useEffect, useRef, useState } from 'preact/hooks';
import type { Occasion, StaffBookRequest } from '../../server/reservations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { clockOf } from '../aujourdhui/clock.ts';
import { useDay } from '../aujourdhui/useDay.ts';
import type { House } from '../frame/house.ts';
import { Side } from '../frame/Side.tsx';
import { tell } from '../frame/toasts.ts';
import { freshKey } from '../key.ts';
import { session } from '../session/session.ts';
import { spokenTime, weekDay } from '../texts/dates.ts';
import { locale, texts } from '../texts/texts.ts';
import { AreaChoice } from './AreaChoice.tsx';
import { type Chosen, GuestChoice } from './GuestChoice.tsx';
import { LengthChoice } from './LengthChoice.tsx';
import { Notify } from './Notify.tsx';
import { Particulars } from './Particulars.tsx';
import { PartyChoice } from './PartyChoice.tsx';
import { problemOf, Refused } from './Refused.tsx';
import { holdsOf, usualTurn } from './room.ts';
import { beyond, SlotChoice } from './SlotChoice.tsx';
import { TableChoice } from './TableChoice.tsx';
import { useRoom } from './useRoom.ts';
import { useSlots } from './useSlots.ts';
import { said } from './wish.ts';

/** Managers and owners may write beyond what is free. */
export const mayOverbook = (): boolean =>
  session.value?.staff.role === 'manager' || session.value?.staff.role === 'owner';

/** The guest as the record has them, for whoever makes a reservation out of it. */
async function knownGuest(id: string, restaurant: string): Promise<Chosen> {
  const record = await call('GET /api/guests/:id', { params: { id }, query: { restaurant } });
  const { visits, noShows } = record.everywhere;
  return { is: 'known', guest: { ...record, visits, noShows } };
}

/** A reservation by telephone or at the door, in one panel. `onMade` is told its day. */
export function NewReservation(props: {
  house: House;
  day: string;
  guest: string | null;
  onMade: (day: string) => void;
  onClose: () => void;
}) {
  const { house } = props;
  const words = texts.value;
  const making = words.making;
  const [party, setParty] = useState(2);
  const [day, setDay] = useState(props.day);
  const [time, setTime] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen>(null);
  const [remark, setRemark] = useState('');
  const [occasion, setOccasion] = useState<Occasion | null>(null);
  const [overbook, setOverbook] = useState(false);
  const [notify, setNotify] = useState(true);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef({ body: '', key: '' });
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(false);
  const [minutes, setMinutes] = useState<number | null>(null);
  const [area, setArea] = useState<string | null>(null);
  const [tables, setTables] = useState<string[]>([]);
  const loaded = useSlots(house.slug, day, party, undefined, {
    ...(typed && time ? { time } : {}),
    ...(minutes ? { minutes } : {}),
    ...(area ? { area } : {}),
  });
  const slot = loaded.slots?.find((one) => one.time === time);
  const { areas } = useRoom(house.slug);
  const { book } = useDay(house.slug, day);
  const from = time === null ? null : clockOf(day, house.timeZone).minuteOf(time);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
    if (!props.guest) return;
    let gone = false;
    // Whoever cannot be read is found by typing instead.
    knownGuest(props.guest, house.slug).then(
      (found) => !gone && setChosen((before) => before ?? found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);

  function whatIsMissing(): string | null {
    if (!time) return making.missing.time;
    // Of tables chosen by hand the server alone knows whether they are free.
    if (slot && slot.status !== 'open' && !overbook && tables.length === 0) return making.missing.free;
    if (!chosen) return making.missing.guest;
    if (chosen.is === 'new' && !chosen.guest.firstName.trim() && !chosen.guest.lastName.trim())
      return making.missing.name;
    return null;
  }

  async function make() {
    const lacking = whatIsMissing();
    setMissing(lacking);
    if (lacking || busy || !time || !chosen) return;
    const body: StaffBookRequest = {
      restaurant: house.slug,
      day,
      time,
      party,
      guest: chosen.is === 'known' ? { id: chosen.guest.id } : said(chosen.guest),
      ...said({ remark }),
      ...(occasion ? { occasion } : {}),
      ...(minutes ? { minutes } : {}),
      ...(area ? { area } : {}),
      ...(tables.length > 0 ? { tables } : {}),
      ...(overbook ? { overbook } : {}),
      ...(notify ? {} : { notify }),
    };
    // The same wish sent again is the same reservation; another wish is another.
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: freshKey() };
    setBusy(true);
    setFault(null);
    try {
      const row = await call('POST /api/reservations', { body, key: sent.current.key });
      tell({
        tone: 'new',
        text: making.made(
          row.bookedAs,
          words.people(row.party),
          `${weekDay(row.day, locale.value)}, ${spokenTime(row.time, locale.value)}`,
          row.tables.length > 0 ? words.table(row.tables) : words.day.tableNone,
        ),
      });
      props.onMade(row.day);
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      setBusy(false);
      if (failed.status === 409) loaded.reload();
    }
  }

  const problem = problemOf(fault);
  const email = chosen?.guest.email?.trim();
  return (
    <Side title={making.newTitle} onClose={props.onClose}>
      <form
        ref={form}
        class="making"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <PartyChoice
          party={party}
          onParty={(to) => {
            setParty(to);
            setOverbook(false);
          }}
        />
        <p class="field">
          <label for="making-day">{making.day}</label>
          <input
            id="making-day"
            type="date"
            value={day}
            onChange={(event) => {
              if (!event.currentTarget.value) return;
              setDay(event.currentTarget.value);
              setOverbook(false);
            }}
          />
        </p>
        <SlotChoice
          loaded={loaded}
          party={party}
          time={time}
          onTime={(to, byHand = false) => {
            setTime(to);
            setTyped(byHand);
            setOverbook(false);
            setMissing(null);
          }}
          overbook={mayOverbook() ? overbook : null}
          onOverbook={setOverbook}
        />
        <GuestChoice
          chosen={chosen}
          problem={problem}
          onChoose={(to) => {
            setChosen(to);
            setMissing(null);
          }}
        />
        <div class="two">
          <LengthChoice minutes={minutes} usual onMinutes={setMinutes} />
          <AreaChoice
            areas={areas}
            area={area}
            any
            onArea={(to) => {
              setArea(to);
              setTables([]);
            }}
          />
        </div>
        <TableChoice
          house={house}
          chosen={tables}
          holds={holdsOf(book?.reservations ?? [], null)}
          span={
            book && from !== null
              ? { from, until: from + (minutes ?? usualTurn(book.reservations, party)) }
              : null
          }
          onChoose={setTables}
        />
        <Particulars remark={remark} occasion={occasion} onRemark={setRemark} onOccasion={setOccasion} />
        {email && <Notify email={email} notify={notify} onNotify={setNotify} />}
        {fault && !problem?.field.startsWith('guest.') && (
          <Refused
            fault={fault}
            onPick={(to) => {
              setDay(to.day);
              setTime(to.time);
              setFault(null);
            }}
          />
        )}
        <p class="making-end">
          <span class="problem" role="alert">
            {missing}
          </span>
          <button type="submit" class="button primary wide" aria-disabled={busy}>
            {overbook && slot?.status !== 'open' ? beyond(slot).go : making.go}
          </button>
        </p>
      </form>
    </Side>
  );
}
