import { expect, test } from 'vitest';
import { losses } from './config.ts';
import { lossGradient, summarizeLogits } from './logits.ts';

const row = (...head: number[]) => [...head, ...Array<number>(10 - head.length).fill(0)];

test('equal logits lose log 10 by cross-entropy and by the article’s double softmax', () => {
  const logits = Float32Array.from(row());
  const labels = Uint8Array.of(4);
  expect(summarizeLogits(logits, labels, 'softmax-cross-entropy').loss).toBeCloseTo(Math.log(10), 12);
  expect(summarizeLogits(logits, labels, 'double-softmax').loss).toBeCloseTo(Math.log(10), 12);
});

test('the double softmax stays between 1.461 and 2.461', () => {
  const logits = Float32Array.from(row(1000));
  expect(summarizeLogits(logits, Uint8Array.of(0), 'double-softmax').loss).toBeCloseTo(1.4612, 3);
  expect(summarizeLogits(logits, Uint8Array.of(1), 'double-softmax').loss).toBeCloseTo(2.4612, 3);
});

test('the sum of logs is a sum over the batch, and NaN as soon as one probability underflows', () => {
  const two = Float32Array.from([...row(1), ...row(1)]);
  const one = summarizeLogits(two.subarray(0, 10), Uint8Array.of(0), 'sum-log').loss;
  expect(summarizeLogits(two, Uint8Array.of(0, 0), 'sum-log').loss).toBeCloseTo(2 * one, 12);
  expect(summarizeLogits(Float32Array.from(row(200)), Uint8Array.of(0), 'sum-log').loss).toBeNaN();
});

test('large logits do not overflow', () => {
  const { loss, finite } = summarizeLogits(
    Float32Array.from(row(1e30)),
    Uint8Array.of(1),
    'softmax-cross-entropy',
  );
  expect(loss / 1e30).toBeCloseTo(1, 6);
  expect(finite).toBe(true);
});

test('answers are counted, the first of equals wins, and NaN answers 0', () => {
  const logits = Float32Array.from([...row(0, 3, 3), ...row(Number.NaN, 1), ...row(0, 0, 0, 9)]);
  const summary = summarizeLogits(logits, Uint8Array.of(1, 5, 3), 'softmax-cross-entropy');
  expect(summary.correct).toBe(2);
  expect(summary.predictions).toEqual([1, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
  expect(summary.finite).toBe(false);
  expect(summary.loss).toBeNaN();
});

test.each(losses)('the gradient of %s is the slope of the loss', (loss) => {
  const labels = Uint8Array.of(4, 0);
  const logits = Float32Array.from({ length: 20 }, (_, i) => Math.sin(i));
  const gradient = lossGradient(logits, labels, loss);
  const lossAt = (i: number, value: number) => summarizeLogits(logits.with(i, value), labels, loss).loss;
  for (let i = 0; i < logits.length; i++) {
    const [more, less] = [Math.fround(logits[i]! + 1e-2), Math.fround(logits[i]! - 1e-2)];
    expect(gradient[i]).toBeCloseTo((lossAt(i, more) - lossAt(i, less)) / (more - less), 4);
  }
});

test('the sum of logs has no gradient where a probability underflows', () => {
  const gradient = lossGradient(Float32Array.from(row(200)), Uint8Array.of(0), 'sum-log');
  expect(gradient[1]).toBeNaN();
});
