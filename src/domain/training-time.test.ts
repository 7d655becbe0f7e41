import { expect, test } from 'vitest';
import { againstTime, expectedTime, timeAt } from './training-time.ts';

const measured = { steps: [1, 2, 4], values: [100, 300, 500] };

test('the time of a step is measured, or lies between those that are', () => {
  expect([0, 1, 2, 3, 4, 9].map((step) => timeAt(measured, step))).toEqual([0, 100, 300, 400, 500, 500]);
  expect(timeAt(80, 10)).toBe(800);
  expect(timeAt({ steps: [], values: [] }, 5)).toBe(0);
});

test('a curve is drawn at the times of its steps', () => {
  expect(againstTime({ steps: [0, 3], values: [0.1, 0.9] }, measured)).toEqual({
    steps: [0, 400],
    values: [0.1, 0.9],
  });
});

test('how long a run takes is foreseen to two digits, never less than it took', () => {
  expect(expectedTime(measured, 1000)).toBe(130_000);
  expect(expectedTime(81.7, 1000)).toBe(82_000);
  // More steps were made than were to be.
  expect(expectedTime(measured, 2)).toBe(500);
  expect(expectedTime({ steps: [], values: [] }, 1000)).toBe(0);
});
