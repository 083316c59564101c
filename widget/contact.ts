/** What the guest types about themselves: checked as far as a page can, and put as the server wants it. */
import type { Channel, Locale } from '../server/contract/words.ts';
import type { BookRequest, Occasion } from '../server/reservations/contract.ts';
import type { AskedFields } from '../server/restaurants/contract.ts';

/** As typed, and kept as typed: nothing is corrected under the guest's fingers. */
export type Contact = {
  firstName: string;
  lastName: string;
  phone: string;
  phoneCountry: string;
  email: string;
  remark: string;
  occasion: Occasion | '';
  area: string;
  agreed: Record<Channel, boolean>;
};

/** The fields that can be wrong, in the order of the page. */
export const fields = ['firstName', 'lastName', 'phone', 'email', 'remark'] as const;
export type Field = (typeof fields)[number];
export type Problem = 'required' | 'too_short' | 'too_long' | 'not_a_number' | 'invalid' | 'format';
export type Problems = Partial<Record<Field, Problem>>;

export const nobody: Contact = {
  firstName: '',
  lastName: '',
  phone: '',
  phoneCountry: '',
  email: '',
  remark: '',
  occasion: '',
  area: '',
  agreed: { email: false, sms: false, whatsapp: false },
};

/** Whether the restaurant must have it. A first name it always must. */
export const isRequired = (field: Field, asked: AskedFields): boolean =>
  field === 'firstName' || (asked as Record<string, unknown>)[field] === 'required';

/**
 * What is plainly missing or wrong. Only the server judges phone numbers: a rule here would one day refuse a
 * number that exists.
 */
export function check(contact: Contact, asked: AskedFields): Problems {
  const problems: Problems = {};
  for (const field of fields)
    if (isRequired(field, asked) && !contact[field].trim()) problems[field] = 'required';
  if (contact.email.trim() && !/^\S+@\S+\.\S+$/.test(contact.email.trim())) problems.email = 'format';
  return problems;
}

/** The field and the problem that a refusal `invalid` names, when it is one of this page's fields. */
export function problemIn(detail: Record<string, unknown>): Problems {
  const field = fields.find((name) => name === String(detail.field).replace('guest.', ''));
  return field ? { [field]: detail.problem as Problem } : {};
}

/** The guest's part of the request. Consents are sent only when one was given, with the version of its words. */
export function asRequest(
  contact: Contact,
  locale: Locale,
  version: string | undefined,
): Omit<BookRequest, 'day' | 'time' | 'party'> {
  const { firstName, lastName, phone, phoneCountry, email, remark, occasion, agreed } = contact;
  return {
    guest: {
      firstName: firstName.trim(),
      lastName: lastName.trim(),
      phone: phone.trim(),
      phoneCountry,
      ...(email.trim() && { email: email.trim() }),
    },
    ...(remark.trim() && { remark: remark.trim() }),
    ...(occasion && { occasion }),
    ...(version && Object.values(agreed).includes(true) && { consents: { version, ...agreed } }),
    locale,
  };
}
