import './floor.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { Fault, Shape } from '../../frame/Fault.tsx';
import type { House } from '../../frame/house.ts';
import { tell } from '../../frame/toasts.ts';
import { Floor, StandingFixture } from '../../plan/Drawing.tsx';
import { inReadingOrder, laidOut } from '../../plan/layout.ts';
import { useFit } from '../../plan/useFit.ts';
import { holdsOf } from '../../reservation/room.ts';
import { clockOf, type Present, servicesOf } from '../clock.ts';
import { changeable, type DayBook, type LineActs } from '../day.ts';
import { boardSpan, type Drop, dropOf, spanOf } from '../timeline/board.ts';
import { useMoves } from '../timeline/useMoves.ts';
import { timelineWords } from '../timeline/words.ts';
import { Coming } from './Coming.tsx';
import { Bonds, Counts } from './FloorFacts.tsx';
import { AreaChoice, HandBar } from './FloorHead.tsx';
import { faceOf, useEscape, walkTables } from './floorKeys.ts';
import { PlanTable } from './PlanTable.tsx';
import { dropSaid } from './saying.ts';
import { comingUp, fullestMinute, stateOf, type TableState } from './states.ts';
import { TableSheet } from './TableSheet.tsx';
import { TimePeek } from './TimePeek.tsx';
import { planWords } from './texts/words.ts';
import { useCarry } from './useCarry.ts';
import { useFloorRoom } from './useFloorRoom.ts';
import { useTableActs } from './useTableActs.ts';

/** Where a point of the window lies within an element. */
function within(element: HTMLElement | null, { x, y }: { x: number; y: number }) {
  const box = element?.getBoundingClientRect();
  return { left: `${x - (box?.left ?? 0)}px`, top: `${y - (box?.top ?? 0)}px` };
}

/** The room as it stands: what each table is up to, now or later, and everything that a tap can do there. */
export function FloorPlan(props: {
  house: House;
  book: DayBook;
  now: Present | null;
  /** Which reservations are looked for; the tables of the others step back. */
  keep: (row: ReservationRow) => boolean;
  pending: ReadonlyMap<string, unknown>;
  coming: boolean;
  acts: LineActs;
  change: (with_: (book: DayBook) => DayBook) => void;
  reload: () => void;
}) {
  const { house, acts } = props;
  const say = planWords();
  const { day } = props.book;
  const { room: loaded, pauses, reloadPauses } = useFloorRoom(house.slug, day);
  const room = loaded.value;
  const clock = clockOf(day, house.timeZone);
  const services = servicesOf(props.book.shifts, clock);
  const moves = useMoves({ book: props.book, clock, room, change: props.change, reload: props.reload });
  const book = { ...props.book, reservations: moves.rows };
  const now = props.now?.minute ?? null;
  const table = useTableActs({ restaurant: house.slug, day, now: props.now, clock, onPauses: reloadPauses });

  const [asked, setAsked] = useState<{ day: string; minute: number } | null>(null);
  const [chosenArea, setArea] = useState<string | null>(null);
  const [inHand, setInHand] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [news, setNews] = useState('');
  const section = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);

  const span = boardSpan(moves.rows, services, clock);
  const usual = now ?? fullestMinute(book) ?? services.at(-1)?.from ?? clock.minuteOf('19:00');
  const minute = asked?.day === day ? asked.minute : usual;
  const live = now !== null && minute === now;

  const states = new Map<string, TableState>(
    room?.tables.map((one) => [one.id, stateOf(one, book, pauses, minute, now, clock)]),
  );
  const areas = room?.areas.filter(({ name }) => room.tables.some((one) => one.area === name)) ?? [];
  // Whom one looks for may sit in another area than the first.
  const sought = moves.rows.every(props.keep) ? undefined : moves.rows.find(props.keep);
  const theirArea = room?.tables.find(({ id }) => sought?.tableIds.includes(id))?.area;
  const area = areas.find(({ name }) => name === (chosenArea ?? theirArea)) ?? areas[0];
  const tables = room?.tables.filter((one) => one.area === area?.name) ?? [];
  const layout = laidOut(
    tables.map(({ id, maxSeats, place }) => ({ key: id, seats: maxSeats, place })),
    area?.plan,
  );
  const { view, unit } = useFit(layout.ground, {
    least: 44 / 3,
    most: 30,
    height: Math.max(480, window.innerHeight - 330),
  });

  /** What it would mean to put a party at a table, at the time that they have. */
  const judge = (row: ReservationRow, to: string): Drop =>
    room
      ? dropOf(row, { lane: to, from: spanOf(row).from }, services, room, holdsOf(moves.rows, now, row.id))
      : { can: 'not', why: 'table' };

  const put = (row: ReservationRow, to: string | null) => {
    setInHand(null);
    const target = room?.tables.find(({ id }) => id === to);
    if (!target) return setNews(say.left);
    const drop = judge(row, target.id);
    if (drop.can === 'move') void moves.move(row, drop.tables, spanOf(row).from);
    if (drop.can === 'not')
      tell({
        tone: 'refused',
        text: timelineWords().notMoved(row.bookedAs, dropSaid(drop, row, target).whole),
      });
  };
  const { carry, grips, endsDrag } = useCarry({ onDrop: put });
  const held = moves.rows.find(({ id }) => id === (carry?.id ?? inHand)) ?? null;
  const pickedTable = room?.tables.find(({ id }) => id === picked);

  // Whom one has taken in hand from the list below is put at a table above it.
  useEffect(() => {
    if (inHand) head.current?.scrollIntoView({ block: 'nearest' });
  }, [inHand]);
  useEffect(() => {
    if (picked) faceOf(picked)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [picked]);

  const closeSheet = () => {
    const from = picked;
    setPicked(null);
    if (from) faceOf(from)?.focus();
  };
  const take = (row: ReservationRow) => {
    setNews('');
    setPicked(null);
    setInHand(inHand === row.id ? null : row.id);
    const own = room?.tables.find(({ id }) => row.tableIds.includes(id));
    if (own) {
      setArea(own.area);
      setCurrent(own.id);
    }
  };
  const press = (id: string) => {
    if (endsDrag()) return;
    if (held && inHand) return put(held, id);
    setNews('');
    setPicked(picked === id ? null : id);
  };
  const seat = async (row: ReservationRow, at: string) => {
    const drop = judge(row, at);
    if (drop.can === 'stay') return acts.setStatus(row, 'seated');
    if (drop.can !== 'move') return put(row, at);
    const became = await moves.move(row, drop.tables, spanOf(row).from);
    if (became) acts.setStatus(became, 'seated');
  };

  /** Puts down whom one has in hand, else closes the table. */
  const leave = (): boolean => {
    if (inHand) {
      setInHand(null);
      setNews(say.left);
    } else if (picked) closeSheet();
    return inHand !== null || picked !== null;
  };
  useEscape(leave);

  const order = inReadingOrder(layout.places);
  const stop = current && layout.places.has(current) ? current : order[0];
  if (loaded.fault && !room) return <Fault what={say.failed} fault={loaded.fault} onRetry={loaded.reload} />;
  if (!room) return loaded.slow ? <Shape rows={8} /> : null;
  if (areas.length === 0) return <p class="empty">{say.noTables}</p>;

  const aimed = carry?.over ?? null;
  const aimedTable = room.tables.find(({ id }) => id === aimed);
  const aimedDrop = held && aimedTable ? judge(held, aimedTable.id) : null;
  const inHere = [...states].filter(([id]) => layout.places.has(id));
  const strip = comingUp(book, minute, now);
  const others = pickedTable
    ? strip
        .filter((row) => !row.tableIds.includes(pickedTable.id) && judge(row, pickedTable.id).can === 'move')
        .slice(0, 3)
    : [];
  return (
    <section ref={section} class={`floor${held ? ' floor-holding' : ''}`} aria-label={say.plan}>
      <div class="floor-main">
        <div ref={head} class="floor-head">
          <AreaChoice
            areas={areas.map(({ name }) => name)}
            shown={area?.name ?? ''}
            onArea={(name) => {
              setArea(name);
              setPicked(null);
            }}
          />
          {held ? (
            <HandBar
              row={held}
              aimed={
                aimedDrop && aimedTable
                  ? { drop: aimedDrop, said: dropSaid(aimedDrop, held, aimedTable).whole }
                  : null
              }
              onPutBack={inHand ? leave : null}
            />
          ) : (
            <TimePeek
              span={span}
              minute={minute}
              clock={clock}
              now={now}
              onMinute={(chosen) => setAsked(chosen === null ? null : { day, minute: chosen })}
            />
          )}
        </div>
        <div ref={view} class="plan-view floor-view">
          {unit !== null && (
            <fieldset class="floor-room" onKeyDown={(event) => walkTables(event, layout.places)}>
              <legend class="unseen">{say.floor(area?.name ?? '')}</legend>
              <Floor ground={layout.ground} unit={unit}>
                {layout.fixtures.map((fixture, index) => (
                  <StandingFixture key={index} fixture={fixture} />
                ))}
                <Bonds book={book} states={states} layout={layout} />
                {order.map((id) => {
                  const one = tables.find((known) => known.id === id)!;
                  const place = layout.places.get(id)!;
                  const state = states.get(id)!;
                  const carried = state.row ?? state.next;
                  return (
                    <PlanTable
                      key={id}
                      table={one}
                      place={place}
                      unit={unit}
                      state={state}
                      held={held}
                      drop={held && judge(held, id)}
                      aimed={aimed === id}
                      opened={picked === id}
                      aside={!held && carried !== null && !props.keep(carried)}
                      busy={
                        state.row !== null &&
                        (props.pending.has(state.row.id) || moves.moving.has(state.row.id))
                      }
                      tabIndex={id === stop ? 0 : -1}
                      grips={grips(carried && changeable(carried.status) ? carried : null)}
                      onPress={() => press(id)}
                      onFocus={() => setCurrent(id)}
                    />
                  );
                })}
              </Floor>
            </fieldset>
          )}
        </div>
        <Counts states={inHere.map(([, state]) => state)} />
        <p id="plan-hint" class="floor-hint muted">
          {live ? say.hint : say.planned}
        </p>
      </div>
      <div class="floor-side">
        {pickedTable && (
          <TableSheet
            table={pickedTable}
            state={states.get(pickedTable.id)!}
            live={live}
            coming={props.coming}
            busy={table.busy}
            others={others}
            acts={acts}
            onSeat={(row) => void seat(row, pickedTable.id)}
            onMove={take}
            onWalkIn={(party) => void table.seatWalkIn(pickedTable, party)}
            onPause={(how) => void table.pause(pickedTable, how)}
            onResume={() => {
              const { pause } = states.get(pickedTable.id)!;
              if (pause) void table.resume(pause, pickedTable);
            }}
            onClose={closeSheet}
          />
        )}
        <Coming rows={strip} minute={minute} clock={clock} live={live} held={inHand} onTake={take} />
      </div>
      {carry && held && (
        <span class="floor-carried" style={within(section.current, carry)} aria-hidden="true">
          {held.bookedAs} · {held.party}
        </span>
      )}
      <p class="unseen" role="status">
        {news}
      </p>
    </section>
  );
}
