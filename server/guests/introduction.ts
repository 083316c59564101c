import type { Locale } from '../contract/words.ts';
import { emailTokens, nameTokens, phoneTokens } from './tokens.ts';

/** A person as they present themselves when they book or order: what know.sql takes. */
export type Introduction = {
  firstName: string;
  lastName: string;
  phone: string | null;
  email: string | null;
  locale: Locale;
  source: string;
  nameTokens: string[];
  phoneTokens: string[];
  emailTokens: string[];
};

/** Completes what somebody said of themselves with the words they will be found by. */
export function introduce(
  person: Omit<Introduction, 'nameTokens' | 'phoneTokens' | 'emailTokens'>,
): Introduction {
  return {
    ...person,
    nameTokens: nameTokens(person.firstName, person.lastName),
    phoneTokens: person.phone ? phoneTokens(person.phone) : [],
    emailTokens: person.email ? emailTokens(person.email) : [],
  };
}
