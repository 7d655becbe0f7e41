import { expect, test } from 'vitest';
import { sweepRuns } from '../../domain/experiments.ts';
import type { RunResult } from '../../domain/run-result.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { sweepPoint, usableOf } from './points.ts';

const cell = { learningRate: 1e-2, batchNorm: false };
const none = { steps: [], values: [] };
const result = (seed: number, testAccuracy: number, verdict: Verdict): RunResult => ({
  config: sweepRuns('article', cell, { seeds: seed, steps: 300 })[seed - 1]!,
  verdict,
  testAccuracy,
  testImages: 10_000,
  finalLoss: null,
  millisecondsPerStep: 1,
  series: { loss: none, testAccuracy: none, saturation: none },
});

test('a failure is a mark of its own, and the median is that of a run that was measured', () => {
  const point = sweepPoint(cell, {
    source: 'here',
    runs: [
      result(1, 0.97, { kind: 'learning', step: 300 }),
      result(2, 0.1, { kind: 'collapsed', step: 50, class: 3 }),
    ],
  });
  expect(point.spread).toEqual({ median: 0.1, low: 0.1, high: 0.97, count: 2 });
  expect(point.marks).toEqual([
    { seed: 2, accuracy: 0.1, verdict: { kind: 'collapsed', step: 50, class: 3 } },
  ]);
});

test('a point without runs has neither median nor marks, and does not break the usable range', () => {
  const empty = sweepPoint(cell, { source: 'recorded', runs: [] });
  expect(empty).toMatchObject({ spread: undefined, marks: [] });
  const good = (learningRate: number) =>
    sweepPoint(
      { learningRate, batchNorm: false },
      { source: 'here', runs: [result(1, 0.97, { kind: 'learning', step: 300 })] },
    );
  expect(usableOf([good(1e-3), empty, good(1e-1)], 0.95)).toEqual({ from: 1e-3, to: 1e-1 });
});
