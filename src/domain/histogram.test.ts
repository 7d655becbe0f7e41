import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BINS, binOf, edgeOf, histogramOf } from './histogram.ts';

test('a value lies between the edges of its bin, and what is beyond the ends in the last', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (value) => {
      const bin = binOf(value);
      const room = 1e-9 * (1 + Math.abs(value));
      expect(value).toBeGreaterThanOrEqual(edgeOf(bin) - room);
      expect(value).toBeLessThanOrEqual(edgeOf(bin + 1) + room);
    }),
  );
  expect(binOf(1e30)).toBe(BINS - 1);
  expect(binOf(-1e30)).toBe(0);
});

test('empty ends are left out, and shares are thousandths', () => {
  expect(histogramOf([0, 0, 3, 0, 1, 0])).toEqual({ from: 2, shares: [750, 0, 250] });
  expect(histogramOf([0, 0])).toEqual({ from: 0, shares: [] });
});
