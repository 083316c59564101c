import './timeline.css';
import { Ban, Check, ZoomIn, ZoomOut } from 'lucide-preact';
import { Fragment } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { call } from '../../api.ts';
import { Fault } from '../../frame/Fault.tsx';
import type { House } from '../../frame/house.ts';
import { tell } from '../../frame/toasts.ts';
import { useLoaded } from '../../load.ts';
import { lengthOf } from '../../reservation/change.ts';
import { holdsOf, type Room } from '../../reservation/room.ts';
import { useLiveEvent } from '../../stream.ts';
import { lasting, spokenTime } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { type Clock, clockOf, type Present, servicesOf } from '../clock.ts';
import type { DayBook, LineActs } from '../day.ts';
import { planWords } from '../plan/texts/words.ts';
import { barsOf, boardSpan, type Drop, dropOf, noTable, spanOf, xOf, zooms } from './board.ts';
import { TimelineBar } from './TimelineBar.tsx';
import { useAim } from './useAim.ts';
import { useMoves } from './useMoves.ts';
import { timelineWords } from './words.ts';

/** The height of a level of bars, in pixels. */
const level = 50;

/** What a drop would do, in words. */
function saying(
  drop: Drop,
  row: ReservationRow,
  { lane, from, until }: { lane: string; from: number; until: number },
  room: Room,
  clock: Clock,
): string {
  const words = timelineWords();
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => room.tables.find((known) => known.id === id)?.name ?? []);
  const tables = named(drop.can === 'move' ? drop.tables : [lane]);
  const table = tables.length > 0 ? texts.value.table(tables) : words.noTable;
  const spoken = (minute: number) => spokenTime(clock.timeAt(minute), locale.value);
  const stays = from === spanOf(row).from && (lane === noTable || row.tableIds.includes(lane));
  const longer = until - from !== lengthOf(row);
  const target = [
    ...(stays && longer ? [] : [words.target(spoken(from), table)]),
    ...(longer ? [words.stay(spoken(until), lasting(until - from))] : []),
  ].join(' · ');
  if (drop.can === 'move') return words.can(target);
  if (drop.can === 'stay') return words.stays(target);
  if (drop.why === 'occupied')
    return words.occupied(target, drop.by.bookedAs, spokenTime(drop.by.time, locale.value));
  if (drop.why === 'seats') return words.few(target, drop.seats, texts.value.people(row.party));
  if (drop.why === 'outside') return words.outside(target);
  return drop.why === 'table' ? words.choose : words.over;
}

/** The day as tables by time: who sits where and when, and where else they could. */
export function Timeline(props: {
  house: House;
  book: DayBook;
  now: Present | null;
  /** Which reservations are looked for; the others step back, and still hold their tables. */
  keep: (row: ReservationRow) => boolean;
  fresh: ReadonlySet<string>;
  pending: ReadonlyMap<string, unknown>;
  opened: (row: ReservationRow) => boolean;
  coming: boolean;
  acts: LineActs;
  change: (with_: (book: DayBook) => DayBook) => void;
  reload: () => void;
}) {
  const { house, book } = props;
  const words = timelineWords();
  const loaded = useLoaded(house.slug, (signal) =>
    call('GET /api/restaurants/:restaurant/tables', { params: { restaurant: house.slug }, signal }),
  );
  const room = loaded.value;
  useLiveEvent(({ event }) => {
    if (event.kind === 'settings') loaded.reload();
  });
  const [zoom, setZoom] = useState(1);
  const [left, setLeft] = useState('');
  const scale = zooms[zoom] ?? zooms[0];
  const board = useRef<HTMLDivElement>(null);
  const clock = clockOf(book.day, house.timeZone);
  const services = servicesOf(book.shifts, clock);
  const moves = useMoves({ book, clock, room, change: props.change, reload: props.reload });
  const span = boardSpan(moves.rows, services, clock);
  const width = (span.until - span.from) * scale;
  const bars = room ? barsOf(moves.rows, room) : new Map();
  const areas = [...new Set(room?.tables.map(({ area }) => area))];
  const groups = [
    ...(bars.has(noTable)
      ? [{ area: null, lanes: [{ id: noTable, name: words.noTable, maxSeats: 0 }] }]
      : []),
    ...areas.map((area) => ({ area, lanes: room?.tables.filter((table) => table.area === area) ?? [] })),
  ];
  const lanes = groups.flatMap((group) => group.lanes.map(({ id }) => id));
  const now = props.now?.minute ?? null;

  const judge = (row: ReservationRow, to: { lane: string; from: number; until: number }, of: Room) =>
    dropOf(row, to, services, of, holdsOf(moves.rows, now, row.id));

  const { aim, grips, ends, endsDrag } = useAim({
    board,
    services,
    clock,
    lanes,
    span,
    scale,
    onLeave: () => setLeft(words.left),
    onDrop(row, to) {
      setLeft('');
      if (!room) return;
      const drop = judge(row, to, room);
      if (drop.can === 'move') void moves.move(row, drop.tables, to.from, to.until - to.from);
      if (drop.can === 'not')
        tell({
          tone: 'refused',
          text: words.notMoved(row.bookedAs, saying(drop, row, to, room, clock)),
        });
    },
  });
  const taken = aim && moves.rows.find(({ id }) => id === aim.id);
  const drop = aim && taken && room ? judge(taken, aim, room) : null;
  const said = aim && taken && room && drop ? saying(drop, taken, aim, room, clock) : null;
  useEffect(() => {
    if (aim?.by === 'keys')
      board.current?.querySelector('.berth-aim')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [aim]);

  // The board opens where the evening is, and stays at the same hour when it grows.
  const focus = now ?? services.at(-1)?.from ?? span.from;
  useLayoutEffect(() => {
    const view = board.current;
    if (view) view.scrollLeft = xOf(focus, span, scale) - view.clientWidth * 0.3;
  }, [book.day, scale, room !== null]);

  if (loaded.fault && !room)
    return <Fault what={texts.value.making.roomFailed} fault={loaded.fault} onRetry={loaded.reload} />;
  if (!room) return null;
  if (lanes.length === 0) return <p class="empty">{planWords().noTables}</p>;
  const hours = Array.from({ length: (span.until - span.from) / 60 + 1 }, (_, i) => span.from + i * 60);
  const met = new Set<string>();
  return (
    <section class="timeline" aria-label={words.timeline}>
      <div class="timeline-head">
        <p
          class={`timeline-say${drop ? ` timeline-${drop.can}` : ''}`}
          id={said ? undefined : 'timeline-hint'}
        >
          {drop?.can === 'move' && <Check size={16} strokeWidth={2} aria-hidden="true" />}
          {drop?.can === 'not' && <Ban size={16} strokeWidth={2} aria-hidden="true" />}
          {said ?? (
            <span>
              <span class="timeline-mouse">{words.hint}</span>
              <span class="timeline-touch">{words.touch}</span>{' '}
              <span class="timeline-keys">{words.keys}</span>
            </span>
          )}
        </p>
        {said && (
          <span id="timeline-hint" class="unseen">
            {words.hint} {words.keys}
          </span>
        )}
        <div class="joined">
          {[-1, 1].map((by) => (
            <button
              key={by}
              type="button"
              class="icon-button"
              aria-label={by < 0 ? words.wider : words.closer}
              aria-disabled={zooms[zoom + by] === undefined}
              onClick={() => zooms[zoom + by] !== undefined && setZoom(zoom + by)}
            >
              {by < 0 ? (
                <ZoomOut size={18} strokeWidth={1.5} aria-hidden="true" />
              ) : (
                <ZoomIn size={18} strokeWidth={1.5} aria-hidden="true" />
              )}
            </button>
          ))}
        </div>
      </div>
      <div
        ref={board}
        class={`board${aim?.by === 'pointer' ? ' board-dragging' : ''}`}
        style={{ '--hour': `${60 * scale}px`, '--width': `${width}px` }}
        data-rows
      >
        <div class="board-hours" aria-hidden="true">
          <span class="board-name" />
          <span class="board-scale">
            {hours.map((hour) => (
              <i key={hour} style={{ left: `${xOf(hour, span, scale)}px` }}>
                {spokenTime(clock.timeAt(hour), locale.value)}
              </i>
            ))}
            {now !== null && now >= span.from && now <= span.until && (
              <b class="board-now-time" style={{ left: `${xOf(now, span, scale)}px` }}>
                {props.now?.time}
              </b>
            )}
          </span>
        </div>
        <div class="board-body">
          {groups.map((group) => (
            <Fragment key={group.area ?? noTable}>
              {group.area && (
                <h2 class="board-area">
                  <span>{group.area}</span>
                </h2>
              )}
              {group.lanes.map((lane) => {
                const theirs = bars.get(lane.id) ?? [];
                const levels = 1 + Math.max(0, ...theirs.map((bar: { level: number }) => bar.level));
                const title = lane.id === noTable ? lane.name : texts.value.table([lane.name]);
                return (
                  <div key={lane.id} class="board-row">
                    <span class="board-name">
                      <b>{lane.name}</b>
                      {lane.maxSeats > 0 && <small>{words.seats(lane.maxSeats)}</small>}
                    </span>
                    <ul
                      class="board-lane"
                      data-lane={lane.id}
                      aria-label={title}
                      style={{ height: `${levels * level}px` }}
                    >
                      {theirs.map(
                        (bar: ReturnType<typeof spanOf> & { row: ReservationRow; level: number }) => {
                          const { row } = bar;
                          const first = !met.has(row.id);
                          met.add(row.id);
                          return (
                            <TimelineBar
                              key={row.id}
                              row={row}
                              left={xOf(bar.from, span, scale)}
                              width={(bar.until - bar.from) * scale}
                              top={bar.level * level}
                              first={first}
                              look={`${props.keep(row) ? '' : ' berth-aside'}${props.fresh.has(row.id) ? ' berth-fresh' : ''}${aim?.id === row.id ? ' berth-lifted' : ''}`}
                              busy={props.pending.has(row.id) || moves.moving.has(row.id)}
                              opened={props.opened(row)}
                              coming={props.coming}
                              acts={props.acts}
                              grips={grips(row, lane.id)}
                              ends={ends(row, lane.id)}
                              endsDrag={endsDrag}
                            />
                          );
                        },
                      )}
                      {aim && taken && drop && laneShows(drop, aim.lane, lane.id) && (
                        <li
                          class={`berth-aim berth-aim-${drop.can}`}
                          aria-hidden="true"
                          style={{
                            left: `${xOf(aim.from, span, scale)}px`,
                            width: `${(aim.until - aim.from) * scale}px`,
                          }}
                        >
                          {drop.can === 'not' ? <Ban size={14} /> : <Check size={14} />}
                          <b>
                            {clock.timeAt(aim.until - aim.from === lengthOf(taken) ? aim.from : aim.until)}
                          </b>{' '}
                          {taken.bookedAs}
                        </li>
                      )}
                    </ul>
                  </div>
                );
              })}
            </Fragment>
          ))}
          {now !== null && now >= span.from && now <= span.until && (
            <span class="board-now" aria-hidden="true" style={{ '--now': `${xOf(now, span, scale)}px` }} />
          )}
        </div>
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {said ?? left}
      </p>
    </section>
  );
}

/** Does a lane show where the bar would go: each table that it would take, or the one it cannot. */
function laneShows(drop: Drop, aimed: string, lane: string): boolean {
  return drop.can === 'move' ? drop.tables.includes(lane) : lane === aimed;
}
