import type { Meaning } from './meaning.ts';

/** A meaning as one flat object of which every field is there: null (no doubts: an empty list) when it was not said. */
export function lineOf(meaning: Meaning) {
  const { name, party, day, time } = meaning;
  // Who names two of how many, which day and what time wishes a table.
  const wish = [party, day, time].filter((value) => value !== undefined).length >= 2;
  return {
    intent: meaning.intent ?? (wish ? 'book' : null),
    party: meaning.party ?? null,
    day: meaning.day ?? null,
    time: meaning.time ?? null,
    part: meaning.part ?? null,
    after: meaning.after ?? null,
    before: meaning.before ?? null,
    area: meaning.area ?? null,
    answer: meaning.answer ?? null,
    choice: meaning.choice ?? null,
    name: name ? `${name.first} ${name.last}`.trim() : null,
    phone: meaning.phone ?? null,
    email: meaning.email ?? null,
    remark: meaning.remark ?? null,
    occasion: meaning.occasion ?? null,
    correction: meaning.correction ?? null,
    language: meaning.language ?? null,
    doubts: meaning.doubts,
  };
}
