/** How long an SMS is, as those who carry it count. */

/** GSM 03.38, which nearly every phone and carrier agrees on; what is not in it makes the whole message twice as long. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These count twice. */
const EXTENDED = new Set('^{}\\[~]|€');

/**
 * `segments`: how many SMS are paid for. `costly`: the characters for which the message is written in 16 bits, so that
 * one SMS holds 70 of them instead of 160; none when it is not.
 */
export function lengthOfSms(text: string): { characters: number; segments: number; costly: string[] } {
  const costly = [...new Set(text)].filter((sign) => !BASIC.has(sign) && !EXTENDED.has(sign));
  const characters =
    costly.length > 0 ? text.length : [...text].reduce((sum, sign) => sum + (EXTENDED.has(sign) ? 2 : 1), 0);
  const [one, each] = costly.length > 0 ? [70, 67] : [160, 153];
  return { characters, segments: characters <= one ? 1 : Math.ceil(characters / each), costly };
}

/** The same words with what a phone's keyboard would have: spaces that break, straight apostrophes. */
export function asSms(text: string): string {
  return text
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[‘’]/g, "'")
    .replace(/« ?| ?»|[“”]/g, '"')
    .replaceAll('…', '...')
    .replace(/[–—]/g, '-');
}
