import { describe, expect, test } from 'vitest';
import { type Comparison, comparisonRuns } from '../comparison.ts';
import type { Statement } from './statement.ts';
import { articleWith } from './testing.ts';
import { type TryNext, tryNext, withTry } from './try-next.ts';

const alike: Statement = {
  kind: 'ended',
  result: { kind: 'alike', count: 2, accuracy: 0.98, batchNorm: true },
};
const failed: Statement = {
  kind: 'ended',
  result: { kind: 'reached', milestone: 0.95, reached: [{ arm: 1, step: 200 }], never: [0] },
};

describe('what to try next', () => {
  test('is nothing before the end, but when one has overtaken another', () => {
    const comparison = articleWith();
    expect(tryNext({ kind: 'untrained' }, { comparison })).toBeUndefined();
    const overtaken: Statement = { kind: 'overtaken', arm: 1, overtaken: 0, step: 200, by: 0.1 };
    expect(tryNext(overtaken, { comparison })).toEqual({ kind: 'loss', value: 'softmax-cross-entropy' });
    expect(tryNext({ ...overtaken, arm: 0 }, { comparison })).toEqual({ kind: 'rate', value: 1e-4 });
  });

  test('is the correct loss where one failed, and the other rate where all are alike', () => {
    expect(tryNext(failed, { comparison: articleWith() })).toEqual({
      kind: 'loss',
      value: 'softmax-cross-entropy',
    });
    expect(tryNext(alike, { comparison: articleWith() })).toEqual({ kind: 'rate', value: 1e-4 });
    expect(tryNext(alike, { comparison: articleWith({ learningRate: 1e-4 }) })).toEqual({
      kind: 'rate',
      value: 1e-3,
    });
  });

  test('is more steps where too little was measured', () => {
    const untold: Statement = { kind: 'ended', result: { kind: 'untold' } };
    expect(tryNext(untold, { comparison: articleWith({ steps: 10 }) })).toEqual({
      kind: 'steps',
      value: 1000,
    });
    expect(tryNext(untold, { comparison: articleWith() })).toEqual({ kind: 'seed', value: 9 });
  });

  test('is more steps where nobody has learned enough', () => {
    const unfinished: Statement = {
      kind: 'ended',
      result: { kind: 'ahead', leaders: [1], behind: [0], by: 0.1, accuracy: 0.7 },
    };
    const comparison = articleWith({ steps: 300, learningRate: 1e-4 });
    expect(tryNext(unfinished, { comparison })).toEqual({ kind: 'steps', value: 1000 });
    expect(tryNext(unfinished, { comparison: articleWith({ learningRate: 1e-4 }) })).toEqual({
      kind: 'rate',
      value: 1e-3,
    });
  });

  test('is never what was just done: who follows it sees everything once', () => {
    let comparison = articleWith({ learningRate: 1e-4 });
    const before: Comparison[] = [];
    const path: TryNext[] = [];
    for (let i = 0; i < 6; i++) {
      const next = tryNext(alike, { comparison, before })!;
      path.push(next);
      before.push(comparison);
      comparison = withTry(comparison, next);
    }
    expect(path.map(({ kind }) => kind)).toEqual(['rate', 'loss', 'rate', 'best-rates', 'rate', 'seed']);
    const keys = before.map((done) => JSON.stringify(comparisonRuns(done)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('leaves alone what the arms are to show', () => {
    const { shared, arms } = articleWith({ loss: 'softmax-cross-entropy' });
    const rates: Comparison = { shared, arms: [{ ...arms[0], learningRate: 1e-4 }, ...arms.slice(1)] };
    expect(tryNext(alike, { comparison: rates })).toEqual({ kind: 'seed', value: 9 });
  });

  test('takes a recorded seed where there is one that was not just done', () => {
    const comparison = articleWith({ loss: 'softmax-cross-entropy', steps: 300 });
    const before = [1e-4, 1e-3].map((learningRate) => articleWith({ ...comparison.shared, learningRate }));
    const best = withTry(comparison, { kind: 'best-rates', value: 1e-3 });
    const next = (...more: Comparison[]) =>
      tryNext(alike, { comparison, before: [...before, best, ...more], seeds: [2, 8] });
    expect(next()).toEqual({ kind: 'seed', value: 2 });
    expect(next(withTry(comparison, { kind: 'seed', value: 2 }))).toEqual({ kind: 'seed', value: 9 });
  });

  test('makes the comparison that it names', () => {
    const best = withTry(articleWith(), { kind: 'best-rates', value: 1e-3 });
    expect(best.shared).toMatchObject({ kernelInit: 'he-normal', loss: 'softmax-cross-entropy', seed: 8 });
    expect(withTry(articleWith(), { kind: 'steps', value: 300 }).shared.steps).toBe(300);
  });
});
