import { Fragment } from 'preact';
import type { Slot } from '../server/availability/contract.ts';
import { bookable, type Instead } from './booking.ts';
import { Calendar } from './Calendar.tsx';
import { Offers, Trouble, type View } from './parts.tsx';
import type { Texts } from './texts/fr.ts';

/** How many people: a chip for the usual sizes, one list for the greater ones. */
function Party({ state, acts, t }: View) {
  const { minParty, maxParty, phone, phoneFormatted } = state.card!;
  const { party } = state;
  const sizes = Array.from({ length: maxParty - minParty + 1 }, (_, index) => minParty + index);
  const greater = sizes.splice(6);
  return (
    <fieldset>
      <legend>{t.party}</legend>
      <div class="sizes">
        {sizes.map((size) => (
          <label key={size} class="chip">
            <input
              type="radio"
              name="party"
              checked={party === size}
              onChange={() => acts.chooseParty(size)}
              aria-label={t.people(size)}
            />
            {size}
          </label>
        ))}
        {greater[0] && (
          <select
            class="chip"
            aria-label={t.greater}
            value={party}
            onChange={(event) => acts.chooseParty(+event.currentTarget.value)}
          >
            {greater.map((size) => (
              <option key={size} value={size}>
                {size}
              </option>
            ))}
            <option hidden value={party}>
              {greater[0]}+
            </option>
          </select>
        )}
      </div>
      {party === maxParty && phone && (
        <p class="small">
          {t.tooMany(maxParty)} <a href={`tel:${phone}`}>{phoneFormatted}</a>
        </p>
      )}
    </fieldset>
  );
}

/** Why a time cannot be had: in its own words if there are any, else full or closed. */
const whyNot = ({ reason, status }: Slot, t: Texts) =>
  (reason && t.reason[reason]) ?? t.status[status as 'full'];

/** One time: those to be had are taken by a tap; of a refused one, a tap asks for the nearest. */
function Time({ slot, acts, t, state }: View & { slot: Slot }) {
  const { time, status } = slot;
  if (bookable(slot))
    return (
      <button type="button" class="chip" onClick={() => acts.take({ day: state.day, time })}>
        {t.time(time)}
        {status === 'request' && <small>{t.status[status]}</small>}
      </button>
    );
  return (
    <button
      type="button"
      class="chip refused"
      aria-label={`${t.time(time)}, ${whyNot(slot, t)}`}
      aria-expanded={state.instead?.time === time}
      onClick={() => acts.askInstead(time)}
    >
      <s>{t.time(time)}</s>
      <small>{t.status[status as 'full']}</small>
    </button>
  );
}

/** Under the row of a refused time: why, and what can be had instead. */
const Nearest = ({ slot, ...view }: View & { slot: Slot; instead: Instead }) => (
  <div class="box" role="status">
    <p>
      {slot.status === 'full'
        ? view.t.full(slot.time)
        : `${view.t.time(slot.time)}\u00a0: ${whyNot(slot, view.t)}.`}
    </p>
    <Offers {...view} />
    {slot.status === 'full' && view.wait && (
      <button type="button" class="link" onClick={view.wait.bind(0, slot.time)}>
        {view.t.wait}
      </button>
    )}
  </div>
);

/** The times of the day by shift. What is over is left out; a shift that is closed as a whole says so in a line. */
function Times(view: View) {
  const { state, t } = view;
  const { slots, instead } = state;
  const shifts = new Map<string, Slot[]>();
  for (const slot of slots!.slots)
    if (slot.reason !== 'past') shifts.set(slot.shift, [...(shifts.get(slot.shift) ?? []), slot]);
  const message = slots!.message?.[t.lang];
  return (
    <>
      {(message || !shifts.size) && <p class="box">{message ?? t.none(slots!.day)}</p>}
      {[...shifts].map(([name, times]) => {
        const closed = times.every((slot) => slot.status === 'closed');
        return (
          <fieldset key={name}>
            <legend class="small">
              {name}
              {closed && `\u00a0: ${whyNot(times[0]!, t)}`}
            </legend>
            {!closed && (
              <div class="times">
                {times.map((slot) => (
                  <Fragment key={slot.time}>
                    <Time slot={slot} {...view} />
                    {instead?.time === slot.time && <Nearest slot={slot} instead={instead} {...view} />}
                  </Fragment>
                ))}
              </div>
            )}
          </fieldset>
        );
      })}
    </>
  );
}

/** Party, day and time, on one screen: a tap on a time is enough to go on. */
export function TableStep(view: View) {
  const { state, t } = view;
  const { slots, loading, fault, days, day } = state;
  return (
    <>
      <Party {...view} />
      <section aria-labelledby="when">
        <h3 id="when">{t.when}</h3>
        <Calendar {...view} />
      </section>
      <section aria-labelledby="times" class="slots" aria-busy={loading}>
        <h3 id="times">{day ? t.date(day) : t.times}</h3>
        {fault ? (
          <Trouble {...view} />
        ) : slots ? (
          <Times {...view} />
        ) : days && !day && !loading ? (
          <p class="box">{t.nothing}</p>
        ) : (
          <div class="times ghosts" aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
            <i />
            <i />
            <i />
            <i />
          </div>
        )}
      </section>
    </>
  );
}
