import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandPath,
  edgesPath,
  extentOf,
  linePath,
  nearestIndex,
  nearestStep,
  type PanelScale,
  stepPlace,
  valueAxis,
} from './place.ts';

const ends = { top: 4, bottom: 84 };
const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });

describe.each<PanelScale>(['linear', 'log', 'symlog'])('a %s axis', (scale) => {
  test('places any values inside, and its ticks apart', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), (values) => {
        const { ticks, place } = valueAxis(extentOf(values, scale), scale, ends);
        for (const one of [...values, 0, -1e12, 1e12]) {
          expect(place(one)).toBeGreaterThanOrEqual(ends.top - 1e-6);
          expect(place(one)).toBeLessThanOrEqual(ends.bottom + 1e-6);
        }
        const places = ticks.map(place).sort((a, b) => a - b);
        for (const [i, at] of places.entries()) if (i > 0) expect(at - places[i - 1]!).toBeGreaterThan(6);
        expect(ticks.length).toBeGreaterThan(0);
      }),
    );
  });
});

test('what is not above 0 lies at the lower end of a log axis', () => {
  const { place } = valueAxis([1e-3, 1], 'log', ends);
  expect(place(0)).toBe(ends.bottom);
  expect(place(1)).toBeCloseTo(ends.top, 6);
});

test('the beginning has room on a logarithmic axis of steps', () => {
  const linear = stepPlace(300, false, { left: 0, right: 100 });
  const log = stepPlace(300, true, { left: 0, right: 100 });
  expect([linear(0), linear(300), log(0), log(300)].map(Math.round)).toEqual([0, 100, 0, 100]);
  expect(log(10)).toBeGreaterThan(10 * linear(10));
});

test('a value that is no number is a gap', () => {
  const values = [1, null, 2, 3].map((value, step) => ({ step, value }));
  expect(linePath(values, Number, Number)).toBe('M0.0,1.0M2.0,2.0L3.0,3.0');
});

test('a band goes there and back', () => {
  const ranges = [
    { step: 0, low: 1, high: 2 },
    { step: 1, low: null, high: 2 },
    { step: 2, low: 0, high: 3 },
  ];
  expect(bandPath(ranges, Number, Number)).toBe('M0.0,2.0L2.0,3.0L2.0,0.0L0.0,1.0Z');
  expect(bandPath(ranges.slice(0, 2), Number, Number)).toBe('');
  expect(edgesPath(ranges, Number, Number)).toBe('M0.0,2.0L1.0,2.0L2.0,3.0M0.0,1.0M2.0,0.0');
});

test('a gradient of next to nothing does not stretch the axis of the others', () => {
  const [low, high] = extentOf([1e-42, 0.1, 1], 'log')!;
  expect([low, high]).toEqual([1e-7, 1]);
  expect(extentOf([1e-42, 1], 'linear')).toEqual([1e-42, 1]);
});

test('the look nearest to a step is found, the newest without a step, and none among none', () => {
  const looks = [0, 25, 80].map((step) => ({ step }));
  expect([16, 12, 60, 999, undefined].map((step) => nearestStep(looks, step)?.step)).toEqual([
    25, 0, 80, 80, 80,
  ]);
  expect(nearestStep([], 3)).toBeUndefined();
});

test('the nearest of some places is found', () => {
  expect(nearestIndex([0, 10, 30], 19)).toBe(1);
  expect(nearestIndex([], 3)).toBeUndefined();
});
