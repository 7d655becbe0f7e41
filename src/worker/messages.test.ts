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

test('a message of an unknown kind or with a configuration out of bounds is refused', () => {
  expect(toWorkerSchema.safeParse({ type: 'explode', run: 1 }).success).toBe(false);
  expect(
    toWorkerSchema.safeParse({ type: 'start', run: 1, engine: 'wasm', config: { seed: -1 } }).success,
  ).toBe(false);
});
