import type { WhyNot } from './contract.ts';

/** What the codes of Meta's say (https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes). */
const byCode: Record<Exclude<WhyNot, 'email' | 'refused'>, readonly number[]> = {
  window_closed: [470, 131047],
  template: [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069],
  unreachable: [1013, 131021, 131026, 131030],
  // Too much from businesses already, no more advertising wanted, or an experiment of Meta's.
  unwanted: [130472, 131049, 131050],
  account: [0, 3, 10, 33, 190, 368, 130497, 131005, 131031, 131037, 131042, 131045, 131064, 133010],
  too_long: [],
};

/** What lines say in words, ours and those of WhatsApp by its web client. */
const byWords: readonly [RegExp, WhyNot][] = [
  [/^more than 24 h\b/, 'window_closed'],
  [/^too long for a template$/, 'too_long'],
  [/^(no such guest on WhatsApp|WhatsApp knows no such address)$/, 'unreachable'],
  [/^email instead$/, 'email'],
];

/** Why a message failed, from what its line told of it in a few words; null for one that did not fail. */
export function whyNot(fault: string | null): WhyNot | null {
  if (fault === null) return null;
  const said = byWords.find(([pattern]) => pattern.test(fault));
  if (said) return said[1];
  const code = /^refused by WhatsApp \((\d+)\)$/.exec(fault)?.[1];
  if (code === undefined) return 'refused';
  const known = Object.entries(byCode).find(([, codes]) => codes.includes(Number(code)));
  if (known) return known[0] as WhyNot;
  return Number(code) >= 200 && Number(code) < 300 ? 'account' : 'refused';
}
