import { type ComponentChildren, createElement } from 'preact';
import type { Occasion } from '../server/reservations/contract.ts';
import { type Acts, areasOf, type State } from './booking.ts';
import { type Contact, type Field, isRequired } from './contact.ts';
import { countries, dialCodes } from './countries.ts';
import { Offers, Trouble, type View } from './parts.tsx';
import type { Texts } from './texts/fr.ts';

/** What is wrong with a field, in words: of that problem, else of that field, else of any. */
const problemText = ({ problem: said }: Texts, field: Field, problem: string): string =>
  said[`${field} ${problem}`] ?? said[field] ?? said.other!;

/** What is typed about oneself: here, and by who waits for a table. */
export type Asking = {
  state: Pick<State, 'contact' | 'problems' | 'card' | 'words'>;
  acts: Pick<Acts, 'type'>;
  t: Texts;
};

type TextField = Asking & {
  name: Field;
  type?: 'text' | 'tel' | 'email';
  auto: string;
  children?: ComponentChildren;
};

/** A field, when the restaurant asks for it. */
function Text({ state, acts, t, name, type = 'text', auto, children }: TextField) {
  const problem = state.problems[name];
  const asked = state.card!.form;
  const optional = !isRequired(name, asked);
  if ((asked as Record<string, unknown>)[name] === 'hidden') return null;
  const props = {
    id: name,
    type,
    autocomplete: auto,
    value: state.contact[name],
    required: !optional,
    'aria-invalid': !!problem,
    'aria-describedby': problem && `${name}-problem`,
    maxLength: { email: 254, remark: 1000 }[name as string] ?? 80,
    onInput: (event: Event) => acts.type({ [name]: (event.currentTarget as HTMLInputElement).value }),
  };
  return (
    <div class="field">
      <label for={name}>
        {t[name]}
        {optional && <small> {t.optional}</small>}
      </label>
      <div class="line">
        {children}
        {createElement(name === 'remark' ? 'textarea' : 'input', props)}
      </div>
      {problem && (
        <p class="problem" id={`${name}-problem`}>
          {problemText(t, name, problem)}
        </p>
      )}
    </div>
  );
}

type ChoiceField = Asking & {
  name: 'occasion' | 'area' | 'phoneCountry';
  choices: [value: string, label: string][];
};

const Choice = ({ state, acts, name, choices, label }: ChoiceField & { label?: string }) => (
  <select
    id={name}
    aria-label={label}
    value={state.contact[name]}
    onChange={(event) => acts.type({ [name]: event.currentTarget.value as Occasion } as Partial<Contact>)}
  >
    {choices.map(([value, text]) => (
      <option key={value} value={value}>
        {text}
      </option>
    ))}
  </select>
);

/** Name, number and address. */
export const Who = (view: Asking) => (
  <>
    <div class="pair">
      <Text name="firstName" auto="given-name" {...view} />
      <Text name="lastName" auto="family-name" {...view} />
    </div>
    <Text name="phone" type="tel" auto="tel" {...view}>
      <span class="dial">
        <span aria-hidden="true">{dialCodes.get(view.state.contact.phoneCountry)}</span>
        <Choice
          name="phoneCountry"
          label={view.t.country}
          choices={countries(view.state.card!.country, view.t.lang)}
          {...view}
        />
      </span>
    </Text>
    <Text name="email" type="email" auto="email" {...view} />
  </>
);

/** Apart from the button, one line each, in the restaurant's own words, and unticked. */
export const Consents = ({ state: { words, contact }, acts, t }: Asking) =>
  words && (
    <fieldset class="consents">
      <legend>{t.news}</legend>
      {(['email', 'sms', 'whatsapp'] as const).map((channel) => (
        <label key={channel}>
          <input
            type="checkbox"
            checked={contact.agreed[channel]}
            onChange={(event) =>
              acts.type({ agreed: { ...contact.agreed, [channel]: event.currentTarget.checked } })
            }
          />
          {words[channel]}
        </label>
      ))}
    </fieldset>
  );

/** Who comes. The summary stands above, the consents apart from the button, nothing ticked before the guest does. */
export function ContactStep(view: View) {
  const { state, acts, t } = view;
  const { contact, day, time, party, lost, sending, fault, card, kept } = state;
  const { form } = card!;
  const areas = areasOf(state);
  const sentence = t.sentence(day, time, party, areas.includes(contact.area) ? contact.area : '');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        acts.submit(t.lang);
      }}
    >
      <p class="summary">
        <span class="first">{sentence}</span>
        <button type="button" class="link" onClick={acts.back}>
          {t.change}
        </button>
      </p>
      {kept !== null && (
        <p class="small field" role="timer">
          {t.kept(kept)}
        </p>
      )}
      <Who {...view} />
      {areas.length > 1 && (
        <div class="field">
          <label for="area">{t.area}</label>
          <Choice
            name="area"
            choices={[['', t.anywhere], ...areas.map((area): [string, string] => [area, area])]}
            {...view}
          />
        </div>
      )}
      {(form.remark || form.occasion) && (
        <details open={!!(contact.remark || contact.occasion || state.problems.remark)}>
          <summary>{t.extras}</summary>
          {form.remark && <Text name="remark" auto="off" {...view} />}
          {form.occasion && (
            <div class="field">
              <label for="occasion">{t.occasion}</label>
              <Choice name="occasion" choices={Object.entries(t.occasions)} {...view} />
            </div>
          )}
        </details>
      )}
      <Consents {...view} />
      {lost && (
        <div class="box" role="alert" id="lost" tabIndex={-1}>
          <p>
            <b>{t.lost(lost.time)}</b> {lost.offers![0] && t.lostKept}
          </p>
          <Offers instead={lost} {...view} />
          <button type="button" class="link" onClick={acts.back}>
            {t.otherTime}
          </button>
        </div>
      )}
      <p class="small first">{sentence}</p>
      {fault && <Trouble {...view} />}
      <button class="main" type="submit" aria-disabled={sending}>
        {sending ? t.booking : t.book}
      </button>
    </form>
  );
}
