import { useState } from 'preact/hooks';
import type { Alternative } from '../../../server/availability/contract.ts';
import type { ReservationRow } from '../../../server/reservations/contract.ts';
import { CallFailed, call } from '../../api.ts';
import { spokenTime, weekDay } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { AnswerCard } from './Requests.tsx';
import { words } from './texts/words.ts';

/** "sam. 17 oct., 20 h 30, 6 personnes" */
const sentence = ({ day, time, party }: Pick<ReservationRow, 'day' | 'time' | 'party'>): string =>
  [weekDay(day, locale.value), spokenTime(time, locale.value), texts.value.people(party)].join(', ');

/** Why it could not be accepted, and what else the day has for so many. */
type Refused = { party: number; offers: readonly Alternative[] };

function Wish(props: { row: ReservationRow; onLook: (row: ReservationRow) => void }) {
  const { row } = props;
  const wished = row.wished!;
  const say = words.value.wishes;
  const [refused, setRefused] = useState<Refused | null>(null);
  const params = { id: row.id };
  const body = { wished: wished.id };
  async function accept() {
    setRefused(null);
    try {
      return await call('POST /api/reservations/:id/wished/accept', { params, body });
    } catch (fault) {
      if (fault instanceof CallFailed && fault.code === 'slot_taken') {
        const offers = (fault.detail.alternatives as Alternative[] | undefined) ?? [];
        setRefused({ party: wished.party, offers });
      }
      throw fault;
    }
  }
  return (
    <AnswerCard
      row={row}
      state={
        <span class="wished">
          <span>
            {say.now} {sentence(row)}
          </span>
          <span>
            {say.wished} <b>{[sentence(wished), wished.area].filter(Boolean).join(', ')}</b>
          </span>
          {refused && (
            <span>
              {say.gone(texts.value.people(refused.party))}{' '}
              {refused.offers.length > 0 &&
                say.instead(refused.offers.map(({ time }) => spokenTime(time, locale.value)).join(', '))}
            </span>
          )}
        </span>
      }
      say={say}
      accept={accept}
      decline={(said) =>
        call('POST /api/reservations/:id/wished/decline', { params, body: { ...body, ...said } })
      }
      told={{
        accepted: (now) => ({ text: say.accepted(now.bookedAs, sentence(now)) }),
        declined: (now) => ({ text: say.declined(now.bookedAs) }),
      }}
      onLook={props.onLook}
    />
  );
}

/** Confirmed reservations whose guests ask for something else; until it is answered they stand as they are. */
export function Wishes(props: { wishes: readonly ReservationRow[]; onLook: (row: ReservationRow) => void }) {
  return (
    <ul class="waitings">
      {props.wishes.map((row) => (
        <Wish key={row.id} row={row} onLook={props.onLook} />
      ))}
    </ul>
  );
}
