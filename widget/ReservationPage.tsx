/** The page of one reservation, /b/TOKEN: shows it, and lets its guest cancel it. */
import { render } from 'preact';
import { caller } from '../server/contract/call.ts';
import { type ReservationActs, reservation, type Shown, standing } from './reservation.ts';
import { texts as en } from './texts/en.ts';
import { texts as fr } from './texts/fr.ts';
import { words } from './texts/reservation.ts';

const main = document.querySelector('main')!;
const token = location.pathname.split('/').pop()!;

type View = { shown: Shown; acts: ReservationActs };

const localeOf = ({ booking }: Shown) =>
  booking?.locale ?? (document.documentElement.lang === 'en' ? ('en' as const) : ('fr' as const));

function Trouble({ shown, acts }: View) {
  const { trouble, booking } = shown;
  const t = words[localeOf(shown)];
  const [what, then] = t.trouble[trouble!];
  const Title = booking ? 'b' : 'h1';
  const final = trouble === 'missing' || trouble === 'expired' || trouble === 'too_late';
  return (
    <div class={booking ? 'trouble' : undefined} role="alert" id="trouble" tabIndex={-1}>
      <Title>{what}</Title>
      <p class={booking ? undefined : 'sentence'}>{then}</p>
      {!final && !booking && (
        <button type="button" class="act first" onClick={acts.read}>
          {t.again}
        </button>
      )}
    </div>
  );
}

function Cancelling({ shown, acts }: View) {
  const t = words[localeOf(shown)];
  return (
    <section class="ask" aria-labelledby="ask">
      <h2 id="ask" tabIndex={-1}>
        {t.sure}
      </h2>
      <label for="message">
        {t.why} <small>{t.optional}</small>
      </label>
      <textarea
        id="message"
        maxLength={500}
        value={shown.message}
        onInput={(event) => acts.write(event.currentTarget.value)}
      />
      {shown.trouble && <Trouble shown={shown} acts={acts} />}
      <button type="button" class="act harm" aria-disabled={shown.working} onClick={acts.cancel}>
        {shown.working ? t.working : t.yes}
      </button>
      <button type="button" class="act" onClick={acts.keep}>
        {t.no}
      </button>
    </section>
  );
}

function Reservation({ shown, acts }: View) {
  const { day, time, party, area, reference, firstName, lastName, remark, restaurant, ...booking } =
    shown.booking!;
  const locale = localeOf(shown);
  const t = words[locale];
  const { date, time: clock, people } = { fr, en }[locale];
  const { street, postcode, city } = restaurant.address;
  const stand = standing(shown.booking!, Date.now());
  const place = `${restaurant.name}, ${street}, ${postcode} ${city}`;
  return (
    <>
      <p class="where">{restaurant.name}</p>
      <p class={`state ${{ on: 'sure', asked: '', past: '', off: 'off' }[stand]}`}>{t.standing[stand]}</p>
      <h1 id="title" tabIndex={-1}>
        {date(day)}, {clock(time)}
      </h1>
      <p class="sentence">
        {people(party)}
        {area && `, ${area.toLowerCase()}`}
      </p>
      {stand === 'off' && <p class="sentence">{t.gone}</p>}
      <dl>
        <div>
          <dt>{t.reference}</dt>
          <dd>
            <b>{reference}</b>
          </dd>
        </div>
        <div>
          <dt>{t.name}</dt>
          <dd>
            {firstName} {lastName}
          </dd>
        </div>
        <div>
          <dt>{t.address}</dt>
          <dd>
            {street}, {postcode} {city}
            <br />
            <a
              href={`https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}`}
              target="_blank"
              rel="noopener noreferrer"
            >
              {t.map}
            </a>
          </dd>
        </div>
        {restaurant.phone && (
          <div>
            <dt>{t.phone}</dt>
            <dd>
              <a href={`tel:${restaurant.phone}`}>{restaurant.phone}</a>
            </dd>
          </div>
        )}
        {remark && (
          <div>
            <dt>{t.remark}</dt>
            <dd>{remark}</dd>
          </div>
        )}
      </dl>
      <div class="acts">
        {(stand === 'on' || stand === 'asked') && (
          <a class="act first" href={booking.calendarUrl}>
            {t.calendar}
          </a>
        )}
        {booking.cancellable && !shown.asking && (
          <button type="button" class="act harm" onClick={acts.ask}>
            {t.cancel}
          </button>
        )}
        {(stand === 'off' || stand === 'past') && (
          <a class="act first" href={`/r/${restaurant.slug}?lang=${locale}`}>
            {t.bookAgain}
          </a>
        )}
      </div>
      {shown.asking && <Cancelling shown={shown} acts={acts} />}
    </>
  );
}

let focus: Shown['focus'] = null;
const acts = reservation(caller(''), token, (shown) => {
  document.documentElement.lang = localeOf(shown);
  document.title = words[localeOf(shown)].title;
  const accent = shown.booking?.restaurant.accent;
  if (accent) document.documentElement.style.setProperty('--own', accent);
  main.ariaBusy = String(shown.working);
  render(
    shown.booking ? (
      <Reservation shown={shown} acts={acts} />
    ) : (
      shown.trouble && <Trouble shown={shown} acts={acts} />
    ),
    main,
  );
  if (shown.focus === focus) return;
  focus = shown.focus;
  if (focus) document.getElementById(focus.at)?.focus();
});
void acts.read();
