import { expect, test } from 'vitest';
import { comparisonRuns } from './comparison.ts';
import { configKey, runConfigSchema } from './config.ts';
import {
  comparisonOf,
  insideComparison,
  insideRecordingOf,
  MOST_SEEDS,
  recordings,
  recordingsOf,
  reproductionRuns,
  seedsOf,
  sweepPresets,
  sweepRuns,
} from './experiments.ts';
import { batchNormalization, NO_NORMALIZATION } from './normalization.ts';
import { presetComparison } from './presets.ts';

test('all recordings are of valid, distinct runs under distinct names', () => {
  const all = recordings();
  const configs = all.flatMap((recording) => recording.configs);
  for (const config of configs) expect(runConfigSchema.parse(config)).toEqual(config);
  expect(new Set(configs.map(configKey)).size).toBe(configs.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(configs).toHaveLength(4 * 10 + 2 * 4 * 3 + 3 * 9 * 2 * 3 + 2 * 4 * 3 + 2 * 4 * 5);
});

test('a table cell is one run for each seed, in the article’s setting but for the loss', () => {
  const runs = reproductionRuns('sum-log', { learningRate: 1e-4, arm: 'batch' }, { seeds: 3, steps: 1000 });
  expect(runs.map((run) => run.seed)).toEqual([1, 2, 3]);
  expect(runs[0]).toMatchObject({
    loss: 'sum-log',
    learningRate: 1e-4,
    normalization: batchNormalization('per-activation'),
    dataOrder: 'file',
    evaluationStatistics: 'batch',
    evaluationInterval: 50,
  });
});

test('short runs are looked at half-way', () => {
  const [run] = sweepRuns('modern', { learningRate: 1e-3, arm: 'none' }, { seeds: 1, steps: 20 });
  expect(run).toMatchObject({
    evaluationInterval: 10,
    normalization: NO_NORMALIZATION,
    kernelInit: 'he-normal',
  });
});

test('a run is compared with the same one without, or with the preset’s own kind of, normalization', () => {
  const runs = { seeds: 1, steps: 300 };
  const [without] = sweepRuns('modern', { learningRate: 1e-3, arm: 'none' }, runs);
  const [with_] = sweepRuns('modern', { learningRate: 1e-3, arm: 'batch' }, runs);
  expect(comparisonRuns(comparisonOf(without!, 'modern'))).toEqual([without, with_]);
  expect(comparisonRuns(comparisonOf(with_!, 'modern'))).toEqual([without, with_]);
});

test('pages look for more seeds than are recorded, and every sweep that they offer is recorded', () => {
  const all = recordings();
  for (const { configs } of all) for (const { seed } of configs) expect(seed).toBeLessThanOrEqual(MOST_SEEDS);
  for (const preset of sweepPresets)
    for (const arm of ['none', 'batch'])
      expect(all.map(({ name }) => name)).toContain(`sweep-${preset}-${arm}`);
});

test('the recordings of a setting are found whatever the seed, and none of a setting that has none', () => {
  const configs = comparisonRuns(presetComparison('article'));
  const expected = ['reproduce-article-1e-3-none', 'reproduce-article-1e-3-batch'];
  expect(recordingsOf(configs)).toEqual(expected);
  expect(recordingsOf(configs.map((config) => ({ ...config, seed: 77 })))).toEqual(expected);
  expect(recordingsOf(configs.map((config) => ({ ...config, steps: 999 })))).toEqual([]);
});

test('recorded inspections are found whatever the seed and the length of a run', () => {
  const all = comparisonRuns(insideComparison('modern'));
  const names = ['none', 'batch', 'noise', 'group'].map((arm) => `inside-modern-${arm}`);
  expect(all.map(insideRecordingOf)).toEqual(names);
  const [none] = comparisonRuns(presetComparison('modern'));
  expect(insideRecordingOf(none!)).toBe('inside-modern-none');
  expect(insideRecordingOf({ ...none!, learningRate: 1e-4 })).toBeUndefined();
});

test('the seeds of a run are itself from 1 on', () => {
  const [config] = comparisonRuns(presetComparison('paper'));
  expect(seedsOf(config!, 3)).toEqual([1, 2, 3].map((seed) => ({ ...config, seed })));
});
