import { useId, useState } from 'preact/hooks';
import type { FormOfAddress as Form } from '../../server/restaurants/contract.ts';
import { CallFailed, call } from '../api.ts';
import { tell } from '../frame/toasts.ts';
import { explain } from '../texts/texts.ts';
import { factsWords } from './texts/houseFacts.ts';

/** How the bot speaks to guests in French. Kept as soon as it is chosen; one that is refused goes back. */
export function FormOfAddress(props: { slug: string; form: Form; onSaved: (form: Form) => void }) {
  const id = useId();
  const words = factsWords.value;
  const [busy, setBusy] = useState(false);

  async function choose(formOfAddress: Form) {
    const before = props.form;
    setBusy(true);
    props.onSaved(formOfAddress);
    try {
      await call('PUT /api/settings/form-of-address', {
        query: { restaurant: props.slug },
        body: { formOfAddress },
      });
      tell({ tone: 'done', text: words.addressSaved });
    } catch (fault) {
      props.onSaved(before);
      if (!(fault instanceof CallFailed)) throw fault;
      tell({ tone: 'refused', text: explain(fault) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <div class="field address-form">
      <label for={id}>{words.address}</label>
      <select
        id={id}
        value={props.form}
        aria-busy={busy}
        onChange={(event) => {
          if (!busy) void choose(event.currentTarget.value as Form);
        }}
      >
        <option value="vous">{words.vous}</option>
        <option value="tu">{words.tu}</option>
      </select>
    </div>
  );
}
