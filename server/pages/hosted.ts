import type { Locale } from '../contract/words.ts';
import { type Front, readable } from './front.ts';
import { Html, html } from './html.ts';

const words = {
  fr: {
    title: (name: string) => `Réserver une table – ${name}`,
    description: (name: string, city: string) =>
      `Réservez votre table chez ${name}, ${city} : choisissez le jour et l’heure, la confirmation est immédiate.`,
    map: 'Plan',
    other: 'English',
    script: 'La réservation en ligne a besoin de JavaScript. Vous pouvez aussi nous appeler.',
    yours: 'Votre réservation',
    missing: 'Cette page n’existe pas',
    missingWhat: 'Aucun restaurant ne répond à cette adresse. Vérifiez le lien que vous avez suivi.',
  },
  en: {
    title: (name: string) => `Book a table – ${name}`,
    description: (name: string, city: string) =>
      `Book your table at ${name}, ${city}: choose the day and the time, confirmation is immediate.`,
    map: 'Map',
    other: 'Français',
    script: 'Booking online needs JavaScript. You may also call us.',
    yours: 'Your booking',
    missing: 'This page does not exist',
    missingWhat: 'No restaurant answers at this address. Please check the link you followed.',
  },
};

const shell = (lang: Locale, head: Html, body: Html) =>
  html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
</head>
${body}
</html>
`.text;

/**
 * The booking page of a restaurant: who and where it is, in its own colour, and the same form as on its own site.
 * `style` is its one inline sheet, which the page's policy must allow by its hash.
 */
export function hostedPage(
  slug: string,
  front: Front,
  lang: Locale,
  css: string,
): { page: string; style: string } {
  const style = /^#[0-9a-f]{6}$/i.test(front.accent ?? '') ? `:root{--own:${front.accent}}` : '';
  const t = words[lang];
  const { name, street, postcode, city, phone } = front;
  const where = `${name}, ${street}, ${postcode} ${city}`;
  const page = shell(
    lang,
    html`<title>${t.title(name)}</title>
<meta name="description" content="${t.description(name, city)}">
<meta property="og:title" content="${t.title(name)}">
<meta property="og:description" content="${t.description(name, city)}">
<link rel="stylesheet" href="${css}">
<style>${new Html(style)}</style>
<script src="/widget.js" async></script>`,
    html`<body class="hosted">
<header>
<a class="tongue" href="?lang=${lang === 'fr' ? 'en' : 'fr'}" lang="${lang === 'fr' ? 'en' : 'fr'}">${t.other}</a>
<h1>${name}</h1>
<address>
<p>${street}<br>${postcode} ${city}</p>
<p><a href="https://www.openstreetmap.org/search?query=${encodeURIComponent(where)}" rel="noreferrer">${t.map}</a>${
      phone && html` · <a href="tel:${phone}">${readable(phone)}</a>`
    }</p>
</address>
</header>
<main>
<couvert-booking restaurant="${slug}" lang="${lang}" source="page"></couvert-booking>
<noscript><p>${t.script}</p></noscript>
</main>
</body>`,
  );
  return { page, style };
}

/** The page of one reservation. It says nothing of it by itself: the script reads it with the secret in the address. */
export const bookingPage = (lang: Locale, css: string, scripts: string[]): string =>
  shell(
    lang,
    html`<title>${words[lang].yours}</title>
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<link rel="stylesheet" href="${css}">
${scripts.slice(1).map((script) => html`<link rel="modulepreload" href="${script}">\n`)}
<script type="module" src="${scripts[0]}"></script>`,
    html`<body class="booking"><main id="booking" aria-busy="true"></main></body>`,
  );

/** What stands where no restaurant is. */
export const missingPage = (lang: Locale, css: string): string =>
  shell(
    lang,
    html`<title>${words[lang].missing}</title>
<meta name="robots" content="noindex">
<link rel="stylesheet" href="${css}">`,
    html`<body class="booking"><main><h1>${words[lang].missing}</h1><p>${words[lang].missingWhat}</p></main></body>`,
  );
