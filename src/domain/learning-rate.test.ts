import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreeUntil,
  type LearningRate,
  learningRateKey,
  learningRateSchema,
  MOST_CHANGES,
  parseLearningRate,
  rateAt,
  rateLimits,
  withRateFrom,
} from './learning-rate.ts';

const value = fc.double({ ...rateLimits, noNaN: true });
const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), value), { maxLength: 6 });
const move = (rate: LearningRate, [step, to]: [number, number]) => withRateFrom(rate, step, to)!;

test('a schedule that is moved again and again is at each step what it was moved to last', () => {
  fc.assert(
    fc.property(value, moves, (first, list) => {
      const rates = Array<number>(50).fill(first);
      for (const [step, to] of list) rates.fill(to, step - 1);
      const schedule = list.reduce<LearningRate>(move, first);
      expect(rates.map((_, i) => rateAt(schedule, i + 1))).toEqual(rates);
      expect(learningRateSchema.safeParse(schedule).success).toBe(true);
      expect(parseLearningRate(learningRateKey(schedule))).toEqual(schedule);
      for (const step of [0, 7, 39]) {
        const isSame = list.every(([from]) => from > step);
        if (isSame) expect(agreeUntil(first, schedule, step)).toBe(true);
      }
    }),
  );
});

test('equal rates are equal values, however they came about', () => {
  expect(withRateFrom(1e-3, 5, 1e-3)).toBe(1e-3);
  expect(withRateFrom({ first: 1e-3, changes: [{ fromStep: 5, value: 1e-4 }] }, 5, 1e-3)).toBe(1e-3);
  expect(withRateFrom({ first: 1e-3, changes: [{ fromStep: 5, value: 1e-4 }] }, 1, 1e-2)).toBe(1e-2);
  expect(parseLearningRate('1e-3, 1e-3@7')).toBe(1e-3);
});

test('a schedule has an end', () => {
  let rate: LearningRate | undefined = 1e-3;
  for (let i = 0; i < MOST_CHANGES; i++) rate = withRateFrom(rate!, i + 2, i % 2 ? 1e-3 : 1e-4);
  expect(withRateFrom(rate!, 1_000, 1e-2)).toBeUndefined();
});

describe('reading a schedule', () => {
  test.each([
    ['1e-3', 1e-3],
    ['1e-3,1e-4@300', { first: 1e-3, changes: [{ fromStep: 300, value: 1e-4 }] }],
    ['', undefined],
    ['fast', undefined],
    ['1', undefined],
    ['1e-3,1e-4', undefined],
    ['1e-3,1e-4@', undefined],
    ['1e-3,1e-4@0', undefined],
    ['1e-3,1e-4@2.5', undefined],
    ['1e-3,1e-4@2@3', undefined],
    ['1e-3@5', undefined],
    ['1e-3,1e-4@9,1e-5@5', undefined],
  ])('“%s”', (text, rate) => {
    expect(parseLearningRate(text)).toEqual(rate);
  });
});

test('rates agree until the first step at which they differ', () => {
  const later = { first: 1e-3, changes: [{ fromStep: 10, value: 1e-4 }] };
  expect(agreeUntil(1e-3, later, 9)).toBe(true);
  expect(agreeUntil(1e-3, later, 10)).toBe(false);
  expect(agreeUntil(1e-3, 1e-4, 0)).toBe(true);
});
