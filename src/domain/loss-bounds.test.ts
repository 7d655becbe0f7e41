import { describe, expect, test } from 'vitest';
import { summarizeLogits } from './logits.ts';
import { lossFloor, usualLoss } from './loss-bounds.ts';

/** The loss of one image whose network is quite sure of a class. */
const lossOf = (answer: number) => {
  const logits = new Float32Array(10);
  logits[answer] = 50;
  return summarizeLogits(logits, Uint8Array.of(3), 'double-softmax').loss;
};

describe('the softmax applied twice', () => {
  test('cannot go below 1.4612, which is what a perfect answer has', () => {
    expect(lossFloor('double-softmax')).toBeCloseTo(1.4612, 4);
    expect(lossOf(3)).toBeCloseTo(lossFloor('double-softmax')!, 6);
  });

  test('cannot go above 2.4612, which is what a wrong one has', () => {
    expect(usualLoss({ loss: 'double-softmax', batchSize: 50 })[1]).toBeCloseTo(2.4612, 4);
    expect(lossOf(4)).toBeCloseTo(usualLoss({ loss: 'double-softmax', batchSize: 50 })[1], 6);
  });
});

test('the other losses go down to zero, from that of chance', () => {
  expect(lossFloor('softmax-cross-entropy')).toBeUndefined();
  expect(usualLoss({ loss: 'softmax-cross-entropy', batchSize: 50 })).toEqual([0, Math.log(10)]);
  expect(usualLoss({ loss: 'sum-log', batchSize: 50 })).toEqual([0, 50 * Math.log(10)]);
});
