import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRecorded } from '../lab/recorded.ts';
import { useSweep } from '../pages/sweep/state.ts';
import { comparisonRuns } from './comparison.ts';
import { sweepRates } from './experiments.ts';
import { presetComparison, presetNames } from './presets.ts';
import { stripOf, stripRecordings, sweptAs } from './rate-strip.ts';
import { withRuns } from './recordings.ts';
import { USABLE_ACCURACY, usability } from './statistics.ts';

const recorded = (name: string) =>
  withRuns(
    new Map(),
    parseRecorded(readFileSync(new URL(`../../public/recorded/${name}.json`, import.meta.url), 'utf8')).runs,
  );

test.each(presetNames)(
  'both networks of a preset are known at every rate, whatever theirs is: %s',
  (preset) => {
    const { shared, arms } = presetComparison(preset);
    const configs = comparisonRuns({
      shared: { ...shared, learningRate: 0.0123, seed: 77, steps: 20 },
      arms,
    });
    expect(configs.map(sweptAs)).toEqual([
      { preset, arm: 'none' },
      { preset, arm: 'batch' },
    ]);
    for (const config of configs) {
      const [name] = stripRecordings([config]);
      const runs = recorded(name!);
      const cells = stripOf(sweptAs(config)!, runs);
      expect(cells.map(({ learningRate }) => learningRate)).toEqual(sweepRates);
      for (const { accuracy, isUsable } of cells) expect(isUsable).toBe(accuracy! >= USABLE_ACCURACY);
    }
  },
);

test('a network that differs in anything else was not swept', () => {
  const [bare] = comparisonRuns(presetComparison('article'));
  expect(sweptAs({ ...bare!, keepProbability: 0.9 })).toBeUndefined();
  expect(stripRecordings([{ ...bare!, loss: 'sum-log' }])).toEqual([]);
});

test('the article’s network fails in the median from 3E-3 on, and is usable at no rate', () => {
  const runs = recorded('sweep-article-none');
  const cells = stripOf({ preset: 'article', arm: 'none' }, runs);
  expect(cells.filter((cell) => cell.hasFailed).map(({ learningRate }) => learningRate)).toContain(1e-2);
  expect(cells.some((cell) => cell.isUsable)).toBe(false);
  // As the Sweep page says.
  const points = cells.map(({ learningRate, accuracy, seeds }) => ({
    learningRate,
    spread: { median: accuracy!, low: accuracy!, high: accuracy!, count: seeds },
  }));
  expect(usability(points, Number(useSweep.getState().threshold)).kind).toBe('none');
});

test('what was not recorded is open', () => {
  const cells = stripOf({ preset: 'article', arm: 'none' }, new Map());
  for (const cell of cells)
    expect(cell).toMatchObject({ accuracy: undefined, isUsable: false, hasFailed: false, seeds: 0 });
});

test('usable means the same here and on the Sweep page', () => {
  expect(Number(useSweep.getState().threshold)).toBe(USABLE_ACCURACY);
});
