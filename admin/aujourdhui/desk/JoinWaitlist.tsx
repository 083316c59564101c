import { useRef, useState } from 'preact/hooks';
import type { StaffJoinRequest } from '../../../server/waitlist/contract.ts';
import { CallFailed, call } from '../../api.ts';
import type { House } from '../../frame/house.ts';
import { tell } from '../../frame/toasts.ts';
import { freshKey } from '../../key.ts';
import { type Chosen, GuestChoice } from '../../reservation/GuestChoice.tsx';
import { PartyChoice } from '../../reservation/PartyChoice.tsx';
import { problemOf } from '../../reservation/Refused.tsx';
import { said } from '../../reservation/wish.ts';
import { texts } from '../../texts/texts.ts';
import { explainWait, words } from './texts/words.ts';

/** The staff put somebody on the waitlist of a day: how many, between which hours, who. */
export function JoinWaitlist(props: {
  house: House;
  day: string;
  /** Between which hours, unless they say else. */
  usual: { from: string; to: string };
  onDone: () => void;
  onGiveUp: () => void;
}) {
  const say = words.value;
  const [party, setParty] = useState(2);
  // Until somebody says else they follow the usual ones, which come with the day's book.
  const [hours, setHours] = useState<Partial<typeof props.usual>>({});
  const { from, to } = { ...props.usual, ...hours };
  const [chosen, setChosen] = useState<Chosen>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef({ body: '', key: '' });
  const problem = problemOf(fault);

  async function join() {
    if (busy) return;
    setMissing(chosen ? null : texts.value.making.missing.guest);
    if (!chosen) return;
    const body: StaffJoinRequest = {
      restaurant: props.house.slug,
      day: props.day,
      from,
      to,
      party,
      guest: chosen.is === 'known' ? { id: chosen.guest.id } : said(chosen.guest),
    };
    // The same wish sent again is the same wait.
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: freshKey() };
    setBusy(true);
    setFault(null);
    try {
      const wait = await call('POST /api/waitlist', { body, key: sent.current.key });
      tell({ tone: 'done', text: say.list.added(wait.name) });
      props.onDone();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      setBusy(false);
    }
  }

  return (
    <form
      class="making join-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <PartyChoice party={party} onParty={setParty} />
      <p class="between">
        <label>
          {say.list.from}
          <input
            type="time"
            value={from}
            onChange={(event) => setHours({ ...hours, from: event.currentTarget.value || from })}
          />
        </label>
        <label>
          {say.list.to}
          <input
            type="time"
            value={to}
            onChange={(event) => setHours({ ...hours, to: event.currentTarget.value || to })}
          />
        </label>
      </p>
      <GuestChoice
        chosen={chosen}
        problem={problem}
        onChoose={(who) => {
          setChosen(who);
          setMissing(null);
        }}
      />
      <p class="making-end">
        <span class="problem" role="alert">
          {missing ?? (fault && !problem?.field.startsWith('guest.') ? explainWait(fault) : null)}
        </span>
        <span class="word-acts">
          <button type="submit" class="button primary" aria-disabled={busy}>
            {say.list.go}
          </button>
          <button type="button" class="button" onClick={props.onGiveUp}>
            {say.giveUp}
          </button>
        </span>
      </p>
    </form>
  );
}
