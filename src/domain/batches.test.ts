import { describe, expect, test } from 'vitest';
import { BatchOrder, FIRST_TRAINING_ROW, TRAINING_ROWS } from './batches.ts';

const pass = (order: BatchOrder, number: number, batchSize: number) => {
  const steps = TRAINING_ROWS / batchSize;
  return Array.from({ length: steps }, (_, i) => [...order.rows(number * steps + i + 1)]).flat();
};

describe('file order', () => {
  const order = new BatchOrder({ batchSize: 50, dataOrder: 'file', seed: 1 });

  test('takes the rows after the validation set as they come', () => {
    expect([...order.rows(1)]).toEqual(Array.from({ length: 50 }, (_, i) => FIRST_TRAINING_ROW + i));
    expect(order.rows(1000).at(-1)).toBe(54_999);
  });

  test('shuffles from the second pass on', () => {
    const second = pass(order, 1, 50);
    expect(second.slice(0, 50)).not.toEqual([...order.rows(1)]);
    expect(new Set(second).size).toBe(TRAINING_ROWS);
    expect(Math.min(...second.slice(0, 1000))).toBeGreaterThanOrEqual(FIRST_TRAINING_ROW);
  });
});

test('shuffled passes hold every training row once and differ from each other and between seeds', () => {
  const order = new BatchOrder({ batchSize: 500, dataOrder: 'shuffled', seed: 1 });
  const first = pass(order, 0, 500);
  expect(new Set(first).size).toBe(TRAINING_ROWS);
  expect(pass(order, 1, 500).slice(0, 20)).not.toEqual(first.slice(0, 20));
  const other = new BatchOrder({ batchSize: 500, dataOrder: 'shuffled', seed: 2 });
  expect([...other.rows(1)]).not.toEqual([...order.rows(1)]);
});

test('a batch may hold the end of one pass and the start of the next', () => {
  const order = new BatchOrder({ batchSize: 300, dataOrder: 'file', seed: 1 });
  const across = [...order.rows(184)];
  expect(across.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, i) => 59_900 + i));
  expect(across).toHaveLength(300);
});

test('an order can be asked for any step again', () => {
  const order = new BatchOrder({ batchSize: 50, dataOrder: 'shuffled', seed: 5 });
  const early = [...order.rows(3)];
  order.rows(4000);
  expect([...order.rows(3)]).toEqual(early);
});
