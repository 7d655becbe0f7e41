import { expect, test } from 'vitest';
import { placeAfter } from './digit-keys.ts';

test('arrows go from place to place, also from one row to the next, and no further than the ends', () => {
  expect(placeAfter('ArrowRight', 7, 16, 8)).toBe(8);
  expect(placeAfter('ArrowLeft', 8, 16, 8)).toBe(7);
  expect(placeAfter('ArrowLeft', 0, 16, 16)).toBe(0);
  expect(placeAfter('ArrowRight', 15, 16, 16)).toBe(15);
  expect([placeAfter('Home', 9, 16, 16), placeAfter('End', 9, 16, 16)]).toEqual([0, 15]);
});

test('up and down go to the other row, and in a single row are left to the page', () => {
  expect([placeAfter('ArrowDown', 3, 16, 8), placeAfter('ArrowUp', 11, 16, 8)]).toEqual([11, 3]);
  expect([placeAfter('ArrowDown', 11, 16, 8), placeAfter('ArrowUp', 3, 16, 8)]).toEqual([11, 3]);
  expect([placeAfter('ArrowDown', 3, 16, 16), placeAfter('ArrowUp', 3, 16, 16)]).toEqual([
    undefined,
    undefined,
  ]);
});

test('other keys keep their meaning', () => {
  expect([' ', 'Enter', 'Tab', 'a'].map((key) => placeAfter(key, 3, 16, 8))).toEqual(
    Array(4).fill(undefined),
  );
});
