import { useId, useState } from 'preact/hooks';
import type { HouseFacts as Facts } from '../../server/restaurants/contract.ts';
import { CallFailed, call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { tell } from '../frame/toasts.ts';
import { useLoaded } from '../load.ts';
import { explain, texts } from '../texts/texts.ts';
import { FormOfAddress } from './FormOfAddress.tsx';
import { bodyOf, type FactsForm, formOf, isChanged } from './houseFacts.ts';
import { factsWords } from './texts/houseFacts.ts';

/** What the bot answers to questions about parking, the menu and allergies, for managers to write. */
export function HouseFacts({ house }: { house: House }) {
  const words = factsWords.value;
  const { value, fault, slow, reload, change } = useLoaded(`facts ${house.slug}`, (signal) =>
    call('GET /api/restaurants/:restaurant', { params: { restaurant: house.slug }, signal }),
  );
  return (
    <section class="card" aria-labelledby="settings-facts">
      <h2 id="settings-facts">{words.title}</h2>
      <p class="muted">{words.lead}</p>
      {fault && !value && <Fault what={texts.value.settings.failed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={4} />}
      {value && (
        <FormOfAddress
          slug={house.slug}
          form={value.formOfAddress}
          onSaved={(formOfAddress) => change((card) => ({ ...card, formOfAddress }))}
        />
      )}
      {value && (
        <FactsTyped
          key={house.slug}
          slug={house.slug}
          kept={value.house ?? {}}
          onSaved={(facts) => change((card) => ({ ...card, house: facts }))}
        />
      )}
    </section>
  );
}

function FactsTyped({ slug, kept, onSaved }: { slug: string; kept: Facts; onSaved: (facts: Facts) => void }) {
  const words = factsWords.value;
  const [form, setForm] = useState(() => formOf(kept));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function save() {
    setBusy(true);
    setWrong(null);
    try {
      const facts = await call('PUT /api/settings/house', {
        query: { restaurant: slug },
        body: bodyOf(form),
      });
      setForm(formOf(facts));
      onSaved(facts);
      tell({ tone: 'done', text: words.saved });
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      const { field } = fault.detail as { field?: string };
      if (fault.code === 'invalid' && field) setWrong(field);
      else tell({ tone: 'refused', text: explain(fault) });
    } finally {
      setBusy(false);
    }
  }

  const line = (name: keyof FactsForm, at: string, label: string) => (
    <FactLine
      label={label}
      link={name === 'menuUrl'}
      value={form[name]}
      wrong={wrong === at ? (name === 'menuUrl' ? words.menuWrong : words.tooLong) : null}
      onValue={(value) => {
        setForm({ ...form, [name]: value });
        setWrong(null);
      }}
    />
  );
  return (
    <form
      class="house-facts"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {line('parkingFr', 'parking.fr', `${words.parking}, ${words.french}`)}
      {line('parkingEn', 'parking.en', `${words.parking}, ${words.english}`)}
      {line('allergensFr', 'allergens.fr', `${words.allergens}, ${words.french}`)}
      {line('allergensEn', 'allergens.en', `${words.allergens}, ${words.english}`)}
      {line('menuUrl', 'menuUrl', words.menu)}
      <p class="card-acts">
        <button type="submit" class="button primary" disabled={busy || !isChanged(form, kept)}>
          {busy ? words.saving : words.save}
        </button>
      </p>
    </form>
  );
}

function FactLine(props: {
  label: string;
  value: string;
  link: boolean;
  wrong: string | null;
  onValue: (value: string) => void;
}) {
  const id = useId();
  const shared = {
    id,
    value: props.value,
    'aria-invalid': props.wrong !== null,
    ...(props.wrong && { 'aria-describedby': `${id}-wrong` }),
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.link ? (
        <input
          {...shared}
          type="url"
          inputMode="url"
          maxLength={500}
          placeholder="https://"
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      ) : (
        <textarea
          {...shared}
          rows={2}
          maxLength={300}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      )}
      {props.wrong && (
        <p id={`${id}-wrong`} class="problem small" role="alert">
          {props.wrong}
        </p>
      )}
    </div>
  );
}
