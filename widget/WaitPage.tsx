/** The page of one wait, /w/TOKEN: shows what they wait for, and lets its guest answer an offer or leave the list. */
import { render } from 'preact';
import { caller } from '../server/contract/call.ts';
import { PageTrouble } from './PageTrouble.tsx';
import { texts as en } from './texts/en.ts';
import { texts as fr } from './texts/fr.ts';
import { words } from './texts/wait.ts';
import { countdown, isOpen, type Shown, standing, type WaitActs, waiting } from './wait.ts';

const main = document.querySelector('main')!;
const token = location.pathname.split('/').pop()!;

type View = { shown: Shown; acts: WaitActs };

const localeOf = ({ wait }: Shown) =>
  wait?.locale ?? (document.documentElement.lang === 'en' ? ('en' as const) : ('fr' as const));

function Trouble({ shown, acts }: View) {
  const { trouble, wait, instead } = shown;
  const locale = localeOf(shown);
  const t = words[locale];
  const { date, time } = { fr, en }[locale];
  const [what, then] = t.trouble[trouble!];
  const final = trouble === 'missing' || trouble === 'expired';
  return (
    <PageTrouble
      what={what}
      then={then}
      alone={!wait}
      again={final ? null : { label: t.again, act: acts.read }}
    >
      {instead.length > 0 && (
        <p>
          {t.instead} {instead.map((slot) => `${date(slot.day)}, ${time(slot.time)}`).join(' · ')}
        </p>
      )}
    </PageTrouble>
  );
}

function Asking({ shown, acts }: View) {
  const t = words[localeOf(shown)];
  const what = shown.asking!;
  return (
    <section class="ask" aria-labelledby="ask">
      <h2 id="ask" tabIndex={-1}>
        {t.sure[what]}
      </h2>
      <p>{t.after[what]}</p>
      <button
        type="button"
        class="act harm"
        aria-disabled={shown.working}
        onClick={what === 'decline' ? acts.decline : acts.leave}
      >
        {shown.working ? t.working : t.yes[what]}
      </button>
      <button type="button" class="act" onClick={acts.keep}>
        {t.no[what]}
      </button>
    </section>
  );
}

function Wait({ shown, acts }: View) {
  const wait = shown.wait!;
  const { day, party, area, restaurant, offer, position, minutes, firstName, lastName, remark } = wait;
  const locale = localeOf(shown);
  const t = words[locale];
  const { date, time, people } = { fr, en }[locale];
  const stand = standing(wait);
  const queue = stand === 'queued' && position !== null;
  const look = ['offered', 'taken', 'ready', 'seated'].includes(stand)
    ? 'sure'
    : ['passed', 'over', 'left', 'withdrawn'].includes(stand)
      ? 'off'
      : '';
  // Once there is an hour, the hours between which one waited say nothing any more.
  const agreed = offer ?? wait.booking;
  const title = queue
    ? t.position(position)
    : wait.kind === 'queue'
      ? t.standing[stand]
      : agreed
        ? `${date(agreed.day)}, ${time(agreed.time)}`
        : date(day);
  const range = !agreed && wait.from && wait.to ? `${t.between(time(wait.from), time(wait.to))}, ` : '';
  const name = `${firstName} ${lastName}`.trim();
  return (
    <>
      <p class="where">{restaurant.name}</p>
      <p class="states">
        <span class={`state ${look}`}>{t.standing[stand]}</span>
      </p>
      <h1 id="title" tabIndex={-1}>
        {title}
      </h1>
      {queue && <p class="quote">{minutes === null ? t.noTable : t.minutes(minutes)}</p>}
      <p class="sentence">
        {range}
        {people(party)}
        {area && `, ${area.toLowerCase()}`}
      </p>
      {offer && shown.seconds !== null && (
        <p class="kept" role="timer" aria-live="off">
          {t.kept} <b>{countdown(shown.seconds)}</b>
        </p>
      )}
      <p class="meaning" role="status">
        {t.meaning[stand]}
      </p>
      {shown.trouble && <Trouble shown={shown} acts={acts} />}
      {!shown.asking && (
        <div class="acts">
          {stand === 'offered' && (
            <>
              <button type="button" class="act first" aria-disabled={shown.working} onClick={acts.accept}>
                {shown.working ? t.working : t.accept}
              </button>
              <button type="button" class="act" onClick={() => acts.ask('decline')}>
                {t.decline}
              </button>
            </>
          )}
          {wait.booking && (
            <a class="act first" href={wait.booking.manageUrl}>
              {t.booking}
            </a>
          )}
          {(stand === 'waiting' || stand === 'queued' || stand === 'ready') && (
            <button type="button" class="act harm" onClick={() => acts.ask('leave')}>
              {t.leave}
            </button>
          )}
          {!isOpen(stand) && !wait.booking && stand !== 'seated' && (
            <a class="act first" href={`/r/${restaurant.slug}?lang=${locale}`}>
              {t.bookAgain}
            </a>
          )}
        </div>
      )}
      {shown.asking && <Asking shown={shown} acts={acts} />}
      <dl>
        {wait.booking && (
          <div>
            <dt>{t.reference}</dt>
            <dd>
              <b>{wait.booking.reference}</b>
            </dd>
          </div>
        )}
        {name && (
          <div>
            <dt>{t.name}</dt>
            <dd>{name}</dd>
          </div>
        )}
        {remark && (
          <div>
            <dt>{t.remark}</dt>
            <dd>{remark}</dd>
          </div>
        )}
        {restaurant.phone && (
          <div>
            <dt>{t.phone}</dt>
            <dd>
              <a href={`tel:${restaurant.phone}`}>{restaurant.phoneFormatted}</a>
            </dd>
          </div>
        )}
      </dl>
      {isOpen(stand) && <p class="live">{t.live}</p>}
    </>
  );
}

let focus: Shown['focus'] = null;
const acts = waiting(caller(''), token, (shown) => {
  document.documentElement.lang = localeOf(shown);
  document.title = words[localeOf(shown)].title;
  const accent = shown.wait?.restaurant.accent;
  if (accent) document.documentElement.style.setProperty('--own', accent);
  main.ariaBusy = String(shown.working);
  render(
    shown.wait ? <Wait shown={shown} acts={acts} /> : shown.trouble && <Trouble shown={shown} acts={acts} />,
    main,
  );
  if (shown.focus === focus) return;
  focus = shown.focus;
  if (focus) document.getElementById(focus.at)?.focus();
});
void acts.read();
setInterval(acts.tick, 1_000);
setInterval(() => {
  if (!document.hidden) void acts.poll();
}, 15_000);
// Whoever comes back to the page wants to know at once.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void acts.poll();
});
