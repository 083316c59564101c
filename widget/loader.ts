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
  fr: ['Réserver une table', 'La réservation n’a pas pu se charger.', 'Réessayer'],
  en: ['Book a table', 'The booking form could not be loaded.', 'Try again'],
} as const;

const sheet = new CSSStyleSheet();
sheet.replaceSync(
  ':host{display:block!important;min-height:44rem}:host([ready]),:host([mode=button]){min-height:0}' +
    ':host([hidden]){display:none!important}' +
    '.open,.failed{all:initial;box-sizing:border-box;font:600 16px/1.2 var(--couvert-font,inherit);font-family:var(--couvert-font,inherit)}' +
    '.open{position:fixed;inset:auto max(20px,env(safe-area-inset-right)) max(20px,env(safe-area-inset-bottom)) auto;z-index:2147483000;' +
    'padding:16px 22px;border-radius:var(--couvert-radius,10px);cursor:pointer;color:#fff;background:#1f6f54;box-shadow:0 4px 16px #0004}' +
    '.open{background:var(--couvert-accent,#1f6f54);color:oklch(from var(--couvert-accent,#1f6f54) calc((.568 - l)*1000) 0 0)}' +
    '.open:focus-visible{outline:3px solid;outline-offset:3px;outline-color:Highlight}' +
    '.failed{display:block;padding:16px;font-weight:400;cursor:pointer;text-decoration:underline}',
);

class CouvertBooking extends HTMLElement {
  static observedAttributes = ['restaurant', 'lang', 'mode'];

  #root = this.attachShadow({ mode: 'open' });
  #form: Promise<Mounted | undefined> | undefined;
  #seen: IntersectionObserver | undefined;
  #tries = 0;
  #planned = false;

  connectedCallback() {
    this.#plan();
  }

  disconnectedCallback() {
    this.#plan();
  }

  attributeChangedCallback() {
    this.#clear();
    this.#plan();
  }

  /** At the end of the task, so that moving the element, or setting three attributes, starts nothing twice. */
  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (!this.isConnected) this.#clear();
      else if (!this.#root.hasChildNodes() && !this.#seen && this.getAttribute('restaurant')) this.#begin();
    });
  }

  #begin() {
    this.#root.adoptedStyleSheets = [sheet];
    if (this.#modal) {
      const button = this.#button('open', this.getAttribute('label') || this.#words[0]);
      button.setAttribute('aria-haspopup', 'dialog');
      button.onclick = () => this.#load().then((form) => form?.show());
      // Fetched as the hand approaches: the tap then finds it there.
      button.onpointerenter = button.onfocus = () => void this.#load();
    } else {
      this.#seen = new IntersectionObserver(
        (entries) => {
          if (!entries.some((entry) => entry.isIntersecting)) return;
          this.#seen?.disconnect();
          void this.#load();
        },
        { rootMargin: '600px' },
      );
      this.#seen.observe(this);
    }
  }

  get #modal() {
    return this.getAttribute('mode') === 'button';
  }

  /** The element's language, else the page's; undefined when it is neither French nor English. */
  get #lang() {
    const said = (this.getAttribute('lang') || document.documentElement.lang).slice(0, 2).toLowerCase();
    return said === 'fr' || said === 'en' ? said : undefined;
  }

  get #words() {
    return words[this.#lang ?? 'en'];
  }

  #button(kind: string, label: string) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = kind;
    button.part = kind;
    button.lang = this.#lang ?? 'en';
    button.textContent = label;
    this.#root.append(button);
    return button;
  }

  #load() {
    this.#form ??= this.#mount().catch(() => {
      this.#form = undefined;
      const retry =
        this.#root.querySelector<HTMLButtonElement>('.failed') ??
        this.#button('failed', this.#words.slice(1).join(' '));
      retry.onclick = () => {
        retry.remove();
        void this.#load().then((form) => this.#modal && form?.show());
      };
      return undefined;
    });
    return this.#form;
  }

  async #mount() {
    // A module whose fetch failed may be remembered as failed: another address is asked for anew.
    const again = this.#tries++ ? `?${this.#tries}` : '';
    const form = await import(/* @vite-ignore */ base + FORM_CHUNK + again);
    const mounted = await (form as { mount: typeof mount }).mount({
      host: this,
      root: this.#root,
      base,
      restaurant: this.getAttribute('restaurant')!,
      source: this.getAttribute('source') === 'page' ? 'page' : 'widget',
      lang: this.#lang,
      modal: this.#modal,
    });
    this.toggleAttribute('ready', true);
    return mounted;
  }

  #clear() {
    this.#seen?.disconnect();
    this.#seen = undefined;
    void this.#form?.then((form) => form?.remove());
    this.#form = undefined;
    this.#root.replaceChildren();
    this.removeAttribute('ready');
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
