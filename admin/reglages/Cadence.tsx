import { Add, Field, Remove, Sheet, type Take } from './fields.tsx';
import {
  type Form,
  type LimitsForm,
  limitNames,
  newKey,
  newLimits,
  type PaceForm,
  patched,
  type StretchForm,
} from './form.ts';
import { daysOf } from './SpecialDays.tsx';
import { words } from './texts/words.ts';

function Limits(props: {
  at: string;
  among?: boolean;
  value: LimitsForm;
  onValue: Take<Partial<LimitsForm>>;
}) {
  return (
    <div class={`fields limits${props.among ? ' limits-exception' : ''}`}>
      {limitNames.map((name) => (
        <Field
          key={name}
          at={`${props.at}.${name}`}
          label={words.value.pace[name]}
          kind="number"
          value={props.value[name]}
          onValue={(value, field) => props.onValue({ [name]: value }, field)}
        />
      ))}
    </div>
  );
}

function PaceSheet(props: { title: string; at: string; shift: StretchForm; onPace: Take<PaceForm> }) {
  const say = words.value.pace;
  const { at, shift, onPace } = props;
  const { pace } = shift;
  return (
    <Sheet title={props.title}>
      <fieldset class="group">
        <legend>{say.perSlot}</legend>
        <Limits at={at} value={pace} onValue={(change, field) => onPace({ ...pace, ...change }, field)} />
      </fieldset>
      <fieldset class="group">
        <legend>{say.exceptions}</legend>
        <p class="field-hint">{say.exceptionsHint}</p>
        {pace.exceptions.map((one, index) => {
          const field = `${at}.exceptions.${index}`;
          const take: Take<Partial<typeof one>> = (change, typed) =>
            onPace({ ...pace, exceptions: patched(pace.exceptions, one.key, change) }, typed);
          return (
            <div key={one.key} class="entry exception">
              <Field
                at={`${field}.time`}
                label={say.time}
                kind="time"
                value={one.time}
                onValue={(time, typed) => take({ time }, typed)}
              />
              <Limits at={field} among value={one} onValue={take} />
              <Remove
                label={say.remove(one.time)}
                onRemove={() =>
                  onPace({ ...pace, exceptions: pace.exceptions.filter(({ key }) => key !== one.key) }, null)
                }
              />
            </div>
          );
        })}
        <Add
          label={say.add}
          onAdd={() =>
            onPace(
              {
                ...pace,
                exceptions: [...pace.exceptions, { key: newKey(), time: shift.first, ...newLimits() }],
              },
              null,
            )
          }
        />
      </fieldset>
    </Sheet>
  );
}

/** How many may arrive at one time, for each shift of the week and of the special days. */
export function Cadence({ form, onForm }: { form: Form; onForm: Take<Form> }) {
  const { unnamed, shift: say } = words.value;
  const { shifts, specialDays } = form;
  return (
    <>
      {shifts.length === 0 && <p class="muted">{say.none}</p>}
      {shifts.map((shift, index) => (
        <PaceSheet
          key={shift.key}
          title={shift.name.trim() || unnamed}
          at={`shifts.${index}.pace`}
          shift={shift}
          onPace={(pace, field) => onForm({ ...form, shifts: patched(shifts, shift.key, { pace }) }, field)}
        />
      ))}
      {specialDays.map((special, index) =>
        special.closed
          ? null
          : special.shifts.map((shift, place) => (
              <PaceSheet
                key={shift.key}
                title={[shift.name.trim() || unnamed, daysOf(special)].filter(Boolean).join(' · ')}
                at={`specialDays.${index}.shifts.${place}.pace`}
                shift={shift}
                onPace={(pace, field) => {
                  const changed = patched(special.shifts, shift.key, { pace });
                  onForm(
                    { ...form, specialDays: patched(specialDays, special.key, { shifts: changed }) },
                    field,
                  );
                }}
              />
            )),
      )}
    </>
  );
}
