import { readFileSync } from 'node:fs';
import type { Answer, Booked } from '../exchange.ts';
import { askLine, type Circumstances, rehearse } from '../rehearsal.ts';

/**
 * Conversations as one reads them aloud. `= title`, then `@` for what is special that day, `>` what the guest
 * writes (`>>`: before having read the last answer), `?` what is asked of the restaurant, `<` what the bot says,
 * `!` when it calls for a person, `&` what is kept of reminders.
 */
export type Script = { title: string; circumstances: Circumstances; turns: Turn[] };
export type Turn = { guest: string; unseen: boolean; rest: string[] };

export function readScripts(file: URL): Script[] {
  const scripts: Script[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const script = scripts.at(-1);
    const [mark] = line;
    if (mark === '=') scripts.push({ title: line.slice(2), circumstances: {}, turns: [] });
    else if (!script || !line.trim() || mark === '#') continue;
    else if (mark === '@') circumstance(script.circumstances, line.slice(2));
    else if (mark === '>')
      script.turns.push({ guest: line.replace(/^>+ /, ''), unseen: line.startsWith('>>'), rest: [] });
    else script.turns.at(-1)!.rest.push(line);
  }
  return scripts;
}

function circumstance(all: Circumstances, line: string) {
  const [word, ...rest] = line.split(' ');
  const text = rest.join(' ');
  all.facts ??= {};
  switch (word) {
    case 'full':
      all.full = [...(all.full ?? []), text];
      break;
    case 'taken':
      all.takenMeanwhile = [...(all.takenMeanwhile ?? []), text];
      break;
    case 'today':
      all.facts.today = text;
      break;
    case 'now':
      all.facts.now = text;
      break;
    case 'phone':
      all.facts.verifiedPhone = text;
      break;
    case 'reminds':
      all.facts.mayRemind = { hours: text ? Number(text) : null };
      break;
    case 'tu':
      all.facts.restaurant = { ...all.facts.restaurant, formOfAddress: 'tu' };
      break;
    case 'country':
      all.facts.restaurant = { ...all.facts.restaurant, country: text };
      break;
    case 'waitlist':
      all.facts.restaurant = { ...all.facts.restaurant, waitlist: true };
      break;
    case 'areas':
      all.facts.restaurant = { ...all.facts.restaurant, areas: text.split(', ') };
      break;
    case 'requests':
      all.facts.restaurant = { ...all.facts.restaurant, requestFrom: Number(text) };
      break;
    case 'parking':
    case 'allergens':
    case 'menuUrl': {
      const told = word === 'menuUrl' ? text : { fr: text };
      const house = { ...all.facts.restaurant?.house, [word]: told };
      all.facts.restaurant = { ...all.facts.restaurant, house };
      break;
    }
    case 'closed': {
      const [day, ...message] = rest as [string, ...string[]];
      all.closed = { ...all.closed, [day]: message.join(' ') };
      break;
    }
    case 'elsewhere': {
      const [name, city, time] = rest as [string, string, string];
      all.elsewhere = [...(all.elsewhere ?? []), { name, city, time }];
      break;
    }
    case 'offered':
    case 'waits': {
      const [day, time, party] = rest as [string, string, string];
      const token = `token-of-wait-${(all.waits?.length ?? 0) + 1}`;
      const offer = word === 'offered' ? { day, time } : null;
      all.waits = [
        ...(all.waits ?? []),
        { token, day, party: Number(party), waitUrl: 'http://localhost/w/1', offer, booking: null },
      ];
      break;
    }
    case 'known': {
      const [reference, day, time, party] = rest as [string, string, string, string];
      all.known = [...(all.known ?? []), knownBooking(reference, day, time, Number(party))];
      break;
    }
    case 'refuse': {
      const [kind, ...detail] = rest as [keyof NonNullable<Circumstances['refusals']>, ...string[]];
      all.refusals = {
        ...all.refusals,
        [kind]: { kind: 'refused', ...JSON.parse(detail.join(' ')) } as Answer,
      };
      break;
    }
    default:
      throw new Error(`A script says "@ ${line}", which means nothing`);
  }
}

const knownBooking = (reference: string, day: string, time: string, party: number): Booked => ({
  token: `token-of-${reference}`,
  reference,
  status: 'confirmed',
  day,
  time,
  party,
  firstName: 'Zoé',
  lastName: 'Martin',
  manageUrl: `http://localhost/b/${reference}`,
  cancellable: true,
  area: null,
  remark: null,
  coming: false,
  confirmable: true,
});

/** Typography set aside: scripts are typed on an ordinary keyboard. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");

/** Plays a script; what really happened, in the same marks. */
export function play(script: Script): { guest: string; rest: string[] }[] {
  const chat = rehearse(script.circumstances);
  return script.turns.map(({ guest, unseen }) => {
    const { asks, said, needsPerson, reminders } = chat.hear(guest, unseen);
    return {
      guest,
      rest: [
        ...asks.map((ask) => `? ${askLine(ask)}`),
        ...plain(said)
          .split('\n')
          .map((line) => `< ${line}`),
        ...(reminders === undefined ? [] : [`& reminders ${reminders ? 'yes' : 'no'}`]),
        ...(needsPerson ? ['!'] : []),
      ],
    };
  });
}
