import { expect, test } from 'vitest';
import { allowedStep, LEAD, leadOf, pauseStep } from './lockstep.ts';

const at = (step: number, ended = false) => ({ step, ended });

test('the faster run waits for the slower one', () => {
  expect(allowedStep([at(10), at(4)], 1000)).toBe(4 + LEAD);
});

test('nobody goes beyond the goal', () => {
  expect(allowedStep([at(10), at(10)], 11)).toBe(11);
});

test('a run that has ended holds nobody back', () => {
  expect(allowedStep([at(7, true), at(400)], 1000)).toBe(400 + LEAD);
  expect(allowedStep([at(7, true), at(9, true)], 1000)).toBe(1000);
});

test('a pause brings both to one step, counting steps that are in the making', () => {
  expect(pauseStep([at(10), at(10)], 12)).toBe(11);
  expect(pauseStep([at(12), at(10)], 12)).toBe(12);
  expect(pauseStep([at(10), at(10)], 10)).toBe(10);
  expect(pauseStep([at(3, true), at(8)], 10)).toBe(9);
});

test('fast runs may be further ahead, slow ones two steps', () => {
  expect([leadOf(), leadOf(400), leadOf(100), leadOf(10), leadOf(0.5)]).toEqual([2, 2, 2, 25, 60]);
  expect(allowedStep([at(10), at(4)], 1000, 25)).toBe(29);
});

test('a pause of fast runs lets both come to the step they may make anyway', () => {
  expect(pauseStep([at(10), at(14)], 35, 25)).toBe(35);
  expect(pauseStep([at(10, true), at(14)], 39, 25)).toBe(39);
});
