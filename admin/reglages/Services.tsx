import { Copy } from 'lucide-preact';
import { useId } from 'preact/hooks';
import type { Overlap } from '../../server/settings/contract.ts';
import { weekdayName } from '../texts/dates.ts';
import { locale } from '../texts/texts.ts';
import { Add, Field, Remove, Sheet, type Take, TurnTimes, Weekdays, Wrong } from './fields.tsx';
import { copyOf, type Form, following, newShift, patched, type ShiftForm, type StretchForm } from './form.ts';
import { words } from './texts/words.ts';

const steps = [15, 20, 30, 60];

/** When guests arrive: name, first and last arrival, step; for the shifts of a week and those of a special day. */
export function StretchFields(props: {
  at: string;
  value: StretchForm;
  onValue: Take<Partial<StretchForm>>;
}) {
  const { shift } = words.value;
  const { at, value, onValue } = props;
  const id = useId();
  return (
    <>
      <Field
        at={`${at}.name`}
        label={shift.name}
        wide
        value={value.name}
        onValue={(name, field) => onValue({ name }, field)}
      />
      <Field
        at={`${at}.first`}
        label={shift.first}
        kind="time"
        value={value.first}
        onValue={(first, field) => onValue({ first }, field)}
      />
      <Field
        at={`${at}.last`}
        label={shift.last}
        kind="time"
        hint={shift.lastHint}
        value={value.last}
        onValue={(last, field) => onValue({ last }, field)}
      />
      <div class="field">
        <label for={id}>{shift.step}</label>
        <select
          id={id}
          value={value.step}
          data-field={`${at}.step`}
          onChange={(event) => onValue({ step: Number(event.currentTarget.value) }, `${at}.step`)}
        >
          {steps.map((step) => (
            <option key={step} value={step}>
              {shift.minutes(step)}
            </option>
          ))}
        </select>
        <Wrong at={`${at}.step`} />
      </div>
    </>
  );
}

/** The team's wider hours and lengths of its own. */
export function StretchMore(props: { at: string; value: StretchForm; onValue: Take<Partial<StretchForm>> }) {
  const { shift } = words.value;
  const { at, value, onValue } = props;
  return (
    <>
      <div class="fields">
        <Field
          at={`${at}.staffFirst`}
          label={shift.staffFirst}
          kind="time"
          hint={shift.staffHint}
          value={value.staffFirst}
          onValue={(staffFirst, field) => onValue({ staffFirst }, field)}
        />
        <Field
          at={`${at}.staffLast`}
          label={shift.staffLast}
          kind="time"
          value={value.staffLast}
          onValue={(staffLast, field) => onValue({ staffLast }, field)}
        />
      </div>
      <TurnTimes
        at={`${at}.turnTimes`}
        legend={shift.turnTimes}
        hint={shift.turnTimesHint}
        value={value.turnTimes}
        onValue={(turnTimes, field) => onValue({ turnTimes }, field)}
      />
    </>
  );
}

/** Shifts that share hours, as the server sees them. */
function Overlaps({ overlaps }: { overlaps: Overlap[] }) {
  const { overlap, overlapDays, overlapEnd } = words.value;
  if (overlaps.length === 0) return null;
  return (
    <div class="note">
      {overlaps.map((one) => (
        <p key={JSON.stringify(one)}>
          {overlap(one.shifts[0] ?? '', one.shifts[1] ?? '')}
          {one.weekdays.length > 0 &&
            overlapDays(one.weekdays.map((day) => weekdayName(day, locale.value)).join(' '))}
          {overlapEnd}
        </p>
      ))}
    </div>
  );
}

/** The shifts of the week. */
export function Services(props: { form: Form; overlaps: Overlap[]; onForm: Take<Form> }) {
  const { shift: say, ...all } = words.value;
  const { form, onForm } = props;
  const { shifts } = form;
  const take = (key: string): Take<Partial<ShiftForm>> => {
    return (change, field) => onForm({ ...form, shifts: patched(shifts, key, change) }, field);
  };
  return (
    <>
      <Overlaps overlaps={props.overlaps} />
      {shifts.length === 0 && <p class="muted">{say.none}</p>}
      {shifts.map((shift, index) => {
        const at = `shifts.${index}`;
        const title = shift.name.trim() || all.unnamed;
        const onValue = take(shift.key);
        return (
          <Sheet
            key={shift.key}
            title={title}
            acts={
              <>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={all.copyNamed(title)}
                  title={all.copyNamed(title)}
                  onClick={() =>
                    onForm(
                      {
                        ...form,
                        shifts: following(
                          shifts,
                          shift.key,
                          copyOf(shift, all.copyName(shift.name).slice(0, 60)),
                        ),
                      },
                      null,
                    )
                  }
                >
                  <Copy size={18} strokeWidth={1.5} aria-hidden="true" />
                </button>
                <Remove
                  label={all.removeNamed(title)}
                  onRemove={() =>
                    onForm({ ...form, shifts: shifts.filter(({ key }) => key !== shift.key) }, null)
                  }
                />
              </>
            }
          >
            <div class="fields">
              <StretchFields at={at} value={shift} onValue={onValue} />
            </div>
            <Weekdays
              at={`${at}.weekdays`}
              value={shift.weekdays}
              onValue={(weekdays) => onValue({ weekdays }, `${at}.weekdays`)}
            />
            <details>
              <summary>{say.more}</summary>
              <div class="fields">
                <Field
                  at={`${at}.validFrom`}
                  label={say.validFrom}
                  kind="date"
                  hint={say.seasonHint}
                  value={shift.validFrom}
                  onValue={(validFrom, field) => onValue({ validFrom }, field)}
                />
                <Field
                  at={`${at}.validTo`}
                  label={say.validTo}
                  kind="date"
                  value={shift.validTo}
                  onValue={(validTo, field) => onValue({ validTo }, field)}
                />
              </div>
              <StretchMore at={at} value={shift} onValue={onValue} />
            </details>
          </Sheet>
        );
      })}
      <Add label={say.add} onAdd={() => onForm({ ...form, shifts: [...shifts, newShift()] }, null)} />
    </>
  );
}
