/** HTML that has been made safe, or was written here. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | undefined | false | Piece[];

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const written = (piece: Piece): string =>
  piece instanceof Html
    ? piece.text
    : Array.isArray(piece)
      ? piece.map(written).join('')
      : piece === null || piece === undefined || piece === false
        ? ''
        : String(piece).replace(/[&<>"']/g, (mark) => marks[mark]!);

/** A template whose every inserted value is escaped, unless it is itself `Html`. Attributes must be in quotes. */
export const html = (parts: TemplateStringsArray, ...values: Piece[]): Html =>
  new Html(parts.reduce((text, part, index) => text + written(values[index - 1]) + part));
