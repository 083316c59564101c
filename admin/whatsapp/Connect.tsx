import { useRef, useState } from 'preact/hooks';
import { phoneOf } from './shown.ts';
import { words } from './texts/words.ts';
import type { useLine } from './useLine.ts';

/** How a line begins: by a code to scan, or by one to type on the phone of a number. */
export function Connect({ desk }: { desk: ReturnType<typeof useLine> }) {
  const says = words.value;
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const busy = desk.doing !== null || undefined;
  return (
    <>
      <p>
        {says.offLead} <span class="muted">{says.offHow}</span>
      </p>
      <div class="wa-acts">
        <button type="button" class="button primary" aria-disabled={busy} onClick={() => void desk.connect()}>
          {says.connect}
        </button>
      </div>
      <details class="wa-other">
        <summary>{says.byCode}</summary>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const phone = phoneOf(typed);
            setWrong(phone === null);
            if (phone === null) field.current?.focus();
            else void desk.connect(phone);
          }}
        >
          <label for="wa-phone">{says.phone}</label>
          <div class="wa-acts">
            <input
              id="wa-phone"
              ref={field}
              type="tel"
              autocomplete="tel"
              value={typed}
              aria-invalid={wrong || undefined}
              aria-describedby="wa-phone-hint"
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setWrong(false);
              }}
            />
            <button type="submit" class="button" aria-disabled={busy}>
              {says.getCode}
            </button>
          </div>
          <p id="wa-phone-hint" class={wrong ? 'problem' : 'muted'} role={wrong ? 'alert' : undefined}>
            {wrong ? says.phoneWrong : says.phoneHint}
          </p>
        </form>
      </details>
    </>
  );
}
