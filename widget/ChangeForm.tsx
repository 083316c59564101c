/** The form by which a guest changes their reservation, in a shadow root of its own: it looks as when they booked. */
import { render } from 'preact';
import type { caller } from '../server/contract/call.ts';
import type { Booking } from '../server/reservations/contract.ts';
import { areasOf } from './booking.ts';
import { type ChangeActs, type Changing, change, isToAsk, wishOf } from './change.ts';
import { Offers, Trouble, Turn } from './parts.tsx';
import css from './style.css?inline';
import { TableStep } from './TableStep.tsx';
import { texts as en } from './texts/en.ts';
import { texts as fr } from './texts/fr.ts';
import { words } from './texts/reservation.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

type View = { changing: Changing; acts: ChangeActs; booking: Booking };

/** What is asked for, the word to the restaurant, and the button that does it. */
function Asked({ changing, acts, booking }: View) {
  const { table, area, remark, lost, trouble, sending } = changing;
  const areas = areasOf(table);
  const w = words[booking.locale];
  const t = { fr, en }[booking.locale];
  const { day, time, party } = table;
  const moved = day !== booking.day || time !== booking.time || party !== booking.party;
  const toAsk = isToAsk(booking, changing);
  const { phone, phoneFormatted } = booking.restaurant;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void acts.submit();
      }}
    >
      <div class="summary">
        <div>
          {moved && (
            <p class="small">
              {w.before} <s>{t.sentence(booking.day, booking.time, booking.party, '')}</s>
            </p>
          )}
          <p class="first">{t.sentence(day, time, party, area)}</p>
        </div>
        <button type="button" class="link" onClick={acts.table.back}>
          {t.change}
        </button>
      </div>
      {areas.length > 1 && (
        <div class="field">
          <label for="area">{t.area}</label>
          <div class="line">
            <select id="area" value={area} onChange={(event) => acts.chooseArea(event.currentTarget.value)}>
              <option value="">{t.anywhere}</option>
              {areas.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      <div class="field">
        <label for="remark">
          {t.remark} <small>{t.optional}</small>
        </label>
        <div class="line">
          <textarea
            id="remark"
            maxLength={1000}
            value={remark}
            onInput={(event) => acts.write(event.currentTarget.value)}
          />
        </div>
      </div>
      {lost && (
        <div class="box" role="alert" id="lost" tabIndex={-1}>
          <p>
            <b>{w.lost(t.time(lost.time))}</b> {w.stillYours}
          </p>
          <Offers instead={lost} state={table} acts={acts.table} t={t} base="" />
          <button type="button" class="link" onClick={acts.table.back}>
            {t.otherTime}
          </button>
        </div>
      )}
      {trouble && (
        <div class="box" role="alert" id="trouble" tabIndex={-1}>
          <p>
            <b>{w.trouble[trouble][0]}.</b> {w.trouble[trouble][1]}
          </p>
          {trouble === 'fixed' && phone && (
            <p>
              <a href={`tel:${phone}`}>{phoneFormatted}</a>
            </p>
          )}
        </div>
      )}
      {toAsk ? (
        <div class="box" role="status" id="asking" tabIndex={-1}>
          <p>
            <b>{w.toAsk[0]}</b> {w.toAsk[1]}
          </p>
        </div>
      ) : (
        moved && <p class="small">{w.untilThen}</p>
      )}
      <button class="main" type="submit" aria-disabled={sending}>
        {sending
          ? toAsk
            ? w.askingNow
            : w.changingNow
          : toAsk
            ? w.doAsk
            : wishOf(booking, changing)
              ? w.doChange
              : w.keep}
      </button>
      <button class="main plain" type="button" onClick={acts.keep}>
        {w.keepAll}
      </button>
    </form>
  );
}

function Form(view: View) {
  const { changing, acts, booking } = view;
  const { table } = changing;
  const w = words[booking.locale];
  const t = { fr, en }[booking.locale];
  const asked = table.step === 'contact';
  const slots = table.slots?.slots.filter(({ status }) => status === 'open' || status === 'request');
  return (
    <>
      <div class="top">
        {asked && <Turn is="left" label={t.back} act={acts.table.back} />}
        <h2 id="heading" tabIndex={-1}>
          {asked ? w.review : w.choose}
        </h2>
      </div>
      {asked ? (
        <Asked {...view} />
      ) : (
        <>
          <div class="summary">
            <div>
              <p class="small">{w.now}</p>
              <p class="first">{t.sentence(booking.day, booking.time, booking.party, '')}</p>
            </div>
          </div>
          {table.card ? (
            <TableStep state={table} acts={acts.table} t={t} base="" />
          ) : (
            table.fault && <Trouble state={table} acts={acts.table} t={t} />
          )}
          <button class="main plain" type="button" onClick={acts.keep}>
            {w.keepAll}
          </button>
        </>
      )}
      <p class="unseen" role="status">
        {!asked &&
          !table.fault &&
          (table.loading || !slots ? t.loading : t.found(slots.length, table.slots!.day))}
      </p>
    </>
  );
}

export type ChangePlace = {
  host: HTMLElement;
  call: ReturnType<typeof caller>;
  booking: Booking;
  remarkOnly: boolean;
  /** As in change.ts. The form is gone by then. */
  over: (booking: Booking | null, asked?: boolean) => void;
};

/** Draws the form in a host and keeps it drawn until it is over. */
export function mountChange({ host, call, booking, remarkOnly, over }: ChangePlace): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement('div');
  box.className = 'couvert';
  box.lang = booking.locale;
  if (booking.restaurant.accent) box.style.setProperty('--own-accent', booking.restaurant.accent);
  root.replaceChildren(box);
  let focus: Changing['focus'] = null;
  const acts = change({
    call,
    booking,
    remarkOnly,
    changed(changing) {
      render(
        <section class="form" aria-labelledby="heading">
          <Form changing={changing} acts={acts} booking={booking} />
        </section>,
        box,
      );
      if (changing.focus === focus) return;
      focus = changing.focus;
      if (focus) root.getElementById(focus.at)?.focus();
    },
    over(now, asked) {
      render(null, box);
      box.remove();
      over(now, asked);
    },
  });
  void acts.start();
  root.getElementById(remarkOnly ? 'remark' : 'heading')?.focus();
}
