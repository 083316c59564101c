import type { OutboundMessage } from '../transport.ts';

/** So long after the guest's last word free text is taken, less a minute for the way, in milliseconds. */
const OPEN_FOR = (24 * 60 - 1) * 60_000;

/**
 * What the API takes at most, in characters and pieces: `beside`: the words above buttons (above a list as many as in
 * a text) · `value`: of a template the body has 1,024 in all, and words of its own around ours.
 */
const MOST = { text: 4096, buttons: 3, button: 20, beside: 1024, rows: 10, row: 24, value: 900 };

/**
 * A message as the Cloud API's messages endpoint wants it: choices as buttons, or as a list when they are more than
 * three or longer, or only in the text when they do not fit either; beyond a day after the guest's last word as the
 * message's template. Words instead, when nothing may be said: why.
 */
export function requestFor(message: OutboundMessage, now: Date): object | string {
  const frame = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipient(message.address),
    // Comes back with what became of it, also when we did not live to hear its name.
    biz_opaque_callback_data: message.id,
  };
  const { heardAt, template } = message;
  if (heardAt && now.getTime() - Date.parse(heardAt) < OPEN_FOR) return { ...frame, ...freely(message) };
  if (!template) return 'more than 24 h since the guest wrote, and no template fits';
  // A value takes no line ends, tabs or runs of blanks.
  const values = template.values.map((value) => value.replace(/\s+/g, ' ').trim() || '–');
  if (values.join('').length > MOST.value) return 'too long for a template';
  return {
    ...frame,
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(values.length > 0 && {
        components: [{ type: 'body', parameters: values.map((text) => ({ type: 'text', text })) }],
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
  const plain = { type: 'text', text: { body: text.slice(0, MOST.text), preview_url: false } };
  if (choices.length === 0 || new Set(choices).size < choices.length) return plain;
  const body = { text: withoutNumbers(text, choices) };
  const fits = (pieces: number, title: number, words: number) =>
    choices.length <= pieces &&
    body.text.length <= words &&
    choices.every((choice) => choice.length <= title);
  if (fits(MOST.buttons, MOST.button, MOST.beside)) {
    const buttons = choices.map((title, at) => ({ type: 'reply', reply: { id: `${at + 1}`, title } }));
    return { type: 'interactive', interactive: { type: 'button', body, action: { buttons } } };
  }
  if (fits(MOST.rows, MOST.row, MOST.text)) {
    const rows = choices.map((title, at) => ({ id: `${at + 1}`, title }));
    const button = template?.language.startsWith('en') ? 'Choose' : 'Choisir';
    const action = { button, sections: [{ rows }] };
    return { type: 'interactive', interactive: { type: 'list', body, action } };
  }
  return plain;
}

/** What is said above the choices: where they can be pressed, their numbered lines are not said twice. */
function withoutNumbers(text: string, choices: string[]): string {
  const numbered = choices.map((choice, at) => `${at + 1}. ${choice}`).join('\n');
  const above = text.endsWith(numbered) ? text.slice(0, -numbered.length).trim() : '';
  return above || text;
}
