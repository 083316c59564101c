import { shortDay } from '../texts/dates.ts';
import { locale } from '../texts/texts.ts';
import { Add, Field, Remove, Sheet, type Take, Wrong } from './fields.tsx';
import { type Form, newSpecial, newStretch, patched, type SpecialForm, type StretchForm } from './form.ts';
import { StretchFields, StretchMore } from './Services.tsx';
import { words } from './texts/words.ts';

/** "24 déc. 2026 au 26 déc. 2026", or that it is new. */
export function daysOf({ from, to }: SpecialForm): string | null {
  if (!from) return null;
  const first = shortDay(from, locale.value);
  return to && to !== from ? words.value.special.span(first, shortDay(to, locale.value)) : first;
}

/** Closures, openings and special shifts, by day or period. */
export function SpecialDays({ form, onForm }: { form: Form; onForm: Take<Form> }) {
  const { special: say, ...all } = words.value;
  const { specialDays } = form;
  const add = (closed: boolean) =>
    onForm({ ...form, specialDays: [...specialDays, newSpecial(closed)] }, null);
  return (
    <>
      {specialDays.length === 0 && <p class="muted">{say.none}</p>}
      {specialDays.map((special, index) => {
        const at = `specialDays.${index}`;
        const days = daysOf(special);
        const title = days ? (special.closed ? say.titleClosed(days) : say.titleOpen(days)) : say.untitled;
        const onValue: Take<Partial<SpecialForm>> = (change, field) =>
          onForm({ ...form, specialDays: patched(specialDays, special.key, change) }, field);
        const onShift = (key: string): Take<Partial<StretchForm>> => {
          return (change, field) => onValue({ shifts: patched(special.shifts, key, change) }, field);
        };
        return (
          <Sheet
            key={special.key}
            title={title}
            acts={
              <Remove
                label={all.removeNamed(title)}
                onRemove={() =>
                  onForm({ ...form, specialDays: specialDays.filter(({ key }) => key !== special.key) }, null)
                }
              />
            }
          >
            <div class="fields">
              <Field
                at={`${at}.from`}
                label={say.from}
                kind="date"
                value={special.from}
                onValue={(from, field) => onValue({ from }, field)}
              />
              <Field
                at={`${at}.to`}
                label={say.to}
                kind="date"
                hint={say.toHint}
                value={special.to}
                onValue={(to, field) => onValue({ to }, field)}
              />
            </div>
            <fieldset class="group">
              <legend>{say.kind}</legend>
              <div class="weekdays">
                {[true, false].map((closed) => (
                  <button
                    key={String(closed)}
                    type="button"
                    class="weekday"
                    aria-pressed={special.closed === closed}
                    onClick={() =>
                      onValue(
                        {
                          closed,
                          shifts: closed || special.shifts.length > 0 ? special.shifts : [newStretch('')],
                        },
                        null,
                      )
                    }
                  >
                    {closed ? say.closed : say.open}
                  </button>
                ))}
              </div>
            </fieldset>
            <div class="fields">
              <Field
                at={`${at}.message.fr`}
                label={say.fr}
                wide
                max={300}
                value={special.fr}
                onValue={(fr, field) => onValue({ fr }, field)}
              />
              <Field
                at={`${at}.message.en`}
                label={say.en}
                wide
                max={300}
                hint={say.messageHint}
                value={special.en}
                onValue={(en, field) => onValue({ en }, field)}
              />
            </div>
            {!special.closed && (
              <>
                {special.shifts.map((shift, place) => (
                  <fieldset key={shift.key} class="group inner">
                    <legend>{shift.name.trim() || all.unnamed}</legend>
                    <div class="fields">
                      <StretchFields
                        at={`${at}.shifts.${place}`}
                        value={shift}
                        onValue={onShift(shift.key)}
                      />
                    </div>
                    <details>
                      <summary>{say.more}</summary>
                      <StretchMore at={`${at}.shifts.${place}`} value={shift} onValue={onShift(shift.key)} />
                    </details>
                    <button
                      type="button"
                      class="text-button"
                      aria-label={all.removeNamed(shift.name.trim() || all.unnamed)}
                      onClick={() =>
                        onValue({ shifts: special.shifts.filter(({ key }) => key !== shift.key) }, null)
                      }
                    >
                      {all.remove}
                    </button>
                  </fieldset>
                ))}
                <Wrong at={`${at}.shifts`} />
                <Add
                  label={say.addShift}
                  onAdd={() => onValue({ shifts: [...special.shifts, newStretch('')] }, null)}
                />
              </>
            )}
          </Sheet>
        );
      })}
      <div class="card-acts">
        <Add label={say.addClosure} onAdd={() => add(true)} />
        <Add label={say.addOpening} onAdd={() => add(false)} />
      </div>
    </>
  );
}
