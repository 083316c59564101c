import { settle, trouble, underWay } from './draft.ts';
import type { Answer, Booked } from './exchange.ts';
import { resume } from './resume.ts';
import { languageIn, phoneOf, say, type Talk, wordsOf } from './talk.ts';

/** What guests may always ask for: to be left alone, and to see what is kept of them. */

/** No message is wanted any more: what was being talked about ends, and it is written down before it is said. */
export function stopMessages(talk: Talk) {
  const { name } = talk.facts.restaurant;
  talk.state.draft = {};
  delete talk.state.checked;
  delete talk.state.seeking;
  talk.state.failures = 0;
  settle(talk);
  talk.says = [];
  const words = wordsOf(talk).unsubscribed(name)[0]!;
  talk.ask = { kind: 'unsubscribe', words, locale: languageIn(talk) };
}

export function onUnsubscribed(talk: Talk, answer: Answer) {
  if (answer.kind !== 'unsubscribed') return trouble(talk);
  say(talk, (t) => t.unsubscribed(talk.facts.restaurant.name));
}

/** Where the guest sees what is kept: the page of each reservation to come, and whom to ask for the rest. */
export function sayData(talk: Talk, coming: Booked[]) {
  const contact = wordsOf(talk).writeTo(talk.facts.restaurant.email ?? '', phoneOf(talk));
  const links = coming.map(({ manageUrl }) => manageUrl).join('\n');
  say(talk, (t) => (links ? t.yourData(links, contact) : t.dataBy(contact)));
  if (underWay(talk)) resume(talk);
  else settle(talk);
}
