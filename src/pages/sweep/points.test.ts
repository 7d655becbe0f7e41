import { expect, test } from 'vitest';
import { sweepRuns } from '../../domain/experiments.ts';
import type { RunResult } from '../../domain/run-result.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { linesOf, sweepPoint } from './points.ts';

const cell = { learningRate: 1e-2, arm: 'none' } as const;
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

test('a failure is a mark of its own; two seeds are two dots and no median', () => {
  const point = sweepPoint(cell, {
    source: 'here',
    runs: [
      result(1, 0.97, { kind: 'learning', step: 300 }),
      result(2, 0.1, { kind: 'collapsed', step: 50, class: 3 }),
    ],
  });
  expect(point.spread).toMatchObject({ low: 0.1, high: 0.97, count: 2 });
  expect(point.dots).toEqual([0.1, 0.97]);
  expect(point.marks).toEqual([
    { seed: 2, accuracy: 0.1, verdict: { kind: 'collapsed', step: 50, class: 3 } },
  ]);
});

test('one seed is its own dot, three are their median', () => {
  const runs = [0.97, 0.5, 0.96].map((accuracy, i) =>
    result(i + 1, accuracy, { kind: 'learning', step: 300 }),
  );
  expect(sweepPoint(cell, { source: 'here', runs: runs.slice(0, 1) }).dots).toEqual([0.97]);
  expect(sweepPoint(cell, { source: 'here', runs }).dots).toEqual([0.96]);
});

test('a point without runs has neither dots nor marks', () => {
  const empty = sweepPoint(cell, { source: 'recorded', runs: [] });
  expect(empty).toMatchObject({ spread: undefined, dots: [], marks: [] });
});

test('a line breaks at two seeds, passes over what was not measured, and joins two points at least', () => {
  const at = (...dots: number[]) => ({ dots });
  const points = [at(0.4), at(), at(0.9), at(0.113, 0.952), at(0.9), at(0.113, 0.5), at(0.8), at(0.7)];
  expect(linesOf(points)).toEqual([
    [at(0.4), at(0.9)],
    [at(0.8), at(0.7)],
  ]);
  expect(linesOf([])).toEqual([]);
});
