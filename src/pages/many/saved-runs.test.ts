import { expect, test } from 'vitest';
import { sweepRuns } from '../../domain/experiments.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { runChartTable } from './saved-runs.ts';

const none = { steps: [], values: [] };
const runs = sweepRuns('article', { learningRate: 1e-3, arm: 'batch' }, { seeds: 3, steps: 300 }).map(
  (config, i): RunResult => ({
    config,
    verdict: { kind: 'learning', step: 300 },
    testAccuracy: 0.9,
    testImages: 10_000,
    finalLoss: 1.5,
    millisecondsPerStep: 80,
    series: { loss: { steps: [1, 2], values: [3 - i, 1 + i] }, testAccuracy: none, saturation: none },
  }),
);

test('a column is a run, and the median and the range where they are drawn', () => {
  const [names, ...rows] = runChartTable([runs], 'loss', true);
  expect(names).toEqual([
    'step',
    'loss (with BN, 1E-3, seed 1)',
    'loss (with BN, 1E-3, seed 2)',
    'loss (with BN, 1E-3, seed 3)',
    'median loss (with BN, 1E-3)',
    'lowest loss (with BN, 1E-3)',
    'highest loss (with BN, 1E-3)',
  ]);
  expect(rows).toEqual([
    [1, 3, 2, 1, 2, 1, 3],
    [2, 1, 2, 3, 2, 1, 3],
  ]);
  expect(runChartTable([runs], 'loss', false)[0]).toHaveLength(4);
});
