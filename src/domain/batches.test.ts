import { describe, expect, it, test } from 'vitest';
import { BatchOrder, evaluationBatches, firstTrainingRows } from './batches.ts';
import { ownData } from './data-set.testing.ts';
import { MNIST, rowsOf } from './data-set.ts';

const { firstTraining: FIRST_TRAINING_ROW, training: TRAINING_ROWS } = rowsOf(MNIST);
const data = MNIST;

const pass = (order: BatchOrder, number: number, batchSize: number) => {
  const steps = TRAINING_ROWS / batchSize;
  return Array.from({ length: steps }, (_, i) => [...order.rows(number * steps + i + 1)]).flat();
};

describe('file order', () => {
  const order = new BatchOrder({ data, batchSize: 50, dataOrder: 'file', seed: 1 });

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
  const order = new BatchOrder({ data, batchSize: 500, dataOrder: 'shuffled', seed: 1 });
  const first = pass(order, 0, 500);
  expect(new Set(first).size).toBe(TRAINING_ROWS);
  expect(pass(order, 1, 500).slice(0, 20)).not.toEqual(first.slice(0, 20));
  const other = new BatchOrder({ data, batchSize: 500, dataOrder: 'shuffled', seed: 2 });
  expect([...other.rows(1)]).not.toEqual([...order.rows(1)]);
});

test('a batch may hold the end of one pass and the start of the next', () => {
  const order = new BatchOrder({ data, batchSize: 300, dataOrder: 'file', seed: 1 });
  const across = [...order.rows(184)];
  expect(across.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, i) => 59_900 + i));
  expect(across).toHaveLength(300);
});

test('an order can be asked for any step again', () => {
  const order = new BatchOrder({ data, batchSize: 50, dataOrder: 'shuffled', seed: 5 });
  const early = [...order.rows(3)];
  order.rows(4000);
  expect([...order.rows(3)]).toEqual(early);
});

describe('own data', () => {
  it.each(['file', 'shuffled'] as const)(
    'passes over every image in %s order, also within one batch',
    (dataOrder) => {
      const order = new BatchOrder({ data: ownData({ train: 3 }), batchSize: 9, dataOrder, seed: 1 });
      for (const step of [1, 2, 700]) {
        const rows = [...order.rows(step)];
        expect(rows.toSorted()).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
      }
    },
  );

  it('shuffles more rows than 16 bits can count', () => {
    const order = new BatchOrder({
      data: ownData({ train: 70_000 }),
      batchSize: 500,
      dataOrder: 'shuffled',
      seed: 1,
    });
    const rows = new Set(Array.from({ length: 140 }, (_, i) => [...order.rows(i + 1)]).flat());
    expect(rows.size).toBe(70_000);
  });

  it('takes the first training images anew where there are fewer', () => {
    const rows = rowsOf(ownData({ train: 3 }));
    expect([...firstTrainingRows(rows, 2, 5)]).toEqual([2, 0, 1, 2, 0]);
    expect([...firstTrainingRows(rowsOf(MNIST), 50, 2)]).toEqual([5_050, 5_051]);
  });
});

describe('batches of test images', () => {
  const sizes = (batches: readonly Uint32Array[]) => batches.map(({ length }) => length);

  it('are of fifty for MNIST, in file order', () => {
    const rows = rowsOf(MNIST);
    expect(sizes(evaluationBatches(rows, rows.passing))).toEqual(Array(20).fill(50));
    const all = evaluationBatches(rows, rows.test);
    expect(sizes(all)).toEqual(Array(200).fill(50));
    expect(all.flatMap((batch) => [...batch])).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  });

  it.each([1, 2, 49, 51, 999, 1_049, 1_050, 1_099, 2_345])(
    'of %i images are nearly equally large, and begin alike',
    (test) => {
      const rows = rowsOf(ownData({ test }));
      const all = evaluationBatches(rows, rows.test);
      expect(all.flatMap((batch) => [...batch])).toEqual(Array.from({ length: test }, (_, i) => i));
      expect(Math.max(...sizes(all))).toBeLessThanOrEqual(50);
      if (test > 50) expect(Math.min(...sizes(all))).toBeGreaterThanOrEqual(25);
      const passing = evaluationBatches(rows, rows.passing);
      expect(all.slice(0, passing.length)).toEqual(passing);
    },
  );
});
