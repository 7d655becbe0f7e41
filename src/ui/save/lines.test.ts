import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, rowsOf } from './lines.ts';

const letters = (text: string) => text.length;

test('text is broken at spaces, in Japanese anywhere but before what must not begin a line', () => {
  expect(linesOf('two words more', 9, letters)).toEqual(['two words', 'more']);
  expect(linesOf('学習率、損失。', 3, letters)).toEqual(['学習', '率、損', '失。']);
  expect(linesOf('', 9, letters)).toEqual([]);
});

test('a word that is longer than a line is cut', () => {
  expect(linesOf('see http://localhost/ there', 10, letters)).toEqual([
    'see http:/',
    '/localhost',
    '/ there',
  ]);
});

test('no line is too wide, and no letter is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab 学習、。') }),
      fc.integer({ min: 3, max: 20 }),
      (text, width) => {
        const lines = linesOf(text, width, letters);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      },
    ),
  );
});

test('things beside each other fill rows', () => {
  expect(rowsOf([40, 40, 40, 120, 10], 100, 10)).toEqual([
    { row: 0, x: 0 },
    { row: 0, x: 50 },
    { row: 1, x: 0 },
    { row: 2, x: 0 },
    { row: 3, x: 0 },
  ]);
});
