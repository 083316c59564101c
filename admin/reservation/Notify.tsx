import { texts } from '../texts/texts.ts';

/** Whether the guest is written to about it. Shown only where there is an address to write to. */
export function Notify(props: { email: string; notify: boolean; onNotify: (notify: boolean) => void }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.notify}
        onChange={(event) => props.onNotify(event.currentTarget.checked)}
      />
      <span>
        {texts.value.making.notify}
        <small>{props.email}</small>
      </span>
    </label>
  );
}
