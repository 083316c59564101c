/** What a table's state and a possible move are called, aloud and in short. */
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import type { RoomTable } from '../../../server/seating/contract.ts';
import { lasting, spokenTime } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import type { Drop } from '../timeline/board.ts';
import { timelineWords } from '../timeline/words.ts';
import type { TableState } from './states.ts';
import { planWords } from './texts/words.ts';

const spoken = (row: ReservationRow) => spokenTime(row.time, locale.value);
const since = (minutes: number) => (minutes < 1 ? planWords().justNow : lasting(minutes));

/** "50′", "1 h 05" with no room to spare. */
const tight = (minutes: number) =>
  minutes < 60 ? `${minutes}′` : lasting(minutes).replaceAll('\u00a0', '\u2009');

/** "à table depuis 1 h 05", "libre jusqu’à 20 h 30" */
export function stateSaid({ kind, row, next, minutes, until }: TableState): string {
  const { says } = planWords();
  if (kind === 'paused') return until ? says.pausedUntil(spokenTime(until, locale.value)) : says.paused;
  if (kind === 'free') return next ? says.freeUntil(spoken(next)) : says.free;
  if (kind === 'expected' && row)
    return minutes > 0 ? says.late(spoken(row), lasting(minutes)) : says.expected(spoken(row));
  if (kind === 'arrived') return says.arrived(since(minutes));
  if (kind === 'over') return says.over(since(minutes));
  if (kind === 'leave' && next) return says.leave(spoken(next));
  return kind === 'taken' ? says.taken : says.seated(since(minutes));
}

/** What stands on the table itself: as short as a thumb is wide; `narrow`: as short as can be. */
export function stateShort({ kind, row, next, minutes }: TableState, narrow = false): string {
  const took = narrow ? tight(minutes) : lasting(minutes);
  const beyond = `+${took}`;
  if (kind === 'free') return next?.time ?? '';
  if (kind === 'expected') return row && minutes > 0 ? beyond : (row?.time ?? '');
  if (kind === 'leave') return next?.time ?? '';
  if (kind === 'over') return beyond;
  if (kind === 'taken') return row?.time ?? '';
  // Who has only just come is told by the mark.
  if (kind === 'arrived' && minutes < 1) return '';
  return kind === 'paused' ? '' : took;
}

/** Everything about a table, for who cannot see it. */
export function tableSaid(table: RoomTable, state: TableState): string {
  const say = planWords();
  const about = [
    stateSaid(state),
    ...(state.row && state.kind !== 'paused'
      ? [say.party(state.row.bookedAs, texts.value.people(state.row.party))]
      : []),
  ].join(', ');
  return say.label(texts.value.table([table.name]), say.seats(table.minSeats, table.maxSeats), about);
}

/** What it means to put somebody at a table: whole, and as short as fits on it. */
export function dropSaid(
  drop: Drop,
  row: ReservationRow,
  table: RoomTable,
): { whole: string; short: string } {
  const say = planWords();
  const words = timelineWords();
  const target = texts.value.table([table.name]);
  if (drop.can === 'move') return { whole: `${target}${texts.value.frame.colon}${say.free}.`, short: '' };
  if (drop.can === 'stay') return { whole: words.stays(target), short: '' };
  if (drop.why === 'occupied')
    return { whole: words.occupied(target, drop.by.bookedAs, spoken(drop.by)), short: drop.by.time };
  if (drop.why === 'seats')
    return {
      whole: words.few(target, drop.seats, texts.value.people(row.party)),
      short: say.noSeat(table.maxSeats),
    };
  return { whole: drop.why === 'outside' ? words.outside(target) : words.over, short: '' };
}
