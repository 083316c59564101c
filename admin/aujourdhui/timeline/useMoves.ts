/** Reservations on their way to another place: shown there at once, and where they were again when the server says no. */
import { useState } from 'preact/hooks';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { CallFailed } from '../../api.ts';
import { tell } from '../../frame/toasts.ts';
import { askFor } from '../../reservation/ChangeReservation.tsx';
import type { Room } from '../../reservation/room.ts';
import { explain } from '../../texts/texts.ts';
import { type DayBook, timeAt, withRow } from '../day.ts';
import { timelineWords } from './words.ts';

type Place = Pick<ReservationRow, 'time' | 'tableIds' | 'tables'>;

export function useMoves(props: {
  book: DayBook;
  room: Room | null;
  change: (with_: (book: DayBook) => DayBook) => void;
  reload: () => void;
}) {
  const [moving, setMoving] = useState<ReadonlyMap<string, Place>>(new Map());
  const { room, change, reload } = props;

  /** Asks for the move, and tells of it with the way back. Answers the row as it became; null when it was not moved. */
  async function move(row: ReservationRow, tableIds: string[], from: number): Promise<ReservationRow | null> {
    if (moving.has(row.id)) return null;
    const tables = tableIds.flatMap((id) => room?.tables.find((table) => table.id === id)?.name ?? []);
    const time = timeAt(from);
    setMoving((before) => new Map(before).set(row.id, { time, tableIds, tables }));
    const known = props.book.reservations.find(({ id }) => id === row.id);
    try {
      const became = await askFor(row, { time, tables: tableIds }, true);
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

  const rows =
    moving.size > 0
      ? props.book.reservations.map((row) => ({ ...row, ...moving.get(row.id) }))
      : props.book.reservations;
  return { rows, moving, move };
}
