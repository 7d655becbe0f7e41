import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from './csv.ts';

/** Reads CSV by the grammar of RFC 4180. */
function parsed(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let i = 0; i < csv.length; ) {
    let cell = '';
    if (csv[i] === '"') {
      for (i++; csv[i] !== '"' || csv[i + 1] === '"'; i++) {
        cell += csv[i];
        if (csv[i] === '"') i++;
      }
      i++;
    } else while (i < csv.length && csv[i] !== ',' && csv[i] !== '\r') cell += csv[i++];
    row.push(cell);
    if (csv[i] === ',') i++;
    else {
      expect(csv.slice(i, i + 2)).toBe('\r\n');
      i += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const words = fc.string({ unit: 'binary' });
const tables = (cell: fc.Arbitrary<string | number>) =>
  fc
    .integer({ min: 2, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1 }),
    );

describe('CSV', () => {
  test('gives back whatever words were written', () => {
    fc.assert(
      fc.property(tables(words), (table) => {
        const read = parsed(csvOf(table as string[][]));
        const written = table.map((row) => row.map((cell) => String(cell)));
        expect(read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(written);
      }),
    );
  });

  test('gives back every finite number exactly', () => {
    fc.assert(
      fc.property(tables(fc.double({ noNaN: true, noDefaultInfinity: true })), (table) => {
        const read = parsed(csvOf(table as number[][])).map((row) => row.map(Number));
        // There is no need for a negative zero.
        expect(read).toEqual(table.map((row) => row.map((cell) => Number(cell) + 0)));
      }),
    );
  });

  test('leaves empty what is not a number, or not there', () => {
    expect(csvOf([['step', 'A'], [1, Number.NaN], [2, Number.POSITIVE_INFINITY], [3, null], [4]])).toBe(
      'step,A\r\n1,\r\n2,\r\n3,\r\n4\r\n',
    );
  });

  test('writes no words that a spreadsheet would carry out', () => {
    const [row] = parsed(csvOf([['=1+1', '+1', '-1', '@SUM(A1)', 'a=1']]));
    expect(row).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", 'a=1']);
    // A number is one, with its sign.
    expect(csvOf([[-1.5]])).toBe('-1.5\r\n');
  });
});
