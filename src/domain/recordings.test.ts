import { expect, test } from 'vitest';
import { presetRun } from './presets.ts';
import { seedsIn, withRuns } from './recordings.ts';

const run = (seed: number, learningRate = 1e-3, note = '') => ({
  config: { ...presetRun('article'), seed, learningRate },
  note,
});

test('the seeds of a setting are found together, by ascending seed, whatever the seed asked for', () => {
  const recordings = withRuns(withRuns(new Map(), [run(3), run(1), run(2, 1e-4)]), [run(2)]);
  const seeds = (learningRate: number) =>
    seedsIn(recordings, run(77, learningRate).config).map(({ config }) => config.seed);
  expect(seeds(1e-3)).toEqual([1, 2, 3]);
  expect(seeds(1e-4)).toEqual([2]);
  expect(seeds(1e-2)).toEqual([]);
});

test('a run that comes again takes the place of the one before, and what was given stays as it was', () => {
  const before = withRuns(new Map(), [run(1)]);
  const after = withRuns(before, [run(1, 1e-3, 'again')]);
  expect(seedsIn(after, run(1).config).map(({ note }) => note)).toEqual(['again']);
  expect(seedsIn(before, run(1).config).map(({ note }) => note)).toEqual(['']);
});
