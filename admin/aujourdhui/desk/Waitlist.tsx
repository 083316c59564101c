import { useState } from 'preact/hooks';
import type { WaitRow } from '../../../server/waitlist/contract.ts';
import type { House } from '../../frame/house.ts';
import { useSlots } from '../../reservation/useSlots.ts';
import { dayOf, moment, spokenTime, timeOf } from '../../texts/dates.ts';
import { locale, texts } from '../../texts/texts.ts';
import { JoinWaitlist } from './JoinWaitlist.tsx';
import { words } from './texts/words.ts';
import { useWait } from './useWait.ts';
import { CallLink, WaitingCard } from './WaitingCard.tsx';
import { Act, OneOf, Said, Waiting } from './WaitParts.tsx';
import { isOpen, type Waits, within } from './waits.ts';

/** The free times of a day within somebody's range; one tap offers it to them. */
function OfferChoice(props: { house: House; wait: WaitRow; busy: boolean; onPick: (time: string) => void }) {
  const { house, wait } = props;
  const say = words.value.list;
  const { slots } = useSlots(house.slug, wait.day, wait.party);
  const free = slots?.filter((slot) => slot.status === 'open' && within(wait, slot.time)) ?? null;
  return (
    <OneOf
      legend={say.offerTime}
      all={free}
      none={say.offerNone}
      button={({ time }) => (
        <button
          key={time}
          type="button"
          class="pick figure"
          aria-disabled={props.busy}
          onClick={() => props.onPick(time)}
        >
          {time}
        </button>
      )}
    />
  );
}

function One(props: { house: House; wait: WaitRow; reload: () => void }) {
  const { house, wait } = props;
  const say = words.value.list;
  const [offering, setOffering] = useState(false);
  const { busy, ask, offer } = useWait(wait, props.reload);
  const at = (time: string) => spokenTime(time, locale.value);
  const atInstant = (instant: string) => at(timeOf(instant, house.timeZone));
  const { name } = wait;
  const joined =
    dayOf(wait.joinedAt, house.timeZone) === wait.day
      ? atInstant(wait.joinedAt)
      : moment(wait.joinedAt, locale.value, house.timeZone);
  return (
    <WaitingCard
      when={wait.from && wait.to ? say.range(at(wait.from), at(wait.to)) : texts.value.people(wait.party)}
      name={name}
      party={wait.party}
      tags={wait.guest?.tags ?? []}
      noShows={wait.guest?.noShows ?? 0}
      remark={wait.remark}
      state={
        <Said
          of={[
            wait.offer && say.offered(at(wait.offer.time), atInstant(wait.offer.until)),
            words.value.since(joined),
            wait.area,
            wait.offers > 0 && say.asked(wait.offers),
          ]}
        />
      }
    >
      {offering && (
        <OfferChoice
          house={house}
          wait={wait}
          busy={busy}
          onPick={(time) =>
            void offer(time, say.offerSent(name, at(time))).then((sent) => sent && setOffering(false))
          }
        />
      )}
      <p class="waiting-acts">
        <Act
          word={say.offer}
          spoken={say.offerNamed(name)}
          expanded={offering}
          onDo={() => setOffering(!offering)}
        />
        <CallLink name={name} phone={wait.phone} />
        <Act
          word={say.withdraw}
          spoken={say.withdrawNamed(name)}
          busy={busy}
          onDo={() => void ask('withdraw', say.withdrawn(name))}
        />
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
  const { house, waits, reload } = props;
  const say = words.value.list;
  const list = waits.list.filter(isOpen);
  return (
    <>
      {!waits.open && <p class="muted small">{say.closed}</p>}
      <Waiting
        empty={list.length === 0 ? say.empty : null}
        add={say.add}
        form={(close) => (
          <JoinWaitlist
            house={house}
            day={props.day}
            usual={props.usual}
            onDone={() => {
              close();
              reload();
            }}
            onGiveUp={close}
          />
        )}
      >
        {list.map((wait) => (
          <One key={wait.id} house={house} wait={wait} reload={reload} />
        ))}
      </Waiting>
    </>
  );
}
