import { describe, expect, test } from 'vitest';
import { en } from '../text/text.ts';
import { durationText, learningRateText, lossText, percent, timeLeftText } from './format.ts';
import { positionOf, valueAt } from './log-slider.tsx';
import { numbersWithin, numberWithin } from './parsed-field.tsx';

describe('numbers as people read them', () => {
  test.each([
    [1e-3, '1E-3'],
    [2.5e-4, '2.5E-4'],
    [0.1, '1E-1'],
  ])('the learning rate %f is %s, as in the article', (rate, text) => {
    expect(learningRateText(rate)).toBe(text);
    expect(Number(text)).toBe(rate);
  });

  test.each([
    [2.3061, '2.306'],
    [0.0001234, '1.23e-4'],
    [0, '0.000'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '∞'],
  ])('the loss %f is %s', (loss, text) => {
    expect(lossText(loss)).toBe(text);
  });

  test('shares, durations and time left are short', () => {
    expect(percent(0.97634)).toBe('97.6%');
    expect([durationText(3.12), durationText(254.4), durationText(2540)]).toEqual([
      '3.1 ms',
      '254 ms',
      '2.54 s',
    ]);
    expect(timeLeftText(400, en)).toBe('1 s');
    expect(timeLeftText(200_000, en)).toBe('3 min');
    expect(timeLeftText(7_200_000, en)).toBe('2.0 h');
  });
});

test('the slider’s ends and the article’s rates are on its stops', () => {
  for (const rate of [1e-5, 1e-4, 1e-3, 1e-2, 1e-1]) expect(valueAt(positionOf(rate, 1e-5), 1e-5)).toBe(rate);
});

test.each([
  ['5', 5],
  [' 7 ', 7],
  ['', undefined],
  ['x', undefined],
  ['11', undefined],
  ['2.5', undefined],
])('the text “%s” is read as %s where a whole number from 1 to 10 is asked for', (text, number) => {
  expect(numberWithin({ min: 1, max: 10 }, true)(text)).toBe(number);
});

test('a list of numbers is parted by commas or spaces, sorted, and refused as a whole', () => {
  const parse = numbersWithin({ min: 1e-5, max: 0.1 }, 3);
  expect(parse('1e-3, 1E-4;0.01')).toEqual([1e-4, 1e-3, 1e-2]);
  expect(parse('1e-3 1e-3,')).toEqual([1e-3]);
  expect(parse('1e-3, fast')).toBeUndefined();
  expect(parse('1e-3, 7')).toBeUndefined();
  expect(parse('')).toBeUndefined();
  expect(parse('1e-5, 1e-4, 1e-3, 1e-2')).toBeUndefined();
});
