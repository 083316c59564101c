/** Reservations on their way to another place: shown there at once, and where they were again when the server says no. */
import { useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { CallFailed } from '../../api.ts';
import { tell } from '../../frame/toasts.ts';
import { askFor } from '../../reservation/ChangeReservation.tsx';
import { type Change, lengthOf } from '../../reservation/change.ts';
import type { Room } from '../../reservation/room.ts';
import { explain } from '../../texts/texts.ts';
import { type Clock, instantAt } from '../clock.ts';
import { type DayBook, withRow } from '../day.ts';
import { timelineWords } from './words.ts';

/** What a row is shown with while it is asked for. */
type Place = Pick<ReservationRow, 'time' | 'tableIds' | 'tables' | 'startsAt' | 'endsAt'>;

export function useMoves(props: {
  book: DayBook;
  clock: Clock;
  room: Room | null;
  change: (with_: (book: DayBook) => DayBook) => void;
  reload: () => void;
}) {
  const [moving, setMoving] = useState<ReadonlyMap<string, Place>>(new Map());
  const { room, change, reload } = props;

  /** Asks for a change, and tells of it with the way back. Answers the row as it became; null when it did not. */
  async function ask(row: ReservationRow, wished: Change, shown: Place): Promise<ReservationRow | null> {
    if (moving.has(row.id)) return null;
    setMoving((before) => new Map(before).set(row.id, shown));
    const known = props.book.reservations.find(({ id }) => id === row.id);
    try {
      const became = await askFor(row, wished, true);
      // What the stream said meanwhile is newer than this answer.
      change((book) => (book.reservations.some((one) => one === known) ? withRow(book, became) : book));
      return became;
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      tell({ tone: 'refused', text: timelineWords().notMoved(row.bookedAs, explain(failed)) });
      // It may have been done after all: only the server knows.
      if (failed.kind !== 'refused' || failed.status === 409) reload();
      return null;
    } finally {
      setMoving((before) => new Map([...before].filter(([id]) => id !== row.id)));
    }
  }

  /** Puts it at tables, at a minute, for so many minutes: as long as it had them unless said. */
  function move(row: ReservationRow, tableIds: string[], from: number, minutes = lengthOf(row)) {
    const tables = tableIds.flatMap((id) => room?.tables.find((table) => table.id === id)?.name ?? []);
    const time = props.clock.timeAt(from);
    const longer = minutes !== lengthOf(row);
    // A stay alone keeps these very tables, nailed or not as before.
    const stays = time === row.time && tableIds.join() === row.tableIds.join();
    const wished: Change = {
      ...(stays ? { pinned: row.pinned } : { time }),
      ...(tableIds.length > 0 && { tables: tableIds }),
      ...(longer && { minutes }),
    };
    const span = { startsAt: instantAt(from), endsAt: instantAt(from + minutes) };
    return ask(row, wished, { time, tableIds, tables, ...span });
  }

  const rows =
    moving.size > 0
      ? props.book.reservations.map((row) => ({ ...row, ...moving.get(row.id) }))
      : props.book.reservations;
  return { rows, moving, move };
}
