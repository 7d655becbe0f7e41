import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotsOf } from './columns.ts';

const decadeHalves = (gap: number) => Array.from({ length: 9 }, (_, i) => 60 + gap * i);

test('slots of neighbouring points do not overlap, and each point is inside its own', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 17 }),
      fc.integer({ min: 1, max: 4 }),
      (places, networks) => {
        const xs = places.sort((a, b) => a - b);
        const slots = slotsOf(xs, networks, { left: 0, right: 1000 });
        const flat = slots.flat();
        expect(flat).toHaveLength(xs.length * networks);
        for (const [i, slot] of flat.entries()) {
          expect(slot.left).toBeLessThan(slot.x);
          expect(slot.right).toBeGreaterThan(slot.x);
          expect(slot.left).toBeGreaterThanOrEqual(-1e-9);
          expect(slot.right).toBeLessThanOrEqual(1000 + 1e-9);
          if (i > 0) expect(slot.left).toBeGreaterThanOrEqual(flat[i - 1]!.right - 1e-9);
        }
      },
    ),
  );
});

test('points of one rate are nearer to each other than to those of the next, on a phone as on a desk', () => {
  for (const gap of [20, 28, 130]) {
    const [first, second] = slotsOf(decadeHalves(gap), 2, { left: 50, right: 70 + 8 * gap });
    const within = second![1]!.x - second![0]!.x;
    expect(within * 4).toBeLessThan(second![0]!.x - first![1]!.x);
  }
});

test('two points go further apart where there is room, but not beyond what tells them apart', () => {
  const apart = (gap: number) => {
    const [, [a, b]] = slotsOf(decadeHalves(gap), 2, { left: 0, right: 2000 }) as [unknown, { x: number }[]];
    return b!.x - a!.x;
  };
  expect(apart(28)).toBeLessThan(5);
  expect(apart(130)).toBeGreaterThan(9);
  expect(apart(130)).toBeCloseTo(apart(200));
});

test('one network stands on its rate; of three the middle one does', () => {
  const plot = { left: 0, right: 400 };
  expect(slotsOf([100, 200], 1, plot).flat()).toMatchObject([
    { x: 100, side: 0 },
    { x: 200, side: 0 },
  ]);
  expect(slotsOf([200], 3, plot)[0]!.map(({ side }) => side)).toEqual([-1, 0, 1]);
  expect(slotsOf([200], 3, plot)[0]![1]!.x).toBe(200);
});
