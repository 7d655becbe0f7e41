import { expect, test } from 'vitest';
import { runConfigSchema } from './config.ts';
import { comparisonOf, configKey, recordings, reproductionRuns, sweepRuns } from './experiments.ts';

test('all recordings are of valid, distinct runs under distinct names', () => {
  const all = recordings();
  const configs = all.flatMap((recording) => recording.configs);
  for (const config of configs) expect(runConfigSchema.parse(config)).toEqual(config);
  expect(new Set(configs.map(configKey)).size).toBe(configs.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(configs).toHaveLength(4 * 5 + 4 * 2 * 3 + 9 * 2 * 2 * 2);
});

test('a table cell is one run for each seed, in the article’s setting but for the loss', () => {
  const cell = { learningRate: 1e-4, batchNorm: true };
  const runs = reproductionRuns('sum-log', cell, { seeds: 3, steps: 1000 });
  expect(runs.map((run) => run.seed)).toEqual([1, 2, 3]);
  expect(runs[0]).toMatchObject({
    loss: 'sum-log',
    learningRate: 1e-4,
    batchNorm: 'per-activation',
    dataOrder: 'file',
    evaluationStatistics: 'batch',
    evaluationInterval: 50,
  });
});

test('short runs are looked at half-way', () => {
  const [run] = sweepRuns('modern', { learningRate: 1e-3, batchNorm: false }, { seeds: 1, steps: 20 });
  expect(run).toMatchObject({ evaluationInterval: 10, batchNorm: 'off', kernelInit: 'he-normal' });
});

test('a run without BN is compared with the preset’s own kind of BN', () => {
  const [run] = sweepRuns('modern', { learningRate: 1e-3, batchNorm: false }, { seeds: 1, steps: 300 });
  expect(comparisonOf(run!, 'modern')).toMatchObject({
    batchNorm: [false, true],
    batchNormStatistics: 'per-feature-map',
    steps: 300,
  });
});

test('the key of a configuration does not depend on the order of its settings', () => {
  const [run] = reproductionRuns('article', { learningRate: 1e-3, batchNorm: true }, { seeds: 1, steps: 9 });
  const turned = Object.fromEntries(Object.entries(run!).reverse()) as typeof run;
  expect(configKey(turned!)).toBe(configKey(run!));
});
