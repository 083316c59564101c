import type { Channel, Locale } from '../contract/words.ts';
import { invalid } from '../refusal.ts';

/**
 * The exact words beside each consent. A version is never edited once it was shown to anybody: new words are a
 * new version, added here, so that the ledger can always tell what a guest read.
 */
const versions: Record<string, Record<Locale, Record<Channel, (restaurant: string) => string>>> = {
  '2026-11': {
    fr: {
      email: (name) => `Je souhaite recevoir par e-mail les nouvelles et les offres de ${name}.`,
      sms: (name) => `Je souhaite recevoir par SMS les nouvelles et les offres de ${name}.`,
      whatsapp: (name) => `Je souhaite recevoir sur WhatsApp les nouvelles et les offres de ${name}.`,
    },
    en: {
      email: (name) => `I would like to receive news and offers from ${name} by email.`,
      sms: (name) => `I would like to receive news and offers from ${name} by text message.`,
      whatsapp: (name) => `I would like to receive news and offers from ${name} on WhatsApp.`,
    },
  },
};

const newest = '2026-11';

/** The words of a version, the newest unless said, for one restaurant. Refuses a version that never was with 400. */
export function consentWords(version: string | undefined, locale: Locale, restaurant: string) {
  const words = Object.hasOwn(versions, version ?? newest) ? versions[version ?? newest] : undefined;
  if (!words) throw invalid('consents.version', 'invalid', 'No such version of the consent words.');
  const { email, sms, whatsapp } = words[locale];
  return {
    version: version ?? newest,
    locale,
    email: email(restaurant),
    sms: sms(restaurant),
    whatsapp: whatsapp(restaurant),
  };
}
