import { useId } from 'preact/hooks';
import { lasting } from '../texts/dates.ts';
import { handWords } from './words.ts';

/** A quarter of an hour to five hours; longer ones are written by who knows that they are. */
const lengths = Array.from({ length: 20 }, (_, i) => (i + 1) * 15);

/** How long the party keeps its table. `minutes` null: as the service's turn times say, where that can be. */
export function LengthChoice(props: {
  minutes: number | null;
  usual: boolean;
  onMinutes: (minutes: number | null) => void;
}) {
  const words = handWords();
  const id = useId();
  const { minutes } = props;
  const known = minutes !== null && !lengths.includes(minutes) ? [...lengths, minutes] : lengths;
  return (
    <p class="field">
      <label for={id}>{words.length}</label>
      <select
        id={id}
        value={minutes ?? ''}
        onChange={(event) => props.onMinutes(Number(event.currentTarget.value) || null)}
      >
        {props.usual && (
          <option value="" selected={minutes === null}>
            {words.usualLength}
          </option>
        )}
        {known
          .toSorted((a, b) => a - b)
          .map((one) => (
            <option key={one} value={one} selected={one === minutes}>
              {lasting(one)}
            </option>
          ))}
      </select>
    </p>
  );
}
