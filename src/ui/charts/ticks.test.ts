import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisOf, type Extent, fixedAxis, MOST_TICKS } from './ticks.ts';

describe('an axis', () => {
  test.each<[Extent, number[]]>([
    [
      [0, 1],
      [0, 0.2, 0.4, 0.6, 0.8, 1],
    ],
    [
      [0.9, 1],
      [0.9, 0.92, 0.94, 0.96, 0.98, 1],
    ],
    [
      [1.61, 2.37],
      [1.6, 1.8, 2, 2.2, 2.4],
    ],
    [
      [0, 1000],
      [0, 200, 400, 600, 800, 1000],
    ],
  ])('from %j has round ticks', (extent, ticks) => {
    expect(axisOf(extent)).toEqual({ domain: [ticks[0], ticks.at(-1)], ticks });
  });

  test('of a single value has it in its middle', () => {
    const { domain, ticks } = axisOf([3, 3]);
    expect((domain[0] + domain[1]) / 2).toBeCloseTo(3);
    expect(ticks.length).toBeGreaterThan(2);
  });

  test('of values that are hardly apart does not show their noise', () => {
    const { domain } = axisOf([2.3011, 2.3013]);
    expect(domain[1] - domain[0]).toBeGreaterThan(0.2);
    expect(fixedAxis([0.995, 1]).domain).toEqual([0.995, 1]);
  });

  test('on a log scale has 1, 2, 5 × 10ⁿ, powers of ten over a long range, even steps over a short one', () => {
    expect(axisOf([0.03, 2], true).ticks).toEqual([0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
    expect(axisOf([1e-5, 3], true).ticks).toEqual([1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10]);
    expect(axisOf([0.004, 3], true).ticks).toEqual([1e-3, 1e-2, 0.1, 1, 10]);
    expect(axisOf([1.5, 2.4], true)).toEqual(axisOf([1.5, 2.4]));
  });

  test('on a log scale shows all of a range below a factor of ten', () => {
    expect(axisOf([0.1, 0.75], true)).toEqual({ domain: [0.1, 1], ticks: [0.1, 0.2, 0.5, 1] });
  });

  test.each([undefined, [0, 0], [-2, 0], [Number.NaN, 1], [0, Number.POSITIVE_INFINITY]] as const)(
    'of %j is that of no data on a log scale, and does not hang',
    (extent) => expect(axisOf(extent, true)).toEqual(axisOf([0.1, 10], true)),
  );

  test('that is fixed keeps its ends, and reaches down three decades instead of to zero on a log scale', () => {
    expect(fixedAxis([0.9, 1])).toEqual(axisOf([0.9, 1]));
    expect(fixedAxis([0.05, 0.95])).toEqual({ domain: [0.05, 0.95], ticks: [0.2, 0.4, 0.6, 0.8] });
    expect(fixedAxis([0, 1], true)).toEqual({ domain: [1e-3, 1], ticks: [1e-3, 1e-2, 0.1, 1] });
  });
});

/** Any number that training may give, the extremes often. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(
    0,
    -0,
    1e-300,
    1e300,
    5e-324,
    Number.MAX_VALUE,
    -1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ),
);
const anyExtent = fc.oneof(
  fc.constant(undefined),
  fc.tuple(anyNumber, anyNumber),
  anyNumber.map((value): [number, number] => [value, value]),
  // Values that are hardly apart.
  anyNumber.map((value): [number, number] => [value, value * (1 + Number.EPSILON)]),
);

for (const log of [false, true])
  test(`of any extent there is ${log ? 'a log' : 'a linear'} axis with few ticks`, () => {
    fc.assert(
      fc.property(anyExtent, (extent) => {
        for (const axis of [axisOf(extent, log), ...(extent ? [fixedAxis(extent, log)] : [])]) {
          const [low, high] = axis.domain;
          expect([low, high].every(Number.isFinite)).toBe(true);
          expect(low).toBeLessThan(high);
          if (log) expect(low).toBeGreaterThan(0);
          expect(axis.ticks.length).toBeLessThanOrEqual(MOST_TICKS);
          expect(axis.ticks.every((tick) => tick >= low && tick <= high)).toBe(true);
          expect(axis.ticks).toEqual([...new Set(axis.ticks)].sort((a, b) => a - b));
        }
        expect(axisOf(extent, log).ticks.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });

test('what is drawn lies on the axis, however far apart it is', () => {
  const value = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.boolean(), (a, b, log) => {
      const [low, high] = axisOf([a, b], log).domain;
      expect(low).toBeLessThanOrEqual(Math.min(a, b) * (1 + 1e-9));
      expect(high).toBeGreaterThanOrEqual(Math.max(a, b) * (1 - 1e-9));
    }),
    { numRuns: 2000, examples: [[5.000000005000001e-299, 1e-300, true]] },
  );
});
