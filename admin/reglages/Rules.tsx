import { Field, Sheet, type Take, TurnTimes } from './fields.tsx';
import type { Form, RulesForm, typedRules } from './form.ts';
import { words } from './texts/words.ts';

/** What guests may book by themselves, and how long a table is taken. */
export function Rules({ form, onForm }: { form: Form; onForm: Take<Form> }) {
  const say = words.value.rules;
  const { rules } = form;
  const take: Take<Partial<RulesForm>> = (change, field) =>
    onForm({ ...form, rules: { ...rules, ...change } }, field);
  const row = (name: (typeof typedRules)[number], kind: 'number' | 'time', unit?: string, hint?: string) => (
    <Field
      at={`rules.${name}`}
      label={say[name]}
      kind={kind}
      value={rules[name]}
      onValue={(value, field) => take({ [name]: value }, field)}
      {...(unit && { unit })}
      {...(hint && { hint })}
    />
  );
  return (
    <>
      <Sheet title={say.durations}>
        <TurnTimes
          at="rules.turnTimes"
          legend={say.turnTimes}
          hint={say.turnTimesHint}
          value={rules.turnTimes}
          onValue={(turnTimes, field) => take({ turnTimes }, field)}
        />
        <div class="fields">{row('bufferMinutes', 'number', say.minutes)}</div>
      </Sheet>
      <Sheet title={say.booking}>
        <div class="fields">
          {row('minParty', 'number', say.people)}
          {row('maxParty', 'number', say.people, say.maxHint)}
          {row('requestFrom', 'number', say.people, say.requestHint)}
          {row('leadMinutes', 'number', say.minutes)}
          {row('cutoff', 'time', undefined, say.cutoffHint)}
          {row('horizonDays', 'number', say.days)}
        </div>
      </Sheet>
    </>
  );
}
