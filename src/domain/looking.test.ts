import { expect, test } from 'vitest';
import { isLookStep, lookingShare, looksAhead, nextLookAhead } from './looking.ts';

const steps = Array.from({ length: 401 }, (_, step) => step);

test('the beginning is looked at closely, then every so many steps', () => {
  const looked = steps.filter((step) => isLookStep(step, 100));
  expect(looked).toEqual([0, 1, 4, 10, 25, 100, 200, 300, 400]);
});

test('looks ahead are some of the looks', () => {
  const ahead = steps.filter((step) => looksAhead(step, 50));
  expect(ahead).toEqual([0, 25, 200, 400]);
  expect(ahead.every((step) => isLookStep(step, 50))).toBe(true);
});

test('the next look ahead is the first that comes', () => {
  const ahead = (interval: number) => steps.filter((step) => looksAhead(step, interval));
  for (const interval of [1, 5, 10, 50, 100])
    for (const after of [-1, ...steps.slice(0, -1)]) {
      const next = ahead(interval).find((step) => step > after);
      if (next !== undefined) expect(nextLookAhead(after, interval)).toBe(next);
    }
  expect(nextLookAhead(25, 50)).toBe(200);
  expect(nextLookAhead(0, 1)).toBe(4);
});

test('their cost is a share of the training time, and unknown before there is any', () => {
  expect(lookingShare(120, 1000)).toBeCloseTo(0.12);
  expect(lookingShare(0, 0)).toBeNaN();
});
