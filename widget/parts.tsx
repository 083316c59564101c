import type { Acts, Instead, State } from './booking.ts';
import type { Texts } from './texts/fr.ts';

/** What every part of the form is drawn from. */
export type View = {
  state: State;
  acts: Acts;
  t: Texts;
  /** The server's origin. */
  base: string;
  /** Opens what lets a guest wait for a time that is full. The form for a change has none. */
  wait?: false | ((time: string) => void) | undefined;
  /** Opens the bot's dialogue in the form's place. */
  chat?: () => void;
};

const paths = {
  left: 'm15 18-6-6 6-6',
  right: 'm9 18 6-6-6-6',
  close: 'M18 6 6 18M6 6l12 12',
  check: 'M20 6 9 17l-5-5',
};

/** A drawing beside words, or in a button that has a name: hidden from screen readers. */
export const Icon = ({ is }: { is: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[is]} />
  </svg>
);

type TurnPlan = {
  is: keyof typeof paths;
  label: string;
  act: () => void;
  possible?: boolean;
  class?: string;
};

/** A button that is a drawing. When it can do nothing it stays where it is, so that the focus does too. */
export const Turn = ({ is, label, act, possible = true, class: more = '' }: TurnPlan) => (
  <button
    type="button"
    class={`turn ${more}`}
    aria-label={label}
    aria-disabled={!possible}
    onClick={() => possible && act()}
  >
    <Icon is={is} />
  </button>
);

/** Says what went wrong, what is safe, and what to press. */
export function Trouble({
  state,
  acts,
  t,
}: {
  state: Pick<State, 'fault'>;
  acts: Pick<Acts, 'submit' | 'again'>;
  t: Pick<Texts, 'why' | 'once' | 'again' | 'lang'>;
}) {
  const { booking, why, wait } = state.fault!;
  const said = t.why[why];
  return (
    <div class="box" role="alert" id="fault" tabIndex={-1}>
      <p>
        {typeof said === 'string' ? said : said(wait)} {booking && why !== 'refused' && t.once}
      </p>
      {why !== 'unknown' && (
        <button type="button" class="chip" onClick={() => (booking ? acts.submit(t.lang) : acts.again())}>
          {t.again}
        </button>
      )}
    </div>
  );
}

/** The nearest times to one that cannot be had, each a tap away. */
export function Offers({ instead, state, acts, t, base }: View & { instead: Instead }) {
  const { offers, elsewhere } = instead;
  if (!offers) return <p>{t.searching}</p>;
  return (
    <div class="offers">
      {!offers[0] && <p>{t.noneNear}</p>}
      {elsewhere?.map(({ restaurant, name, time }) => (
        <a
          key={restaurant + time}
          class="chip"
          href={`${base}/r/${restaurant}?lang=${t.lang}`}
          target="_blank"
          rel="noopener"
        >
          {name}, {t.time(time)}
        </a>
      ))}
      {offers.map((offer) => (
        <button key={offer.day + offer.time} type="button" class="chip" onClick={() => acts.take(offer)}>
          {offer.day !== state.day && `${t.date(offer.day)}, `}
          {t.time(offer.time)}
        </button>
      ))}
    </div>
  );
}
