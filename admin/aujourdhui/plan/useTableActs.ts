/** What is asked of the server for a table: seat who came without booking, pause it, take it up again. */
import { useRef, useState } from 'preact/hooks';
import type { PauseRow } from '../../../server/availability/contract.ts';
import type { RoomTable } from '../../../server/seating/contract.ts';
import { CallFailed, call } from '../../api.ts';
import { tell } from '../../frame/toasts.ts';
import { freshKey } from '../../key.ts';
import { explain, texts } from '../../texts/texts.ts';
import type { Clock, Present } from '../clock.ts';
import type { PauseFor } from './TableSheet.tsx';
import { planWords } from './texts/words.ts';

const lengths = { half: 30, hour: 60 } as const;

/** `day` is today and `now` its present time; what fails is told, and answers false. */
export function useTableActs(props: {
  restaurant: string;
  day: string;
  now: Present | null;
  clock: Clock;
  onPauses: () => void;
}) {
  const { restaurant, day, now } = props;
  const [busy, setBusy] = useState(false);
  const sent = useRef({ wish: '', key: '' });

  async function attempt(act: () => Promise<void>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    try {
      await act();
      return true;
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      tell({ tone: 'refused', text: explain(failed) });
      return false;
    } finally {
      setBusy(false);
    }
  }

  const seatWalkIn = (table: RoomTable, party: number) =>
    attempt(async () => {
      if (now === null) return;
      // Asked twice after a failure, it is the same request.
      const wish = JSON.stringify([table.id, party, now.time]);
      if (sent.current.wish !== wish) sent.current = { wish, key: freshKey() };
      const row = await call('POST /api/reservations', {
        key: sent.current.key,
        body: {
          restaurant,
          day,
          time: now.time,
          party,
          tables: [table.id],
          guest: {},
          source: 'walk_in',
          status: 'seated',
          notify: false,
        },
      });
      sent.current = { wish: '', key: '' };
      tell({
        tone: 'done',
        text: texts.value.making.seated(texts.value.people(row.party), texts.value.table(row.tables)),
        undo: () =>
          void attempt(async () => {
            await call('POST /api/reservations/:id/status', {
              params: { id: row.id },
              body: { status: 'cancelled' },
            });
          }),
      });
    });

  const resume = (pause: PauseRow, table: RoomTable) =>
    attempt(async () => {
      await call('DELETE /api/pauses/:id', { params: { id: pause.id } });
      tell({ tone: 'done', text: planWords().resumed(texts.value.table([table.name])) });
      props.onPauses();
    });

  const pause = (table: RoomTable, how: PauseFor) =>
    attempt(async () => {
      if (now === null) return;
      const made = await call('POST /api/pauses', {
        query: { restaurant },
        body: {
          from: day,
          fromTime: now.time,
          table: table.name,
          ...(how === 'day' ? {} : { toTime: props.clock.timeAt(now.minute + lengths[how]) }),
        },
      });
      tell({
        tone: 'done',
        text: planWords().paused(texts.value.table([table.name])),
        undo: () => void resume(made, table),
      });
      props.onPauses();
    });

  return { busy, seatWalkIn, pause, resume };
}
