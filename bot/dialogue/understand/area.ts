import type { Area } from './meaning.ts';

const areas: [RegExp, Area][] = [
  [
    /\b(?:en terrasse|(?:la|une|votre|sur la) terrasse|(?:on the |the |your )(?:terrace|patio|deck|rooftop)|outside|outdoors?|outdoor (?:seating|table)|dehors|(?:a l'|en )exterieur|au jardin|(?:in|the|your) garden|al fresco|rooftop|patio)\b/,
    'outside',
  ],
  [/\b(?:inside|indoors?|(?:a l')?interieur|en salle|dans la salle|dedans)\b/, 'inside'],
  [/\b(?:(?:au|at the|on the) (?:bar|comptoir|counter)|high top|chef'?s (?:table|counter))\b/, 'bar'],
  [/\b(?:fenetre|window|baie vitree|vue sur|with a view|avec vue)\b/, 'window'],
  [
    /\b(?:salon prive|salle privee|private (?:room|dining|area)|privatis\w+|a l'ecart|quiet (?:corner|table|spot))\b/,
    'private',
  ],
];
const refused =
  /\b(?:pas|not|no|sans|plutot que|rather than|instead of|surtout pas) (?:en |in |on |the |a |l'|au )*$/;

/** Where in the house the guest wishes to sit; two wishes are none. */
export function areaIn(flatText: string): Area | undefined {
  const found = areas.filter(([words]) => {
    const match = words.exec(flatText);
    return match && !refused.test(flatText.slice(0, match.index));
  });
  return found.length === 1 ? found[0]![1] : undefined;
}
