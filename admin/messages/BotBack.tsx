import { useState } from 'preact/hooks';
import { CallFailed, call } from '../api.ts';
import type { House } from '../frame/house.ts';
import { tell } from '../frame/toasts.ts';
import { session } from '../session/session.ts';
import { explainChat } from './Hands.tsx';
import { handoverWords } from './handoverTexts.ts';

const choices = [15, 30, 60, 120, 240, 720];

/** After how long without a word of the staff the bot comes back: managers and owners choose it here. */
export function BotBack(props: { house: House; minutes: number; onChanged(minutes: number): void }) {
  const words = handoverWords();
  const [busy, setBusy] = useState(false);
  if (session.value?.staff.role === 'host') return null;

  async function choose(minutes: number) {
    setBusy(true);
    try {
      await call('PUT /api/bot-back', { query: { restaurant: props.house.slug }, body: { minutes } });
      props.onChanged(minutes);
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      tell({ tone: 'refused', text: `${words.botBackFailed} ${explainChat(fault)}` });
    } finally {
      setBusy(false);
    }
  }

  const offered = choices.includes(props.minutes)
    ? choices
    : [...choices, props.minutes].sort((a, b) => a - b);
  return (
    <p class="bot-back">
      <label>
        <span>{words.botBack}</span>
        <select
          value={props.minutes}
          aria-disabled={busy}
          onChange={(event) => void choose(Number(event.currentTarget.value))}
        >
          {offered.map((minutes) => (
            <option key={minutes} value={minutes}>
              {words.minutes(minutes)}
            </option>
          ))}
        </select>
      </label>
      <span>{words.botBackEnd}</span>
    </p>
  );
}
