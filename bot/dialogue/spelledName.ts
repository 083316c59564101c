const link = String.raw`(?:\s*(?:comme|as in|for|like|de)\s+\p{L}{3,})`;
const letter = String.raw`(?:(?:deux|double)\s+\p{L}|\p{L})${link}?(?![\p{L}'’])`;
const run = new RegExp(String.raw`(?<![\p{L}\d'’])${letter}(?:[\s,.;/–-]+${letter}){2,}`, 'gu');

/**
 * A message in which a name was spelled ("Z-O-É", "B comme Bernard, O, R comme Raoul"), with the letters put
 * together; null when nothing is spelled in it. At least three letters in a row, of which none is a word.
 */
export function readSpelling(text: string): { text: string; name: string } | null {
  let name = '';
  const joined = text.slice(0, 600).replace(run, (said) => {
    const letters = [...said.matchAll(new RegExp(letter, 'gu'))].map(([part]) => {
      const twice = /^(?:deux|double)\s+(\p{L})/u.exec(part);
      return twice ? twice[1]! + twice[1]! : [...part][0]!;
    });
    name = cased(letters.join(''));
    return name;
  });
  return name ? { text: joined, name } : null;
}

const cased = (letters: string) => letters[0]!.toUpperCase() + letters.slice(1).toLowerCase();

/** A name mended by a spelled word: it takes the place of the part that begins alike, else of the last name. */
export function mendName(
  name: { first: string; last: string } | undefined,
  spelled: string,
): { first: string; last: string } {
  if (!name) return { first: spelled, last: '' };
  const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const alike = (word: string) => word !== '' && plain(word)[0] === plain(spelled)[0];
  if (alike(name.last)) return { ...name, last: spelled };
  if (alike(name.first)) return { ...name, first: spelled };
  return { ...name, last: spelled };
}
