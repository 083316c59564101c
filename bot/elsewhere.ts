import type { Language } from './dialogue/understand/meaning.ts';

/** Where a chat can go on: on the booking page, or on WhatsApp. */
export type Place = 'web' | 'whatsapp';

/**
 * Whether a guest wants to go on with the chat elsewhere: "continuer sur le site", "can we finish this on WhatsApp?".
 * `here`: where they are; nobody is sent where they already are. Null when it is anything else.
 */
export function readElsewhere(text: string, here: Place): Place | null {
  const said = text.normalize('NFKC').toLowerCase().replace(/[’`]/g, "'");
  const there: Place = here === 'web' ? 'whatsapp' : 'web';
  if (said.length > LONGEST || not.test(said)) return null;
  return moves.test(said) && places[there].test(said) ? there : null;
}

/** Longer messages tell of more than where to go. */
const LONGEST = 120;

const moves =
  /(?<!\p{L})(continu(er|e|ons|ez)|poursui(vre|vons|s)|finir|fini(r|ssons)|terminer|terminons|reprendre|reprenons|passer|passons|basculer|suite|continue|carry on|go on|finish|switch|move|resume)(?!\p{L})/u;
const not = /(?<!\p{L})(ne|pas|plus|sans|not|don't|never|rather than|plutôt que)(?!\p{L})/u;
const places: Record<Place, RegExp> = {
  web: /(?<!\p{L})(sur|via|on|to|par|with)\s+(le |la |l'|votre |ton |the |your |a |un |une )?(web ?site|site( web| internet)?|page( web)?|web( page)?|internet|navigateur|browser|ordinateur|computer)(?!\p{L})/u,
  whatsapp: /(?<!\p{L})(sur|via|on|to|par|with)\s+(what'?s ?app|wapp?|wa)(?!\p{L})/u,
};

/** Said with the way there. The link works for whoever opens it first. */
export const wayThere: Record<Place, Record<Language, (url: string) => string>> = {
  web: {
    fr: (url) =>
      `Nous reprenons là où nous en sommes sur notre site. Ce lien s’ouvre une seule fois, pendant un quart d’heure\u00a0:\n${url}\nOn peut aussi continuer ici.`,
    en: (url) =>
      `We can go on from here on our site. This link opens once, for a quarter of an hour:\n${url}\nWe can also simply go on here.`,
  },
  whatsapp: {
    fr: (url) =>
      `Nous reprenons là où nous en sommes sur WhatsApp. Ce lien fonctionne une seule fois, pendant un quart d’heure\u00a0:\n${url}\nOn peut aussi continuer ici.`,
    en: (url) =>
      `We can go on from here on WhatsApp. This link works once, for a quarter of an hour:\n${url}\nWe can also simply go on here.`,
  },
};

/** Said when there is no way there now. */
export const noWay: Record<Language, string> = {
  fr: 'Ce n’est pas possible en ce moment\u00a0: continuons ici, si cela convient.',
  en: 'That is not possible right now: let us go on here.',
};
