import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from './config.ts';
import { presetRun } from './presets.ts';
import { commonSeeds, countAlike, medianRun, nextSeed, runsToShow, type SeedRun } from './seeds.ts';
import { spreadOf } from './statistics.ts';

/** A run of each accuracy, for seeds 1 and on; those at chance have collapsed. */
const runs = (...accuracies: (number | null)[]) =>
  accuracies.map(
    (testAccuracy, i): SeedRun => ({
      config: { ...presetRun('article'), seed: i + 1 },
      verdict:
        (testAccuracy ?? 0) < 0.2
          ? { kind: 'collapsed', step: 50, class: 3 }
          : { kind: 'learning', step: 1000 },
      testAccuracy,
    }),
  );
const seedOf = (...accuracies: (number | null)[]) => medianRun(runs(...accuracies))?.config.seed;

test('the median run is the middle one by accuracy, of an even number the worse of two', () => {
  expect(seedOf(0.86, 0.87, 0.098, 0.0982, 0.0974)).toBe(4);
  expect(seedOf(0.9, 0.1, 0.95, 0.97)).toBe(1);
  expect(seedOf(0.5, null, 0.4, 0.6)).toBe(1);
});

test('of equal runs the lowest seed is the median, and two have none', () => {
  expect(medianRun([...runs(0.4, 0.4, 0.4, 0.4)].reverse())?.config.seed).toBe(2);
  expect(seedOf(0.1, 0.9)).toBeUndefined();
  expect(seedOf()).toBeUndefined();
});

test('the median run has the median that tables show', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3 }), (accuracies) => {
      expect(medianRun(runs(...accuracies))?.testAccuracy).toBe(spreadOf(accuracies)?.median);
    }),
  );
});

test('runs of one kind of verdict are counted, with the lowest accuracy among them', () => {
  const some = runs(0.98, 0.1, 0.99, 0.097);
  expect(countAlike(some, 'learning')).toEqual({ count: 2, total: 4, least: 0.98 });
  expect(countAlike(some, 'collapsed')).toEqual({ count: 2, total: 4, least: 0.097 });
});

test('seeds in common are those of every setting that has any', () => {
  const [, second, third] = runs(0.5, 0.5, 0.5);
  expect(commonSeeds([runs(0.5, 0.5, 0.5), [third!, second!], []])).toEqual([2, 3]);
  expect(commonSeeds([[], []])).toEqual([]);
});

test('the next seed is the next recorded one, after the last the first', () => {
  expect([1, 2, 5, 77].map((seed) => nextSeed(seed, [1, 2, 3, 5]))).toEqual([2, 3, 1, 1]);
  expect(nextSeed(0, [2, 3])).toBe(2);
});

test('where nothing else is recorded, the next seed is the next number there can be', () => {
  expect(nextSeed(7, [])).toBe(8);
  expect(nextSeed(7, [7])).toBe(8);
  expect(nextSeed(limits.seed.max, [])).toBe(limits.seed.min);
});

test('before anything is trained the wanted seed is shown, or that of the median run', () => {
  const settings = [runs(0.9, 0.8, 0.85), runs(0.95, 0.96, 0.97)];
  const shown = (seed: number, of = settings) => runsToShow(seed, of)?.map(({ config }) => config.seed);
  expect(shown(2)).toEqual([2, 2]);
  expect(shown(8)).toEqual([3, 3]);
  expect(shown(8, [runs(0.9, 0.8), runs(0.95)])).toEqual([1, 1]);
  expect(shown(1, [runs(0.9, 0.8), []])).toBeUndefined();
  expect(shown(1, [])).toBeUndefined();
});
