import { expect, test } from 'vitest';
import { productsOf, turnOf } from './vectors.ts';

const turn = (w: number[], d: number[], step: number) =>
  turnOf(productsOf(Float32Array.from(w), Float32Array.from(d), Float32Array.from(d)), step);

test('a step at a right angle turns, one along a tensor does not, and one past its end turns it round', () => {
  expect(turn([3, 0], [0, 3], 1)).toBeCloseTo(45, 6);
  expect(turn([3, 0], [1, 0], 1)).toBeCloseTo(0, 6);
  expect(turn([1, 0], [1, 0], 2)).toBeCloseTo(180, 6);
  expect(turn([0, 0], [1, 0], 1)).toBeNaN();
});

test('products are those of each pair', () => {
  expect(productsOf(Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5, 6))).toEqual({
    ww: 5,
    gg: 25,
    dd: 61,
    wg: 11,
    wd: 17,
  });
});
