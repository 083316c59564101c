import type { FormOfAddress } from '../../../../server/restaurants/contract.ts';

/**
 * A French sentence with its forms of address side by side, `vous` before `tu`: say`À quelle heure [viendrez-vous|viens-tu] ?`.
 * Only what is written here is read so; what is put into it (names, remarks, links) stays as it is.
 */
export type Say = (written: TemplateStringsArray, ...told: (string | number)[]) => string;

const sides = /\[([^|\]]*)\|([^\]]*)\]/g;

/** Sentences in one of the two forms. */
export function sayTo(form: FormOfAddress): Say {
  const side = form === 'vous' ? '$1' : '$2';
  return (written, ...told) =>
    written.map((piece, at) => (at === 0 ? '' : String(told[at - 1])) + piece.replace(sides, side)).join('');
}
