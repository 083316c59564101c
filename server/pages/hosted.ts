import type { Locale } from '../contract/words.ts';
import type { Front } from './front.ts';
import { openingHours, sayDays, sayTime } from './hours.ts';
import { Html, html } from './html.ts';

const words = {
  fr: {
    title: (name: string) => `Réserver une table – ${name}`,
    description: (name: string, city: string) =>
      `Réservez votre table chez ${name}, ${city} : choisissez le jour et l’heure, la confirmation est immédiate.`,
    hours: 'Horaires',
    hoursOf: 'De la première à la dernière arrivée',
    closed: 'Fermé',
    find: 'Adresse',
    call: 'Téléphone',
    map: 'Voir le plan',
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
    hours: 'Hours',
    hoursOf: 'From the first arrival to the last',
    closed: 'Closed',
    find: 'Address',
    call: 'Phone',
    map: 'See the map',
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

/** The week, days that are alike together; a list of nothing when the restaurant has said nothing yet. */
const hours = ({ shifts }: Front, lang: Locale): Html | '' =>
  shifts.length === 0
    ? ''
    : html`<section class="hours">
<h2>${words[lang].hours}</h2>
<dl>${openingHours(shifts).map(
        ({ days, services }) => html`
<div><dt>${sayDays(days, lang)}</dt>${
          services.length === 0
            ? html`<dd>${words[lang].closed}</dd>`
            : services.map(
                ({ name, first, last }) =>
                  html`<dd><span>${name}</span> ${sayTime(first, lang)}\u00a0– ${sayTime(last, lang)}</dd>`,
              )
        }</div>`,
      )}
</dl>
<p>${words[lang].hoursOf}</p>
</section>`;

/**
 * The booking page of a restaurant: who and where it is and when it is open, in its own colour, and the same form
 * as on its own site. `style` is its one inline sheet, which the page's policy must allow by its hash; `script` opens
 * the chat for whoever comes with a code of one.
 */
export function hostedPage(
  slug: string,
  front: Front,
  lang: Locale,
  css: string,
  script: string,
): { page: string; style: string } {
  const style = /^#[0-9a-f]{6}$/i.test(front.accent ?? '') ? `:root{--own:${front.accent}}` : '';
  const t = words[lang];
  const { name, phone, phoneFormatted } = front;
  const { street, postcode, city } = front.address;
  const where = `${name}, ${street}, ${postcode} ${city}`;
  const other = lang === 'fr' ? 'en' : 'fr';
  const page = shell(
    lang,
    html`<title>${t.title(name)}</title>
<meta name="description" content="${t.description(name, city)}">
<meta property="og:title" content="${t.title(name)}">
<meta property="og:description" content="${t.description(name, city)}">
<link rel="stylesheet" href="${css}">
<style>${new Html(style)}</style>
<script src="/widget.js" async></script>
<script type="module" src="${script}"></script>`,
    html`<body class="hosted">
<header>
<a class="tongue" href="?lang=${other}" lang="${other}">${t.other}</a>
<p class="city">${city}</p>
<h1>${name}</h1>
</header>
<main>
<couvert-booking restaurant="${slug}" lang="${lang}" source="page"></couvert-booking>
<noscript><p>${t.script}</p></noscript>
</main>
<footer>
${hours(front, lang)}
<section>
<h2>${t.find}</h2>
<address>${street}<br>${postcode} ${city}</address>
<p><a href="https://www.openstreetmap.org/search?query=${encodeURIComponent(where)}" rel="noreferrer">${t.map}</a></p>
</section>
${
  phone &&
  html`<section>
<h2>${t.call}</h2>
<p><a href="tel:${phone}">${phoneFormatted}</a></p>
</section>`
}
</footer>
</body>`,
  );
  return { page, style };
}

/**
 * The page of one reservation, or of one wait (`look`: the class of its body, with a style sheet of its own). It says
 * nothing by itself: the script reads it with the secret in the address.
 */
export const bookingPage = (lang: Locale, css: string[], scripts: string[], look = 'booking'): string =>
  shell(
    lang,
    html`<title>${words[lang].yours}</title>
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
${css.map(
  (sheet) => html`<link rel="stylesheet" href="${sheet}">
`,
)}${scripts.slice(1).map((script) => html`<link rel="modulepreload" href="${script}">\n`)}
<script type="module" src="${scripts[0]}"></script>`,
    html`<body class="${look}"><main id="booking" aria-busy="true"></main></body>`,
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
