/**
 * A restaurant's own website, made up to try the widget on: its own colours and letters, no file but this page,
 * and the one line of the embed. Served with a strict policy, which proves that the widget needs no more.
 */
import type { Locale } from '../contract/words.ts';
import { demoStyle } from './demoStyle.ts';
import type { Front } from './front.ts';
import { Html, html } from './html.ts';

type Dish = [name: string, with_: string, price: number];

const words = {
  fr: {
    tagline: 'Bistrot de marché',
    nav: { house: 'La maison', menu: 'La carte', book: 'Réserver' },
    board: 'L’ardoise du jour',
    boardOf: ['Velouté de potimarron, noisettes', 'Lieu jaune, beurre blanc', 'Poire pochée, sarrasin'],
    boardPrice: 'Entrée, plat, dessert : 34 €',
    house: [
      'Une salle claire, vingt tables, une cuisine ouverte sur le marché. Nous écrivons le menu le matin, à la craie, avec ce que les maraîchers et les pêcheurs nous ont mis de côté ; le soir, l’ardoise est effacée.',
      'Les assiettes sont simples et précises : un produit, un jus, une garniture qui a du goût. Le pain est fait ici, les vins viennent de vignerons que nous connaissons par leur prénom.',
      'Venez à deux ou en famille. L’été, la terrasse donne sur la place ; l’hiver, demandez la banquette près du poêle.',
    ],
    menu: 'La carte, en ce moment',
    courses: [
      [
        'Pour commencer',
        [
          ['Œuf parfait', 'champignons de Paris, lard paysan', 11],
          ['Poireaux vinaigrette', 'jaune confit, estragon', 10],
          ['Terrine de campagne', 'pickles d’oignons, pain grillé', 12],
        ],
      ],
      [
        'Ensuite',
        [
          ['Volaille fermière rôtie', 'jus court, pommes grenaille', 24],
          ['Lieu jaune de ligne', 'beurre blanc, fenouil fondant', 27],
          ['Risotto d’épeautre', 'courge rôtie, sauge, vieux comté', 21],
        ],
      ],
      [
        'Pour finir',
        [
          ['Riz au lait', 'caramel au beurre salé', 9],
          ['Tarte fine aux pommes', 'crème crue d’Isigny', 10],
        ],
      ],
    ] as [string, Dish[]][],
    price: (n: number) => `${n} €`,
    book: 'Réserver',
    bookWhat: 'La confirmation est immédiate. Pour une grande tablée, appelez-nous.',
    bookButton: 'Le bouton en bas de la page ouvre la réservation.',
    note: 'Site de démonstration : un exemple de ce qu’un restaurant peut écrire autour du formulaire.',
    inPlace: 'Formulaire dans la page',
    asButton: 'Formulaire derrière un bouton',
    other: 'English',
  },
  en: {
    tagline: 'Market bistro',
    nav: { house: 'The house', menu: 'The menu', book: 'Book' },
    board: 'Today on the slate',
    boardOf: ['Pumpkin velouté, hazelnuts', 'Line-caught pollack, beurre blanc', 'Poached pear, buckwheat'],
    boardPrice: 'Three courses: €34',
    house: [
      'A bright room, twenty tables, and a kitchen that looks towards the market. We chalk the menu up in the morning with what growers and fishermen kept for us; at night the slate is wiped clean.',
      'Plates are plain and precise: one ingredient, one sauce, one garnish with something to say. The bread is baked here, and we know our winemakers by their first names.',
      'Come as two or as a family. In summer the terrace gives onto the square; in winter, ask for the bench beside the stove.',
    ],
    menu: 'On the menu now',
    courses: [
      [
        'To begin',
        [
          ['Slow-cooked egg', 'button mushrooms, farmhouse bacon', 11],
          ['Leeks vinaigrette', 'confit yolk, tarragon', 10],
          ['Country terrine', 'pickled onions, toast', 12],
        ],
      ],
      [
        'Then',
        [
          ['Roast free-range chicken', 'its juices, new potatoes', 24],
          ['Line-caught pollack', 'beurre blanc, melting fennel', 27],
          ['Spelt risotto', 'roast squash, sage, old Comté', 21],
        ],
      ],
      [
        'To finish',
        [
          ['Rice pudding', 'salted-butter caramel', 9],
          ['Thin apple tart', 'Isigny cream', 10],
        ],
      ],
    ] as [string, Dish[]][],
    price: (n: number) => `€${n}`,
    book: 'Book a table',
    bookWhat: 'You are confirmed at once. For a large party, please call us.',
    bookButton: 'The button at the foot of the page opens the booking form.',
    note: 'A demonstration: one example of what a restaurant may write around the form.',
    inPlace: 'Form in the page',
    asButton: 'Form behind a button',
    other: 'Français',
  },
};

export type Demo = {
  slug: string;
  front: Front;
  lang: Locale;
  baseUrl: string;
  /** The form in the page, or behind a floating button. */
  mode: 'place' | 'button';
};

/** The site, and its one inline style sheet, which its policy must allow by its hash. */
export function demoSite({ slug, front, lang, baseUrl, mode }: Demo): { page: string; style: string } {
  const t = words[lang];
  const { name, phone, phoneFormatted } = front;
  const { street, postcode, city } = front.address;
  const other = lang === 'fr' ? 'en' : 'fr';
  const embed =
    mode === 'button'
      ? html`<script src="${baseUrl}/widget.js" data-restaurant="${slug}" data-mode="button" async></script>`
      : html`<script src="${baseUrl}/widget.js" data-restaurant="${slug}" async></script>`;
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name} – ${t.tagline}, ${city}</title>
<style>${new Html(demoStyle)}</style>
</head>
<body>
<header>
<nav>
<a href="#maison">${t.nav.house}</a> <a href="#carte">${t.nav.menu}</a> <a href="#reserver">${t.nav.book}</a>
<a href="?lang=${other}&amp;mode=${mode}" lang="${other}">${t.other}</a>
</nav>
<div class="hero">
<div>
<p class="over">${t.tagline} · ${city}</p>
<h1>${name}</h1>
<p><a class="call" href="#reserver">${t.book}</a></p>
</div>
<aside aria-label="${t.board}">
<h2>${t.board}</h2>
<ul>${t.boardOf.map((dish) => html`<li>${dish}</li>`)}</ul>
<p>${t.boardPrice}</p>
</aside>
</div>
</header>
<main>
<section id="maison" class="house">
<h2>${t.nav.house}</h2>
<div>${t.house.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
</section>
<section id="carte" class="menu">
<h2>${t.menu}</h2>
<div class="courses">${t.courses.map(
    ([course, dishes]) => html`
<div><h3>${course}</h3><dl>${dishes.map(
      ([dish, beside, price]) =>
        html`<div><dt>${dish}<span>${beside}</span></dt><dd>${t.price(price)}</dd></div>`,
    )}</dl></div>`,
  )}</div>
</section>
<section id="reserver" class="book">
<div>
<h2>${t.book}</h2>
<p>${mode === 'button' ? t.bookButton : t.bookWhat}</p>
<address>${street}<br>${postcode} ${city}${phone && html`<br><a href="tel:${phone}">${phoneFormatted}</a>`}</address>
</div>
<div class="form">${mode === 'place' && embed}</div>
</section>
</main>
<footer>
<p>${t.note}</p>
<p><a href="/demo/${slug}?lang=${lang}">${t.inPlace}</a> · <a href="/demo/${slug}?lang=${lang}&amp;mode=button">${t.asButton}</a></p>
</footer>
${mode === 'button' && embed}
</body>
</html>
`.text;
  return { page, style: demoStyle };
}
