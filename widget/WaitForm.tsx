/** What takes the form's place while a guest joins the waitlist. A chunk of its own: few guests open it. */
import { render } from 'preact';
import { caller } from '../server/contract/call.ts';
import type { Beside, Offer } from './booking.ts';
import { Consents, Who } from './ContactStep.tsx';
import { Icon, Trouble, Turn } from './parts.tsx';
import type { Texts } from './texts/fr.ts';
import { words } from './texts/waiting.ts';
import { makeWaiting, type WaitActs, type Waiting, type Wish } from './waiting.ts';

type View = { state: Waiting; acts: WaitActs; t: Texts; wish: Wish; over: (offer?: Offer) => void };

function Hours({ state, acts, t, wish }: View) {
  const w = words[t.lang];
  const { times } = wish;
  const hours = { from: times, to: times.slice(times.indexOf(state.from)) };
  const choose = { from: acts.waitFrom, to: acts.waitTo };
  return (
    <div class="pair">
      {(['from', 'to'] as const).map((name) => (
        <div key={name} class="field">
          <label for={name}>{w[name]}</label>
          <select id={name} value={state[name]} onChange={(event) => choose[name](event.currentTarget.value)}>
            {hours[name].map((time) => (
              <option key={time} value={time}>
                {t.time(time)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  );
}

function Done({ state, t }: View) {
  const w = words[t.lang];
  const { day, from, to, party, waitUrl } = state.wait!;
  return (
    <>
      <p class="big first">{w.sentence(t, day, from!, to!, party)}</p>
      <p>{w.what}</p>
      <a class="main plain" href={waitUrl} target="_blank" rel="noopener">
        {w.follow}
      </a>
    </>
  );
}

function Asked(view: View) {
  const { state, acts, t, wish, over } = view;
  const w = words[t.lang];
  const { free, refused, fault, sending } = state;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void acts.submit(t.lang);
      }}
    >
      <p class="summary first">{w.sentence(t, wish.day, state.from, state.to, wish.party)}</p>
      <p class="small field">{w.what}</p>
      <Hours {...view} />
      <Who {...view} />
      <Consents {...view} />
      {free && (
        <div class="box" role="alert" id="free" tabIndex={-1}>
          <p>
            <b>{w.free}</b>
          </p>
          <div class="offers">
            {free.map((offer) => (
              <button key={offer.day + offer.time} type="button" class="chip" onClick={() => over(offer)}>
                {t.time(offer.time)}
              </button>
            ))}
          </div>
        </div>
      )}
      {refused && (
        <p class="box" role="alert" id="refused" tabIndex={-1}>
          {w[refused]}
        </p>
      )}
      {fault && (
        <Trouble state={state} t={{ ...t, once: w.once }} acts={{ submit: acts.submit, again() {} }} />
      )}
      <button class="main" type="submit" aria-disabled={sending}>
        {sending ? w.joining : w.join}
      </button>
    </form>
  );
}

/** Draws the form of waiting in the form's place (`#beside`), and keeps it drawn until it is over. */
export function mount({ root, base, restaurant, source, t, state: from, time, over }: Beside): void {
  const slots = from.slots!.slots;
  const service = slots.find((slot) => slot.time === time)!.shift;
  const wish: Wish = {
    day: from.day,
    party: from.party,
    times: slots.filter(({ shift }) => shift === service).map((slot) => slot.time),
  };
  const place = root.getElementById('beside')!;
  let focus: Waiting['focus'] = null;
  const acts = makeWaiting({
    call: caller(base),
    restaurant,
    source,
    wish,
    around: time,
    from: { card: from.card!, words: from.words, contact: from.contact },
    changed(state) {
      const w = words[t.lang];
      const leave = (offer?: Offer) => over(state.contact, offer);
      const view = { state, acts, t, wish, over: leave };
      render(
        <>
          <div class="top">
            {state.wait ? <Icon is="check" /> : <Turn is="left" label={t.back} act={() => leave()} />}
            <h2 id="heading" tabIndex={-1}>
              {state.wait ? w.done : w.heading}
            </h2>
          </div>
          {state.wait ? <Done {...view} /> : <Asked {...view} />}
        </>,
        place,
      );
      if (state.focus === focus) return;
      focus = state.focus;
      if (focus) root.getElementById(focus.at)?.focus();
    },
  });
  acts.start();
}
