import { expect, test } from 'vitest';
import { fromWorkerSchema, toWorkerSchema } from './messages.ts';

test('a loss that is no number passes, as divergence is a result', () => {
  for (const loss of [Number.NaN, Number.POSITIVE_INFINITY, 2.3]) {
    const message = {
      type: 'trained',
      run: 1,
      steps: [{ step: 1, loss, correct: 3, count: 50, saturation: Number.NaN, milliseconds: 9 }],
    };
    expect(fromWorkerSchema.parse(message)).toEqual(message);
  }
});

const evaluation = { step: 50, count: 1000, correct: 500, predictions: Array(10).fill(100), finite: true };
const memory = { tensors: 0, bytes: 0 };
const details = { confusion: Array(100).fill(10), digits: Array(160).fill(0.1) };

test.each([
  ['with its details', details],
  ['without probabilities, as they were no numbers', { confusion: details.confusion }],
  ['without details', {}],
])('a look passes %s', (_, more) => {
  const message = { type: 'evaluated', run: 1, evaluation: { ...evaluation, ...more }, memory };
  expect(fromWorkerSchema.parse(message)).toEqual(message);
});

test.each([
  ['a confusion matrix of another size', { confusion: Array(99).fill(10) }],
  ['probabilities of half an image', { digits: Array(155).fill(0.1) }],
  ['probabilities of more images than are shown', { digits: Array(170).fill(0.1) }],
  ['a probability that is no number', { digits: Array(160).fill(Number.NaN) }],
])('a look with %s is refused', (_, wrong) => {
  const message = { type: 'evaluated', run: 1, evaluation: { ...evaluation, ...wrong }, memory };
  expect(fromWorkerSchema.safeParse(message).success).toBe(false);
});

test('a message of an unknown kind or with a configuration out of bounds is refused', () => {
  expect(toWorkerSchema.safeParse({ type: 'explode', run: 1 }).success).toBe(false);
  expect(
    toWorkerSchema.safeParse({ type: 'start', run: 1, engine: 'wasm', config: { seed: -1 } }).success,
  ).toBe(false);
});
