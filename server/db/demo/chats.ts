import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../contract/words.ts';
import type { Chance } from './chance.ts';
import { iso, load } from './load.ts';
import type { OpenHouse } from './services.ts';

/** A chat of the demo: what was said, and how many minutes before now it ended. */
type DemoChat = {
  house: string;
  locale: Locale;
  needsPerson: boolean;
  endedBefore: number;
  /** In turns: the guest first. */
  said: ['in' | 'out', string][];
};

const chats: DemoChat[] = [
  {
    house: 'ardoise-paris',
    locale: 'fr',
    needsPerson: true,
    endedBefore: 14,
    said: [
      ['in', 'Bonsoir, est-ce que vous privatisez la salle pour un mariage de 60 personnes en juin ?'],
      ['out', 'Je réserve des tables jusqu’à 8 personnes. Pour quel jour, et à combien serez-vous ?'],
      ['in', '60, le samedi 12 juin, avec un vin d’honneur en terrasse'],
      [
        'out',
        'C’est une demande pour une personne de la maison. Je la lui transmets : elle vous répondra ici même.',
      ],
    ],
  },
  {
    house: 'ardoise-paris',
    locale: 'en',
    needsPerson: false,
    endedBefore: 190,
    said: [
      ['in', 'Hi! Do you have a terrace?'],
      ['out', 'Good evening. I can look for a table for you: for how many people, and on which day?'],
      ['in', 'not yet, thanks, I will ask my friends first'],
      ['out', 'With pleasure. Write to me whenever you like.'],
    ],
  },
];

/** Writes the two chats, one of which waits for a person. */
export async function writeChats(
  em: EntityManager,
  luck: Chance,
  organizationId: string,
  open: OpenHouse[],
  now: number,
): Promise<void> {
  const minute = 60_000;
  for (const chat of chats) {
    const ended = now - chat.endedBefore * minute;
    const at = (position: number) => ended - (chat.said.length - position) * 0.7 * minute;
    const id = luck.uuid(at(1));
    await load(em, 'conversations', [
      {
        id,
        organization_id: organizationId,
        restaurant_id: open.find(({ slug }) => slug === chat.house)!.id,
        transport: 'web',
        address: luck.uuid(at(1)),
        locale: chat.locale,
        version: chat.said.length / 2,
        needs_person: chat.needsPerson,
        message_count: chat.said.length,
        last_at: iso(ended),
        created_at: iso(at(1)),
      },
    ]);
    await load(
      em,
      'conversation_messages',
      chat.said.map(([direction, text], index) => ({
        id: luck.uuid(at(index + 1)),
        organization_id: organizationId,
        conversation_id: id,
        position: index + 1,
        direction,
        text,
        at: iso(at(index + 1)),
        state: direction === 'in' ? 'answered' : 'sent',
      })),
    );
  }
}
