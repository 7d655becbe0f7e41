import { expect, test } from 'vitest';
import { reproductionRuns } from '../../domain/experiments.ts';
import { RunTimer, timeOf, timeOfAll } from './speed.ts';

const [config] = reproductionRuns('article', { learningRate: 1e-3, arm: 'batch' }, { seeds: 1, steps: 100 });
const speed = { step: 10, evaluation: 100 };

test('a run takes its steps, its looks at 1,000 images and a last one at 10,000', () => {
  // 100 steps; looks at steps 0, 25, 50 and 75; the last costs as much as ten.
  expect(timeOf({ ...config!, evaluationInterval: 25 }, speed)).toBe(1000 + 400 + 1000);
  expect(timeOf({ ...config!, evaluationInterval: 25 }, speed, 51)).toBe(490 + 100 + 1000);
});

test('many runs share the workers, but no run is shorter than itself', () => {
  const one = timeOf(config!, speed);
  expect(timeOfAll([config!, config!, config!, config!], speed, 2)).toBe(2 * one);
  expect(timeOfAll([config!], speed, 2)).toBe(one);
  expect(timeOfAll([], speed, 2)).toBe(0);
});

test('the speed is learned from steps after the first two, and from looks that were not held up', () => {
  const timer = new RunTimer();
  for (const [done, at] of [
    [50, 0],
    [100, 5],
    [150, 10],
  ] as const)
    timer.evaluating(done, at);
  timer.evaluating(200, 9000, true);
  for (const milliseconds of [900, 800, 12, 10, 11]) timer.trained(milliseconds);
  expect(timer.speed).toEqual({ step: 11, evaluation: 100 });
});
