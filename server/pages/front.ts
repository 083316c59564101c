import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Locale } from '../contract/words.ts';

/** What the pages say of a restaurant before any script has run. */
export type Front = {
  name: string;
  locale: Locale;
  phone: string | null;
  /** #rrggbb */
  accent: string | null;
  street: string;
  postcode: string;
  city: string;
};

/** The language of a page: asked for in the address, else the guest's browser's, else the restaurant's. */
export function pageLocale(asked: string | undefined, accepted: string | undefined, own: Locale): Locale {
  const known = (tag: string | undefined): Locale | undefined => {
    const language = tag?.trim().slice(0, 2).toLowerCase();
    return language === 'fr' || language === 'en' ? language : undefined;
  };
  if (known(asked)) return known(asked)!;
  const wishes = (accepted ?? '')
    .split(',')
    .map((wish) => {
      const [tag, ...rest] = wish.split(';');
      const weight = rest.find((part) => part.trim().startsWith('q='));
      return { locale: known(tag), weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter(({ locale, weight }) => locale && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes[0]?.locale ?? own;
}

/** A telephone number as people write it: in the country's own way, with its prefix. */
export const readable = (phone: string): string =>
  (parsePhoneNumberFromString(phone)?.formatInternational() ?? phone).replaceAll(' ', '\u00a0');
