import { createElement, render } from 'preact';
import { caller } from '../server/contract/call.ts';
import type { Locale } from '../server/contract/words.ts';
import { type Acts, type Beside, bookable, makeBooking, type State } from './booking.ts';
import { ContactStep } from './ContactStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { Icon, Trouble, Turn, type View } from './parts.tsx';
import css from './style.css?inline';
import { TableStep } from './TableStep.tsx';
import type { Texts } from './texts/fr.ts';

/** A constructable sheet: allowed by a Content-Security-Policy that allows no styles at all. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

const languages = { fr: () => import('./texts/fr.ts'), en: () => import('./texts/en.ts') };

export type Place = {
  /** The custom element: told of the booking by `couvert:booked`. */
  host: HTMLElement;
  root: ShadowRoot;
  /** The server's origin. */
  base: string;
  restaurant: string;
  source: 'widget' | 'page';
  /** Of the texts; the restaurant's own when the page speaks neither. */
  lang: Locale | undefined;
  /** In a dialog, opened by `show`, instead of in place. */
  modal: boolean;
};

export type Mounted = {
  /** Opens the dialog. */
  show(): void;
  /** Takes everything away that was added to the root. */
  remove(): void;
};

/** Chunks for what fewer guests open; put here by the build. */
declare const WAIT_CHUNK: string;
declare const CHAT_CHUNK: string;

const steps = { table: TableStep, contact: ContactStep, done: DoneStep };

function Form(view: View) {
  const { state, acts, t } = view;
  const { step, card, slots, loading, fault, booking } = state;
  const Step = steps[step];
  const open = slots?.slots.filter(bookable).length;
  return (
    <>
      <div class="top">
        {step === 'contact' && <Turn is="left" label={t.back} act={acts.back} />}
        {step === 'done' && <Icon is="check" />}
        <h2 id="heading" tabIndex={-1}>
          {step === 'done' ? (booking!.status === 'requested' ? t.requested : t.done) : t[step]}
        </h2>
        {step === 'table' && (
          <button type="button" class="link" onClick={() => view.chat!()}>
            {t.chat}
          </button>
        )}
      </div>
      {card ? <Step {...view} /> : fault && <Trouble {...view} />}
      <p class="unseen" role="status">
        {step === 'table' && !fault && (loading || !slots ? t.loading : t.found(open!, slots.day))}
      </p>
    </>
  );
}

/** Draws the form and keeps it drawn. Resolves when its first picture is there; rejects when texts cannot be read. */
export async function mount({ host, root, base, restaurant, source, lang, modal }: Place): Promise<Mounted> {
  const box = document.createElement('div');
  box.className = 'couvert';
  let t: Texts | undefined;
  let state: State;
  let focus: State['focus'] = null;
  let told = false;
  /** Something else has the form's place. */
  let beside = false;

  const draw = () => {
    if (!t) return;
    const view: View = {
      state,
      acts,
      t,
      base,
      chat: open(CHAT_CHUNK),
      wait: state.card?.waitlist && open(WAIT_CHUNK),
    };
    box.lang = t.lang;
    if (state.card?.accent) box.style.setProperty('--own-accent', state.card.accent);
    // The dialog closes at a tap beside it (closedby); what stands in the page stays.
    render(
      createElement(
        modal ? 'dialog' : 'article',
        { 'aria-labelledby': 'heading', closedby: 'any' },
        <div class="form">
          {modal && (
            <Turn is="close" label={t.close} class="close" act={() => box.querySelector('dialog')!.close()} />
          )}
          {beside ? <div id="beside" /> : <Form {...view} />}
        </div>,
      ),
      box,
    );
    if (state.focus !== focus) {
      focus = state.focus;
      if (focus) root.getElementById(focus.at)?.focus();
    }
    if (state.booking && !told) {
      told = true;
      const { reference, day, time, party } = state.booking;
      host.dispatchEvent(
        new CustomEvent('couvert:booked', {
          bubbles: true,
          composed: true,
          detail: { reference, day, time, party },
        }),
      );
    }
  };

  /** Gives the form's place to a chunk; `over` takes it back. */
  const open =
    (chunk: string) =>
    (time = '') =>
      import(/* @vite-ignore */ chunk).then(({ mount }: { mount: (beside: Beside) => void }) => {
        beside = true;
        draw();
        mount({ root, base, restaurant, source, t: t!, state, time, over });
      }, acts.failed);
  const over: Acts['resume'] = (...how) => {
    beside = false;
    acts.resume(...how);
  };

  const acts = makeBooking({
    call: caller(base),
    restaurant,
    source,
    changed(next) {
      state = next;
      draw();
    },
  });
  const starting = acts.start();
  const words = lang && languages[lang]();
  await starting;
  lang ??= state!.card?.locale ?? 'en';
  t = (await (words ?? languages[lang]())).texts;
  // Now, and not before: the sheet also ends the height that the loader keeps free for the form.
  root.adoptedStyleSheets.push(sheet);
  root.append(box);
  draw();
  void acts.readWords(lang);
  return {
    show() {
      box.querySelector('dialog')?.showModal();
      root.getElementById('heading')?.focus();
    },
    remove() {
      acts.letGo();
      render(null, box);
      box.remove();
    },
  };
}
