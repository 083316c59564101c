import type { Meaning } from './meaning.ts';

/** A meaning as one flat object of which every field is there: null (no doubts: an empty list) when it was not said. */
export function lineOf(meaning: Meaning) {
  const { name } = meaning;
  return {
    intent: meaning.intent ?? null,
    party: meaning.party ?? null,
    day: meaning.day ?? null,
    time: meaning.time ?? null,
    part: meaning.part ?? null,
    answer: meaning.answer ?? null,
    choice: meaning.choice ?? null,
    name: name ? `${name.first} ${name.last}`.trim() : null,
    phone: meaning.phone ?? null,
    email: meaning.email ?? null,
    remark: meaning.remark ?? null,
    occasion: meaning.occasion ?? null,
    language: meaning.language ?? null,
    doubts: meaning.doubts,
  };
}
