import type { Locale } from '../contract/words.ts';

/** A named stretch of service: the weekdays (1 is Monday) on which it is held, and its first and last arrivals. */
export type Service = { name: string; weekdays: number[]; first: string; last: string };

/** What the pages say of a restaurant before any script has run. */
export type Front = {
  name: string;
  locale: Locale;
  /** E.164 */
  phone: string | null;
  phoneFormatted: string | null;
  /** #rrggbb */
  accent: string | null;
  address: { street: string; postcode: string; city: string };
  shifts: Service[];
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
