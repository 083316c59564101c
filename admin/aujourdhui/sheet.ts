/**
 * How large the letters of a service sheet can be for a shift to stay on one A4 page (pure). Lengths in points, as
 * sheet.css sets them at full size; widths of letters are the mean of the typeface, so an estimate, on the safe side.
 */

/** The page without its margins, and what stands above the rows whatever their size. */
const page = 842 - 80;
const head = 60;

/** A party's line: its name at 16 pt, what is to be known at 12 pt, padding and rule. */
const nameLine = 20;
const knowLine = 15;
const padding = 8.5;
/** How many letters fit on one line of each column. */
const nameLetters = 21;
const knowLetters = 33;
const noteLetters = 80;

/** Smaller than this nobody reads it at arm's length: then the shift takes a second page. */
const smallest = 0.55;

const lines = (text: string, letters: number): number =>
  text === ''
    ? 0
    : text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);

/** The height of a sheet at a size between 0 and 1. */
function heightAt(size: number, rows: readonly { name: string; know: string }[], note: string): number {
  // Smaller letters: more of them on a line.
  const body = rows.reduce(
    (sum, { name, know }) =>
      sum +
      padding +
      Math.max(
        nameLine * lines(name, nameLetters / size),
        knowLine * lines(know, knowLetters / size),
        nameLine,
      ),
    20,
  );
  const box = note === '' ? 0 : knowLine * lines(note, noteLetters / size) + 20;
  return head + size * (body + box);
}

/** The largest size, at most 1, at which all of it stands on one page. */
export function sheetSize(rows: readonly { name: string; know: string }[], note: string): number {
  for (let size = 1; size > smallest; size -= 0.05)
    if (heightAt(size, rows, note) <= page) return Math.round(size * 100) / 100;
  return smallest;
}
