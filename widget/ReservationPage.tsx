/** The page of one reservation, /b/TOKEN: shows it, and lets its guest confirm, change and cancel it. */
import { render } from 'preact';
import { caller } from '../server/contract/call.ts';
import { mountChange } from './ChangeForm.tsx';
import { PageTrouble } from './PageTrouble.tsx';
import { byPhoneOf, linked, type ReservationActs, reservation, type Shown, standing } from './reservation.ts';
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
  const final = trouble !== null && ['missing', 'expired', 'too_late', 'fixed'].includes(trouble);
  return (
    <PageTrouble
      what={what}
      then={then}
      alone={!booking}
      again={final ? null : { label: t.again, act: acts.read }}
    />
  );
}

/** What they asked for instead: it waits for the restaurant's answer, or was declined. */
function Wished({ shown, acts }: View) {
  const { day, time, party, area, declined, message } = shown.booking!.wished!;
  const locale = localeOf(shown);
  const t = words[locale].wished;
  const { sentence } = { fr, en }[locale];
  return (
    <section class="ask" aria-labelledby="wished">
      <h2 id="wished">{declined ? t.declined : t.waiting}</h2>
      <p>
        {t.what} <b>{sentence(day, time, party, area ?? '')}</b>
      </p>
      <p>{declined ? t.still : t.until}</p>
      {message && <blockquote>{message}</blockquote>}
      {!declined && (
        <button type="button" class="act" aria-disabled={shown.working} onClick={acts.withdraw}>
          {shown.working ? t.withdrawing : t.withdraw}
        </button>
      )}
    </section>
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
  const over = !['on', 'asked', 'here'].includes(stand);
  const look =
    { on: 'sure', here: 'sure', asked: '' }[stand as 'on'] ?? (booking.status === 'finished' ? '' : 'off');
  const byPhone = ['on', 'asked'].includes(stand) && byPhoneOf(shown.booking!);
  const note = shown.done ? t.done[shown.done] : t.meaning[stand];
  if (shown.changing)
    return (
      <>
        <p class="where">{restaurant.name}</p>
        <h1>{shown.changing === 'all' ? t.changing : t.editRemark}</h1>
        <div id="change" />
      </>
    );
  return (
    <>
      <p class="where">{restaurant.name}</p>
      <p class="states">
        <span class={`state ${stand === 'past' ? '' : look}`}>{t.standing[stand]}</span>
        {booking.wished && (
          <span class="state">{booking.wished.declined ? t.wished.declined : t.wished.waiting}</span>
        )}
        {stand === 'on' && booking.coming && <span class="state sure">{t.coming}</span>}
      </p>
      <h1 id="title" tabIndex={-1}>
        {date(day)}, {clock(time)}
      </h1>
      <p class="sentence">
        {people(party)}
        {area && `, ${area.toLowerCase()}`}
      </p>
      {note && (
        <p
          class={shown.done ? 'note' : 'sentence'}
          role={shown.done ? 'status' : undefined}
          id="done"
          tabIndex={-1}
        >
          {note}
        </p>
      )}
      {booking.wished && <Wished shown={shown} acts={acts} />}
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
              <a href={`tel:${restaurant.phone}`}>{restaurant.phoneFormatted}</a>
            </dd>
          </div>
        )}
        {(remark || booking.changeable) && (
          <div>
            <dt>{t.remark}</dt>
            <dd>
              {remark}
              {booking.changeable && (
                <button type="button" class="link" onClick={() => acts.change('remark')}>
                  {remark ? t.editRemark : t.addRemark}
                </button>
              )}
            </dd>
          </div>
        )}
      </dl>
      {byPhone && <p class="sentence">{t.call(byPhone, restaurant.phoneFormatted)}</p>}
      {shown.trouble && !shown.asking && <Trouble shown={shown} acts={acts} />}
      <div class="acts">
        {booking.confirmable && (
          <button type="button" class="act first" id="come" aria-disabled={shown.working} onClick={acts.come}>
            {t.come}
          </button>
        )}
        {booking.changeable && (
          <button type="button" class="act" onClick={() => acts.change('all')}>
            {t.change}
          </button>
        )}
        {!over && (
          <a class="act" href={booking.calendarUrl}>
            {t.calendar}
          </a>
        )}
        {booking.cancellable && !shown.asking && (
          <button type="button" class="act harm" onClick={acts.ask}>
            {t.cancel}
          </button>
        )}
        {over && (
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
const call = caller('');
const acts = reservation(call, token, (shown) => {
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
  const host = document.getElementById('change');
  if (shown.changing && host && !host.shadowRoot)
    mountChange({
      host,
      call,
      booking: shown.booking!,
      remarkOnly: shown.changing === 'remark',
      over: acts.changed,
    });
  if (shown.focus === focus) return;
  focus = shown.focus;
  if (focus) document.getElementById(focus.at)?.focus();
});
void linked(acts, location.hash, () => history.replaceState(null, '', location.pathname));
