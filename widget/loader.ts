/**
 * widget.js: what a host page loads. It defines <couvert-booking>, puts one where its script tag stands, and
 * fetches the form from its own origin when a guest comes near it. Nothing else is left on the page.
 *
 * <script src="https://HOST/widget.js" data-restaurant="SLUG" async></script>
 * Further attributes: data-mode="button", data-lang, data-theme, data-label.
 */
import type { Mounted, mount } from './BookingForm.tsx';

/** The form's chunk, as a path on the server; put here by the build. */
declare const FORM_CHUNK: string;

const script = document.currentScript as HTMLScriptElement | null;
const base = new URL(script?.src ?? location.href).origin;
const name = 'couvert-booking';

const words = {
  fr: ['Réserver une table', 'Formulaire indisponible. Réessayer'],
  en: ['Book a table', 'Form unavailable. Try again'],
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(
  // A page that resets everything must not make the element inline, nor the page jump when the form comes.
  ':host(:not([hidden])){display:block!important}:host(:not([mode])){min-height:44rem}' +
    ':host>button{all:initial;font:600 16px system-ui;font-family:var(--couvert-font,inherit);padding:16px 22px;cursor:pointer;' +
    '--a:var(--couvert-accent,#1f6f54);background:var(--a);color:oklch(from var(--a) calc((.568 - l)*1e3) 0 0);' +
    'border-radius:var(--couvert-radius,10px)}' +
    ':host([mode])>button{position:fixed;right:20px;bottom:20px;z-index:2147483000;box-shadow:0 4px 16px #0004}' +
    ':host>button:focus-visible{outline:3px solid Highlight}' +
    // After a moment only: where the form is near, nothing flickers.
    ':host>[data-busy]{animation:w 1s .2s infinite}@keyframes w{50%{opacity:.5}}',
);

/** Everything about one element: what it shows now, and how to take that away. */
function stage(host: HTMLElement) {
  const root = host.attachShadow({ mode: 'open' });
  const attribute = (key: string) => host.getAttribute(key) || '';
  let shown = '';
  let form: Promise<Mounted | undefined> | undefined;
  let seen: IntersectionObserver | undefined;
  let tries = 0;

  /** The element's language, else the page's; undefined when it is neither French nor English. */
  const language = () => {
    const tag = (attribute('lang') || document.documentElement.lang).slice(0, 2).toLowerCase();
    return tag === 'fr' || tag === 'en' ? tag : undefined;
  };

  const button = (label: string, act: () => void) => {
    const made = document.createElement('button');
    made.lang = language() ?? 'en';
    made.textContent = label;
    made.onclick = act;
    root.append(made);
    return made;
  };

  const load = () => {
    // A module whose fetch failed may be remembered as failed: another address is asked for anew.
    form ??= import(/* @vite-ignore */ base + FORM_CHUNK + (tries ? `?${tries}` : ''))
      .then((chunk: { mount: typeof mount }) =>
        chunk.mount({
          host,
          root,
          base,
          restaurant: attribute('restaurant'),
          source: attribute('source') === 'page' ? 'page' : 'widget',
          lang: language(),
          modal: !!attribute('mode'),
        }),
      )
      .catch(() => {
        tries++;
        form = undefined;
        const retry = button(words[language() ?? 'en'][1]!, () => {
          retry.remove();
          open();
        });
        return undefined;
      });
    return form;
  };
  /** Opens the dialog; until it is there, the floating button shows that it comes. */
  const open = () => {
    const at = root.querySelector('button');
    at?.toggleAttribute('data-busy', true);
    void load().then((mounted) => {
      at?.toggleAttribute('data-busy', false);
      mounted?.show();
    });
  };

  const begin = () => {
    root.adoptedStyleSheets = [sheet];
    if (attribute('mode')) {
      const launch = button(attribute('label') || words[language() ?? 'en'][0]!, open);
      launch.ariaHasPopup = 'dialog';
      // Fetched as the hand approaches: the tap then finds it there.
      launch.onpointerenter = load;
    } else {
      seen = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          seen!.disconnect();
          void load();
        },
        { rootMargin: '600px' },
      );
      seen.observe(host);
    }
  };

  const clear = () => {
    seen?.disconnect();
    void form?.then((mounted) => mounted?.remove());
    form = undefined;
    root.replaceChildren();
  };

  /** Brings what is shown in line with the element, at the end of the task: setting three attributes, or moving the element, starts nothing twice. */
  return () =>
    queueMicrotask(() => {
      const wanted = host.isConnected ? CouvertBooking.observedAttributes.map(attribute).join() : '';
      if (wanted === shown) return;
      clear();
      shown = wanted;
      if (wanted && attribute('restaurant')) begin();
    });
}

class CouvertBooking extends HTMLElement {
  static observedAttributes = ['restaurant', 'lang', 'mode'];
  #settle = stage(this);

  connectedCallback() {
    this.#settle();
  }
  disconnectedCallback() {
    this.#settle();
  }
  attributeChangedCallback() {
    this.#settle();
  }
}

if (!customElements.get(name)) customElements.define(name, CouvertBooking);

if (script?.dataset.restaurant) {
  const element = document.createElement(name);
  for (const key of ['restaurant', 'mode', 'lang', 'theme', 'label']) {
    const value = script.dataset[key];
    if (value) element.setAttribute(key, value);
  }
  if (script.closest('body')) script.after(element);
  else if (document.body) document.body.append(element);
  else addEventListener('DOMContentLoaded', () => document.body.append(element), { once: true });
}
