import { useId } from 'preact/hooks';
import { handWords } from './words.ts';

/** In which area; where there is but one, nothing is asked. `any`: it may be left open. */
export function AreaChoice(props: {
  areas: readonly string[];
  area: string | null;
  any: boolean;
  onArea: (area: string | null) => void;
}) {
  const words = handWords();
  const id = useId();
  if (props.areas.length < 2) return null;
  return (
    <p class="field">
      <label for={id}>{words.area}</label>
      <select
        id={id}
        value={props.area ?? ''}
        onChange={(event) => props.onArea(event.currentTarget.value || null)}
      >
        {(props.any || props.area === null) && (
          <option value="" selected={props.area === null}>
            {words.anyArea}
          </option>
        )}
        {props.areas.map((area) => (
          <option key={area} value={area} selected={area === props.area}>
            {area}
          </option>
        ))}
      </select>
    </p>
  );
}
