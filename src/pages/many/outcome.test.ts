import { expect, test } from 'vitest';
import { presetRun } from '../../domain/presets.ts';
import type { RunResult } from '../../domain/run-result.ts';
import { manyTexts as texts } from '../../text/many.ts';
import { outcomeOf } from './outcome.ts';

const none = { steps: [], values: [] };
const config = presetRun('article');
const runs = (...accuracies: number[]) =>
  accuracies.map(
    (testAccuracy): RunResult => ({
      config,
      verdict:
        testAccuracy < 0.2
          ? { kind: 'collapsed', step: 50, class: 3 }
          : { kind: 'learning', step: testAccuracy },
      testAccuracy,
      testImages: 10_000,
      finalLoss: null,
      millisecondsPerStep: 1,
      series: { loss: none, testAccuracy: none, saturation: none },
    }),
  );

test('two seeds are said as they are, without a median', () => {
  expect(outcomeOf(runs(0.952, 0.113), texts.en)).toEqual({
    result: '11.3% and 95.2%',
    beside: '2 seeds',
    failures: ['1 of 2 never leaves one class'],
  });
  expect(outcomeOf(runs(0.952, 0.113), texts.ja)).toMatchObject({
    result: '11.3% と 95.2%',
    beside: '2 シード',
  });
});

test('one seed is its value, three are their median and their range', () => {
  expect(outcomeOf(runs(0.952), texts.en)).toEqual({ result: '95.2%', beside: '1 seed', failures: [] });
  expect(outcomeOf(runs(0.952, 0.113, 0.95), texts.en)).toMatchObject({
    result: '95.0%',
    beside: '11.3% to 95.2%, 3 seeds',
  });
  expect(outcomeOf([], texts.en)).toBeUndefined();
});
