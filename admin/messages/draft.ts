/**
 * What somebody has begun to answer in a chat and not sent: kept for the tab, for each chat and whoever typed it, so
 * that looking into another chat, or a reload, loses nothing. The key under which it is sent is kept with it: what
 * was sent, and whose answer was lost on the way, goes out under the same one after a reload as well.
 */
export type Draft = { text: string; key: string | null };

export type Drafts = { read(): Draft; write(draft: Draft): void };

const nothing: Draft = { text: '', key: null };

/** The draft of one person in one chat. A storage that is forbidden or full keeps nothing, and breaks nothing. */
export function draftOf(storage: () => Storage, person: string, chat: string): Drafts {
  const name = `couvert.admin.draft.${person}.${chat}`;
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage().getItem(name) ?? 'null');
        if (kept === null || typeof kept !== 'object') return nothing;
        const { text, key } = kept as Record<string, unknown>;
        if (typeof text !== 'string') return nothing;
        return { text, key: typeof key === 'string' ? key : null };
      } catch {
        return nothing;
      }
    },
    write(draft) {
      try {
        if (draft.text === '') storage().removeItem(name);
        else storage().setItem(name, JSON.stringify(draft));
      } catch {
        // As above.
      }
    },
  };
}

/** What is left in the field once `sent` has gone out: what was typed meanwhile. */
export function leftAfter(sent: string, field: string): string {
  return field.startsWith(sent)
    ? field.slice(sent.length).trimStart()
    : field.trim() === sent.trim()
      ? ''
      : field;
}
