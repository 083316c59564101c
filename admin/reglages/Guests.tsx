import { useId } from 'preact/hooks';
import { Field, Sheet, type Take, Wrong } from './fields.tsx';
import {
  type askedRules,
  asks,
  type Form,
  type RulesForm,
  type switchedRules,
  type typedRules,
} from './form.ts';
import { words } from './texts/words.ts';

type Typed = Exclude<
  (typeof typedRules)[number],
  'minParty' | 'maxParty' | 'requestFrom' | 'leadMinutes' | 'cutoff' | 'horizonDays' | 'bufferMinutes'
>;
type Switched = (typeof switchedRules)[number];
type Asked = (typeof askedRules)[number];

/** What guests may do by themselves, what they are asked for, and what they are written to. */
export function Guests({ form, onForm }: { form: Form; onForm: Take<Form> }) {
  const say = words.value.guests;
  const names = words.value.rules;
  const { rules } = form;
  const take: Take<Partial<RulesForm>> = (change, field) =>
    onForm({ ...form, rules: { ...rules, ...change } }, field);
  const number = (name: Typed, unit: string, hint?: string) => (
    <div class="fields">
      <Field
        at={`rules.${name}`}
        label={names[name]}
        kind="number"
        wide
        unit={unit}
        value={rules[name]}
        onValue={(value, field) => take({ [name]: value }, field)}
        {...(hint && { hint })}
      />
    </div>
  );
  const check = (name: Switched) => (
    <label class="check">
      <input
        type="checkbox"
        checked={rules[name]}
        onChange={(event) => take({ [name]: event.currentTarget.checked }, `rules.${name}`)}
      />
      {names[name]}
    </label>
  );
  return (
    <>
      <Sheet title={say.themselves}>
        {check('guestChanges')}
        {rules.guestChanges && number('changeHours', say.hours, say.changeHint)}
        {check('guestCancels')}
        {number('cancelHours', say.hours, say.cancelHint)}
      </Sheet>
      <Sheet title={say.reliability}>{number('noShowLimit', say.absences, say.noShowHint)}</Sheet>
      <Sheet title={say.form}>
        <div class="fields">
          {(['askPhone', 'askEmail', 'askLastName'] as const).map((name) => (
            <Choice
              key={name}
              name={name}
              value={rules[name]}
              onValue={(value) => take({ [name]: value }, `rules.${name}`)}
            />
          ))}
        </div>
        {check('askRemark')}
        {check('askOccasion')}
        <div class="group">{number('holdMinutes', names.minutes, say.holdHint)}</div>
      </Sheet>
      <Sheet title={say.waiting}>
        {check('waitlist')}
        {rules.waitlist && number('waitlistOfferMinutes', names.minutes, say.waitlistHint)}
      </Sheet>
      <Sheet title={say.messages}>
        {check('reminder')}
        {rules.reminder && number('reminderHours', say.hours, say.reminderHint)}
        {check('thanks')}
        {rules.thanks && number('thanksHours', say.after, say.thanksHint)}
      </Sheet>
    </>
  );
}

function Choice(props: { name: Asked; value: RulesForm[Asked]; onValue: (value: RulesForm[Asked]) => void }) {
  const id = useId();
  const { rules, guests } = words.value;
  return (
    <div class="field">
      <label for={id}>{rules[props.name]}</label>
      <select
        id={id}
        data-field={`rules.${props.name}`}
        value={props.value}
        onChange={(event) => props.onValue(event.currentTarget.value as RulesForm[Asked])}
      >
        {asks.map((ask) => (
          <option key={ask} value={ask}>
            {guests.asks[ask]}
          </option>
        ))}
      </select>
      <Wrong at={`rules.${props.name}`} />
    </div>
  );
}
