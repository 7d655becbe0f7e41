/** Tables as CSV, as RFC 4180 has it: commas, quotes where they are needed, lines that end in CR and LF. */

/** What is not there, and what is not a finite number, is an empty cell. */
type Cell = string | number | null | undefined;
/** Its first row has the names of the columns. */
export type Table = readonly (readonly Cell[])[];

export function csvOf(table: Table): string {
  return table.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = harmless(cell ?? '');
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would take words that begin so for a formula, and carry it out. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
