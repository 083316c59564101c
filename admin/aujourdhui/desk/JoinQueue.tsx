import { useId, useRef, useState } from 'preact/hooks';
import { CallFailed, call } from '../../api.ts';
import type { House } from '../../frame/house.ts';
import { tell } from '../../frame/toasts.ts';
import { freshKey } from '../../key.ts';
import { PartyChoice } from '../../reservation/PartyChoice.tsx';
import { problemOf } from '../../reservation/Refused.tsx';
import { said } from '../../reservation/wish.ts';
import { texts } from '../../texts/texts.ts';
import { explainWait, words } from './texts/words.ts';

/** A party at the door: who they are, if they say so, and how many; the number puts them in the queue. */
export function JoinQueue(props: { house: House; onDone: () => void }) {
  const say = words.value.queue;
  const id = useId();
  const [firstName, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [fault, setFault] = useState<CallFailed | null>(null);
  const [busy, setBusy] = useState(false);
  const sent = useRef({ body: '', key: '' });
  const problem = problemOf(fault);

  async function join(party: number) {
    if (busy) return;
    const body = { restaurant: props.house.slug, party, guest: said({ firstName, phone }) };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: freshKey() };
    setBusy(true);
    setFault(null);
    try {
      const wait = await call('POST /api/waitlist/queue', { body, key: sent.current.key });
      const minutes = wait.quotedMinutes;
      const wait_ = minutes === null ? say.tellNone : minutes <= 0 ? say.tellNow : say.tell(minutes);
      tell({ tone: 'done', text: say.added(texts.value.people(wait.party), wait_) });
      props.onDone();
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
      setBusy(false);
    }
  }

  return (
    <div class="making join-form">
      <div class="newcomer">
        <p>
          <label for={`${id}-name`}>{say.addWho}</label>
          <input
            id={`${id}-name`}
            type="text"
            autocomplete="off"
            maxLength={80}
            value={firstName}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </p>
        <p>
          <label for={`${id}-phone`}>{say.addPhone}</label>
          <input
            id={`${id}-phone`}
            type="text"
            inputMode="tel"
            autocomplete="off"
            maxLength={40}
            value={phone}
            aria-invalid={problem ? true : undefined}
            onInput={(event) => setPhone(event.currentTarget.value)}
          />
        </p>
      </div>
      <PartyChoice party={null} legend={say.addParty} onParty={(party) => void join(party)} />
      {fault && (
        <p class="problem" role="alert">
          {problem?.text ?? explainWait(fault)}
        </p>
      )}
    </div>
  );
}
