import type { Area } from './understand/meaning.ts';
import { flat, read } from './understand/reading.ts';

/** What the restaurant's own names of its areas tell of where they lie. */
const kinds: [RegExp, Area][] = [
  [
    /\b(?:terrasses?|jardins?|patio|cour|terrace|garden|courtyard|rooftop|toit|veranda|exterieur|outside)\b/,
    'outside',
  ],
  [/\b(?:bar|comptoir|counter)\b/, 'bar'],
  [/\b(?:salon prive|prive\w*|private)\b/, 'private'],
  [/\b(?:salles?|interieur|inside|dining room|main room|restaurant)\b/, 'inside'],
];

const kindOf = (name: string) => kinds.find(([words]) => words.test(flat(name)))?.[1];

/** The area of the restaurant that a message names or means; undefined when it has none such, or several. */
export function areaNamed(areas: string[], said: string, meant: Area | undefined): string | undefined {
  const text = ` ${read(said).flat.replace(/[^a-z0-9]+/g, ' ')} `;
  const named = areas.filter((name) => {
    const words = flat(name)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    // "Salle" is also a part of other words and wishes: only a longer name is sure by itself.
    return words.length > 5 && text.includes(` ${words} `);
  });
  if (named.length === 1 && (meant !== undefined || kindOf(named[0]!) === undefined)) return named[0];
  const fits = meant ? areas.filter((name) => kindOf(name) === meant) : [];
  return fits.length === 1 ? fits[0] : undefined;
}

const courtesy =
  /\b(?:si possible|svp|s'il vous plait|please|if possible|avec|with|plutot|finalement|rather|actually|instead|non|no|oui|yes|please|merci|thanks|we|i|je|nous|on|prefer\w*|voudrai\w*|aimerai\w*|would|like|d'|sit|be|etre|une|table|a|on|in|at|the|la|le|en|sur|au|dans|l')\b/g;
const places =
  /\b(?:terrasse|terrace|patio|deck|rooftop|outside|outdoors?|dehors|exterieur|jardin|garden|interieur|inside|indoors?|salle|bar|comptoir|counter)\b/g;

/** Whether a remark says no more than where they would sit. */
export const onlyPlace = (remark: string) =>
  read(remark)
    .flat.replace(places, ' ')
    .replace(courtesy, ' ')
    .replace(/[^a-z0-9]/g, '') === '';

/** An area in words: "en terrasse", "on the terrace"; one that no word fits keeps its own name. */
export function areaWords(name: string, language: 'fr' | 'en'): string {
  const plain = flat(name).trim();
  const known: Record<string, [string, string]> = {
    terrasse: ['en terrasse', 'on the terrace'],
    terrace: ['en terrasse', 'on the terrace'],
    salle: ['en salle', 'in the dining room'],
    'dining room': ['en salle', 'in the dining room'],
    bar: ['au bar', 'at the bar'],
    comptoir: ['au comptoir', 'at the counter'],
    counter: ['au comptoir', 'at the counter'],
    jardin: ['au jardin', 'in the garden'],
    garden: ['au jardin', 'in the garden'],
    veranda: ['dans la véranda', 'in the veranda'],
    patio: ['dans le patio', 'on the patio'],
  };
  const words = known[plain];
  if (words) return words[language === 'fr' ? 0 : 1];
  return language === 'fr' ? `côté « ${name} »` : `in “${name}”`;
}
