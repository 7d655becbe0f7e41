import { expect, test } from 'vitest';
import { StepClock } from './step-clock.ts';

const times = (passed: readonly number[]) => {
  const clock = new StepClock();
  return passed.map((one) => clock.taken(one));
};

test('the time of an hour asleep, in the middle of a step, is not spent training', () => {
  expect(times([900, 100, 110, 90, 3_600_100, 100, 105])).toEqual([900, 100, 110, 90, 105, 100, 105]);
});

test('each sleep is left out, however often there is one', () => {
  expect(times([100, 100, 100, 9_000, 100, 9_000, 100, 9_000])).toEqual([
    ...[100, 100, 100, 100, 100, 100, 100, 100],
  ]);
});

test('steps that have become slow are believed from the second on', () => {
  const slow = Array.from({ length: 12 }, () => 4_000);
  expect(times([100, 100, 100, ...slow])).toEqual([100, 100, 100, 100, ...slow.slice(1)]);
});

test('what differs as steps do, and what nothing is known of, stays as it was measured', () => {
  const some = [5_000, 100, 900, 1_500, 2_400, 10, 12];
  expect(times(some)).toEqual(some);
  const slow = [1_000, 1_000, 1_000, 9_900];
  expect(times(slow)).toEqual(slow);
});
