import { expect, test } from 'vitest';
import type { WorkerProblem } from '../worker/problem.ts';
import { isLastStraw, recentLosses, setBack } from './setbacks.ts';

const lost: WorkerProblem = { code: 'context-lost', values: {} };
const other: WorkerProblem = { code: 'engine-failed', values: { reason: 'x' } };

/** The losses after a worker has said so at each of some times, in milliseconds. */
const after = (...times: number[]) =>
  times.reduce<readonly number[]>((losses, at) => recentLosses(losses, lost, at), []);

test('a second loss within a minute is the last straw; what all arms lose in one reset of the driver is one', () => {
  expect(isLastStraw(lost, after(0))).toBe(false);
  expect(isLastStraw(lost, after(0, 5, 900, 1_999))).toBe(false);
  expect(isLastStraw(lost, after(0, 2_000))).toBe(true);
  expect(isLastStraw(lost, after(0, 5, 50_000, 50_005))).toBe(true);
  expect(isLastStraw(lost, after(0, 60_000))).toBe(false);
  // Another failure is none, and forgets none.
  expect(recentLosses(after(0), other, 30_000)).toEqual([0]);
  expect(isLastStraw(other, after(0, 2_000))).toBe(false);
});

test('a worker is replaced twice without the run having come twenty steps further, and not a third time', () => {
  const first = setBack(undefined, 5);
  const second = setBack(first, 24);
  expect(second).toEqual({ count: 2, step: 24 });
  expect(setBack(second, 43)).toBeUndefined();
  expect(setBack(second, 44)).toEqual({ count: 1, step: 44 });
});
