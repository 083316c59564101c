/** The templates of a line of the Cloud API as somebody types them (pure). */
import type { LineTemplates } from '../../server/conversations/contract.ts';

export const purposes = ['answer', 'reservation'] as const;
export const locales = ['fr', 'en'] as const;
export type Place = `${(typeof purposes)[number]}-${(typeof locales)[number]}`;

export type Typed = Record<Place, { name: string; language: string }>;

export const placeOf = (purpose: (typeof purposes)[number], locale: (typeof locales)[number]): Place =>
  `${purpose}-${locale}`;

/** What stands in the fields for what is kept; the language that a guest speaks where there is nothing. */
export function typedOf(templates: LineTemplates): Typed {
  const typed = {} as Typed;
  for (const purpose of purposes)
    for (const locale of locales) {
      const kept = templates.find((one) => one.purpose === purpose && one.locale === locale);
      typed[placeOf(purpose, locale)] = { name: kept?.name ?? '', language: kept?.language ?? locale };
    }
  return typed;
}

/** What is to be kept, or the first field that Meta would not know. A field without a name is no template. */
export function read(
  typed: Typed,
): { templates: LineTemplates } | { place: Place; field: 'name' | 'language' } {
  const templates: LineTemplates = [];
  for (const purpose of purposes)
    for (const locale of locales) {
      const place = placeOf(purpose, locale);
      const name = typed[place].name.trim();
      const language = typed[place].language.trim();
      if (name === '') continue;
      if (!/^[a-z0-9_]{1,200}$/.test(name)) return { place, field: 'name' };
      if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language)) return { place, field: 'language' };
      templates.push({ purpose, locale, name, language });
    }
  return { templates };
}
