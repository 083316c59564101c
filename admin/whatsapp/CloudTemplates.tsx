import { useRef, useState } from 'preact/hooks';
import type { LineTemplates } from '../../server/conversations/contract.ts';
import { CallFailed, call } from '../api.ts';
import { tell } from '../frame/toasts.ts';
import { explain } from '../texts/texts.ts';
import { locales, type Place, placeOf, purposes, read, type Typed, typedOf } from './templates.ts';
import { cloudWords } from './texts/cloud.ts';

/** Where managers name the templates that Meta approved for them. */
export function CloudTemplates(props: {
  restaurant: string;
  templates: LineTemplates;
  onSaved(templates: LineTemplates): void;
}) {
  const { restaurant } = props;
  const says = cloudWords();
  const [typed, setTyped] = useState<Typed>(() => typedOf(props.templates));
  const [wrong, setWrong] = useState<{ place: Place; field: 'name' | 'language' } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function type(place: Place, change: Partial<Typed[Place]>) {
    setTyped((before) => ({ ...before, [place]: { ...before[place], ...change } }));
    setWrong(null);
  }

  async function save() {
    if (busy) return;
    const said = read(typed);
    if ('place' in said) {
      setWrong(said);
      form.current?.querySelector<HTMLElement>(`#${said.place}-${said.field}`)?.focus();
      return;
    }
    setBusy(true);
    try {
      const { templates } = await call('PUT /api/line/templates', { query: { restaurant }, body: said });
      setTyped(typedOf(templates));
      props.onSaved(templates);
      tell({ tone: 'done', text: says.saved });
    } catch (fault) {
      if (!(fault instanceof CallFailed)) throw fault;
      tell({ tone: 'refused', text: `${says.notSaved} ${explain(fault)}` });
    } finally {
      setBusy(false);
    }
  }

  return (
    <section class="wa-card" aria-labelledby="wa-templates">
      <h2 id="wa-templates">{says.title}</h2>
      <p class="muted">{says.lead}</p>
      <form
        ref={form}
        class="wa-templates"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {purposes.map((purpose) => (
          <fieldset key={purpose}>
            <legend>{says.purposes[purpose]}</legend>
            <p class="muted">{says.without[purpose]}</p>
            {locales.map((locale) => {
              const place = placeOf(purpose, locale);
              const isWrong = wrong?.place === place ? wrong.field : null;
              const problem = `${place}-problem`;
              return (
                <div key={place} class="wa-template">
                  <span class="wa-template-who">{says.clients[locale]}</span>
                  <label for={`${place}-name`}>{says.name}</label>
                  <input
                    id={`${place}-name`}
                    value={typed[place].name}
                    autocomplete="off"
                    spellcheck={false}
                    maxLength={200}
                    aria-invalid={isWrong === 'name' || undefined}
                    aria-describedby={isWrong === 'name' ? problem : undefined}
                    onInput={(event) => type(place, { name: event.currentTarget.value })}
                  />
                  <label class="wa-template-language" for={`${place}-language`}>
                    {says.language}
                  </label>
                  <input
                    id={`${place}-language`}
                    class="wa-template-language"
                    value={typed[place].language}
                    autocomplete="off"
                    spellcheck={false}
                    maxLength={6}
                    aria-invalid={isWrong === 'language' || undefined}
                    aria-describedby={isWrong === 'language' ? problem : undefined}
                    onInput={(event) => type(place, { language: event.currentTarget.value })}
                  />
                  {isWrong && (
                    <p id={problem} class="problem" role="alert">
                      {isWrong === 'name' ? says.nameWrong : says.languageWrong}
                    </p>
                  )}
                </div>
              );
            })}
          </fieldset>
        ))}
        <div class="wa-acts">
          <button type="submit" class="button" aria-disabled={busy || undefined}>
            {says.save}
          </button>
        </div>
      </form>
    </section>
  );
}
