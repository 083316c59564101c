import { useId } from 'preact/hooks';
import { texts } from '../texts/texts.ts';

const usual = [1, 2, 3, 4, 5, 6, 7, 8];

/** How many people: the usual numbers by one tap, others by typing. */
export function PartyChoice(props: {
  party: number | null;
  onParty: (party: number) => void;
  /** In place of the usual question. */
  legend?: string;
}) {
  const words = texts.value;
  const id = useId();
  return (
    <fieldset class="choice">
      <legend>{props.legend ?? words.making.party}</legend>
      <div class="picks">
        {usual.map((party) => (
          <button
            key={party}
            type="button"
            class="pick figure"
            aria-label={words.people(party)}
            aria-pressed={props.party === party}
            onClick={() => props.onParty(party)}
          >
            {party}
          </button>
        ))}
        <label class="unseen" for={id}>
          {words.making.partyOther}
        </label>
        <input
          id={id}
          class="pick-other figure"
          type="number"
          inputMode="numeric"
          min={1}
          max={200}
          placeholder={words.making.more}
          value={props.party !== null && props.party > usual.length ? props.party : ''}
          onInput={(event) => {
            const party = event.currentTarget.valueAsNumber;
            if (Number.isInteger(party) && party >= 1 && party <= 200) props.onParty(party);
          }}
        />
      </div>
    </fieldset>
  );
}
