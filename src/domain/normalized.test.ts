import { expect, test } from 'vitest';
import { normalized } from './normalized.ts';

test('the picture shows what is computed: mean 0, deviation 1', () => {
  const values = normalized([3, 5, 4, 9, 2]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  expect(mean).toBeCloseTo(0, 12);
  expect(variance).toBeCloseTo(1, 12);
});
