/** Text into lines, as SVG has none. */

/** Gives the pixels that a text is wide. */
export type Measure = (text: string) => number;

/** After a space or within Japanese, where no sign stands that must not begin a line. */
const PLACES = /(?<= )|(?<=[\u3000-\u9fff\uff00-\uffef])(?![、。,.)」・ー])/;

/** Lines of a text that are no wider than `width`; a word that is longer than a line, such as an address, is cut. */
export function linesOf(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string) => {
    if (line && measure((line + piece).trimEnd()) > width) {
      lines.push(ended(line));
      line = '';
    }
    line += piece;
  };
  for (const piece of text.split(PLACES))
    if (measure(piece.trimEnd()) > width) for (const sign of piece) add(sign);
    else add(piece);
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

/** Without what is between two parts: the line's end is. */
function ended(line: string): string {
  return line.replace(/[\s·]+$/, '');
}

/** Things beside each other, in as many rows as they need: the index of each row's first, and where each stands in its row. */
export function rowsOf(widths: readonly number[], width: number, gap: number): { row: number; x: number }[] {
  let row = 0;
  let next = 0;
  return widths.map((own) => {
    if (next > 0 && next + own > width) {
      row++;
      next = 0;
    }
    const x = next;
    next += own + gap;
    return { row, x };
  });
}
