import { expect, test } from 'vitest';
import { answersOf } from './digits.ts';
import { probabilitiesOf, summarizeLogits } from './logits.ts';

test('the answer is the most probable class, also where logits are extreme', () => {
  const logits = new Float32Array(30);
  logits[7] = 3;
  logits[10 + 2] = 5_000;
  logits[20 + 0] = -5_000;
  const answers = answersOf(probabilitiesOf(logits, 3)!);
  expect(answers.map(({ digit }) => digit)).toEqual([7, 2, 1]);
  for (const { probabilities } of answers)
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  expect(answers[1]!.probabilities[2]).toBe(1);
});

test('where a logit is no number there are no probabilities', () => {
  expect(probabilitiesOf(Float32Array.of(1, Number.NaN, 0, 0, 0, 0, 0, 0, 0, 0), 1)).toBeUndefined();
  // Of images that are not asked for it does not matter.
  expect(
    probabilitiesOf(
      Float32Array.from({ length: 20 }, (_, i) => (i < 10 ? i : Number.NaN)),
      1,
    ),
  ).toHaveLength(10);
});

test('images are counted by label and answer', () => {
  const logits = new Float32Array(30);
  logits[4] = 1;
  logits[10 + 4] = 1;
  logits[20 + 9] = 1;
  const { confusion, predictions } = summarizeLogits(logits, Uint8Array.of(4, 1, 1), 'softmax-cross-entropy');
  expect(
    confusion.flatMap((count, at) => (count > 0 ? [[Math.floor(at / 10), at % 10, count]] : [])),
  ).toEqual([
    [1, 4, 1],
    [1, 9, 1],
    [4, 4, 1],
  ]);
  expect(predictions[4]).toBe(2);
});
