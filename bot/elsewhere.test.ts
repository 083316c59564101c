import { expect, test } from 'vitest';
import { readElsewhere } from './elsewhere.ts';

test.each([
  'continuer sur le site',
  'On peut continuer sur le site ?',
  'je préfère finir sur votre site web',
  'Je voudrais passer sur la page',
  'la suite sur internet svp',
  'Can we continue on the website?',
  "I'd like to finish this on your site",
  'switch to the web please',
])('on WhatsApp, “%s” asks for the way to the page', (text) => {
  expect(readElsewhere(text, 'whatsapp')).toBe('web');
  expect(readElsewhere(text, 'web')).toBeNull();
});

test.each([
  'continuer sur WhatsApp',
  'on peut passer sur whatsapp ?',
  'carry on on WhatsApp',
  'go on via WA',
])('on a page, “%s” asks for the way to WhatsApp', (text) => {
  expect(readElsewhere(text, 'web')).toBe('whatsapp');
  expect(readElsewhere(text, 'whatsapp')).toBeNull();
});

test.each([
  'je ne veux pas continuer sur le site',
  'une table pour 4 samedi',
  'votre site est en panne',
  'quel est votre site ?',
  'je passe à 20 h plutôt',
  'finissons à 22 h',
  'le parking est sur place ?',
  'on sera 4, sur la terrasse, et la suite du menu ?',
  'I saw the menu on your website',
])('“%s” asks for no such thing', (text) => {
  expect(readElsewhere(text, 'whatsapp')).toBeNull();
  expect(readElsewhere(text, 'web')).toBeNull();
});
