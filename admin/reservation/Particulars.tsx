import { useId } from 'preact/hooks';
import type { Occasion } from '../../server/reservations/contract.ts';
import { texts } from '../texts/texts.ts';

const occasions: readonly Occasion[] = ['birthday', 'anniversary', 'business', 'celebration', 'other'];

/** What the guest said, and what they come to celebrate. */
export function Particulars(props: {
  remark: string;
  occasion: Occasion | null;
  onRemark: (remark: string) => void;
  onOccasion: (occasion: Occasion | null) => void;
}) {
  const words = texts.value;
  const id = useId();
  return (
    <>
      <p class="field">
        <label for={`${id}-remark`}>{words.making.remark}</label>
        <textarea
          id={`${id}-remark`}
          rows={2}
          maxLength={1000}
          value={props.remark}
          onInput={(event) => props.onRemark(event.currentTarget.value)}
        />
      </p>
      <p class="field">
        <label for={`${id}-occasion`}>{words.making.occasion}</label>
        <select
          id={`${id}-occasion`}
          value={props.occasion ?? ''}
          onChange={(event) => props.onOccasion((event.currentTarget.value || null) as Occasion | null)}
        >
          <option value="">{words.making.occasionNone}</option>
          {occasions.map((occasion) => (
            <option key={occasion} value={occasion} selected={occasion === props.occasion}>
              {words.occasions[occasion]}
            </option>
          ))}
        </select>
      </p>
    </>
  );
}
