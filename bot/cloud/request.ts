import type { OutboundMessage } from '../transport.ts';

/** So long after the guest's last word free text is taken, less a minute for the way, in milliseconds. */
const OPEN_FOR = (24 * 60 - 1) * 60_000;

/** What the API takes at most, in characters and pieces. */
const MOST = { text: 4096, interactive: 1024, buttons: 3, button: 20, rows: 10, row: 24 };

/**
 * A message as the Cloud API's messages endpoint wants it: choices as buttons, or as a list when there are more
 * than three, or only in the text when they do not fit either; beyond a day after the guest's last word as the
 * message's template. Null when none fits: then nothing may be said.
 */
export function requestFor(message: OutboundMessage, now: Date): object | null {
  const frame = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipient(message.address),
    // Comes back with what became of it, also when we did not live to hear its name.
    biz_opaque_callback_data: message.id,
  };
  const { heardAt, template } = message;
  if (heardAt && now.getTime() - Date.parse(heardAt) < OPEN_FOR) return { ...frame, ...freely(message) };
  if (!template) return null;
  return {
    ...frame,
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(template.values.length > 0 && {
        components: [
          {
            type: 'body',
            // A value takes no line ends, tabs or runs of blanks.
            parameters: template.values.map((value) => ({
              type: 'text',
              text: value.replace(/\s+/g, ' ').trim() || '–',
            })),
          },
        ],
      }),
    },
  };
}

/** A number, or the id that Meta gives a guest who shows none. */
function recipient(address: string): { to: string } | { recipient: string } {
  return address.startsWith('user:')
    ? { recipient: address.slice('user:'.length) }
    : { to: address.replace(/@.*$/, '') };
}

function freely({ text, choices = [], template }: OutboundMessage): object {
  const fits = (pieces: number, title: number) =>
    choices.length <= pieces &&
    text.length <= MOST.interactive &&
    new Set(choices).size === choices.length &&
    choices.every((choice) => choice.length <= title);
  if (choices.length > 0 && fits(MOST.buttons, MOST.button)) {
    const buttons = choices.map((title, at) => ({ type: 'reply', reply: { id: `${at + 1}`, title } }));
    return { type: 'interactive', interactive: { type: 'button', body: { text }, action: { buttons } } };
  }
  if (choices.length > 0 && fits(MOST.rows, MOST.row)) {
    const rows = choices.map((title, at) => ({ id: `${at + 1}`, title }));
    const button = template?.language === 'en' ? 'Choose' : 'Choisir';
    return {
      type: 'interactive',
      interactive: { type: 'list', body: { text }, action: { button, sections: [{ rows }] } },
    };
  }
  return { type: 'text', text: { body: text.slice(0, MOST.text), preview_url: false } };
}
