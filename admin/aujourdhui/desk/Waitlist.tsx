import { useId, useState } from 'preact/hooks';
import type { WaitRow } from '../../../server/waitlist/contract.ts';
import { call } from '../../api.ts';
import type { House } from '../../frame/house.ts';
import { useSlots } from '../../reservation/useSlots.ts';
import { dayOf, moment, spokenTime, timeOf } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { JoinWaitlist } from './JoinWaitlist.tsx';
import { words } from './texts/words.ts';
import { useActing } from './useActing.ts';
import { CallLink, WaitingCard } from './WaitingCard.tsx';
import { isOpen, type Waits, within } from './waits.ts';

/** What an answer about a wait offers to take back. */
export function undoWait(wait: WaitRow, name: string) {
  const { lastChange } = wait;
  if (!lastChange?.undoable) return {};
  return {
    undo: () =>
      call('POST /api/waitlist/:id/undo', { params: { id: wait.id }, body: { change: lastChange.id } }),
    name,
  };
}

/** The free times of a day within somebody's range; one tap offers it to them. */
function OfferChoice(props: { house: House; wait: WaitRow; busy: boolean; onPick: (time: string) => void }) {
  const { house, wait } = props;
  const say = words.value.list;
  const { slots } = useSlots(house.slug, wait.day, wait.party);
  const free = slots?.filter((slot) => slot.status === 'open' && within(wait, slot.time));
  return (
    <fieldset class="choice" aria-busy={!free}>
      <legend>{say.offerTime}</legend>
      <div class="picks">
        {free?.map((slot) => (
          <button
            key={slot.time}
            type="button"
            class="pick figure"
            aria-disabled={props.busy}
            onClick={() => props.onPick(slot.time)}
          >
            {slot.time}
          </button>
        ))}
      </div>
      <div role="status" aria-live="polite">
        {free?.length === 0 && <p class="muted">{say.offerNone}</p>}
      </div>
    </fieldset>
  );
}

function One(props: { house: House; wait: WaitRow; reload: () => void }) {
  const { house, wait } = props;
  const say = words.value.list;
  const [offering, setOffering] = useState(false);
  const { busy, act } = useActing(props.reload);
  const params = { id: wait.id };
  const at = (time: string) => spokenTime(time, locale.value);
  const { name } = wait;
  const joined =
    dayOf(wait.joinedAt, house.timeZone) === wait.day
      ? at(timeOf(wait.joinedAt, house.timeZone))
      : moment(wait.joinedAt, locale.value, house.timeZone);
  return (
    <WaitingCard
      when={wait.from && wait.to ? say.range(at(wait.from), at(wait.to)) : texts.value.people(wait.party)}
      name={name}
      party={wait.party}
      tags={wait.guest?.tags ?? []}
      noShows={wait.guest?.noShows ?? 0}
      remark={wait.remark}
      state={[
        wait.offer && say.offered(at(wait.offer.time), at(timeOf(wait.offer.until, house.timeZone))),
        words.value.since(joined),
        wait.area,
        wait.offers > 0 && say.asked(wait.offers),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {offering && (
        <OfferChoice
          house={house}
          wait={wait}
          busy={busy}
          onPick={(time) =>
            void act(
              () => call('POST /api/waitlist/:id/offer', { params, body: { time } }),
              () => ({ text: say.offerSent(name, at(time)) }),
            ).then((answer) => answer && setOffering(false))
          }
        />
      )}
      <p class="waiting-acts">
        <button
          type="button"
          class="button"
          aria-expanded={offering}
          aria-label={say.offerNamed(name)}
          onClick={() => setOffering(!offering)}
        >
          {say.offer}
        </button>
        <CallLink name={name} phone={wait.phone} />
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={say.withdrawNamed(name)}
          onClick={() =>
            void act(
              () => call('POST /api/waitlist/:id/withdraw', { params, body: {} }),
              (became) => ({ text: say.withdrawn(name), ...undoWait(became, name) }),
            )
          }
        >
          {say.withdraw}
        </button>
      </p>
    </WaitingCard>
  );
}

/** Who waits for a table of the day on show: offered one by hand, called, or taken off. */
export function Waitlist(props: {
  house: House;
  day: string;
  waits: Waits;
  usual: { from: string; to: string };
  reload: () => void;
}) {
  const { house, waits } = props;
  const say = words.value.list;
  const id = useId();
  const [adding, setAdding] = useState(false);
  const list = waits.list.filter(isOpen);
  return (
    <>
      {list.length === 0 && !adding && <p class="muted">{say.empty}</p>}
      {!waits.open && <p class="muted small">{say.closed}</p>}
      <ul class="waitings">
        {list.map((wait) => (
          <One key={wait.id} house={house} wait={wait} reload={props.reload} />
        ))}
      </ul>
      <p>
        <button
          type="button"
          class="button"
          aria-expanded={adding}
          aria-controls={id}
          onClick={() => setAdding(!adding)}
        >
          {say.add}
        </button>
      </p>
      <div id={id}>
        {adding && (
          <JoinWaitlist
            house={house}
            day={props.day}
            usual={props.usual}
            onDone={() => {
              setAdding(false);
              props.reload();
            }}
            onGiveUp={() => setAdding(false)}
          />
        )}
      </div>
    </>
  );
}
