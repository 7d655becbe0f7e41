import { describe, expect, test } from 'vitest';
import type { LearningRate } from '../../domain/learning-rate.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { texts } from '../../text/text.ts';
import { chartEvents } from './chart-events.ts';

const text = texts.en;
const run = (
  name: string,
  learningRate: LearningRate,
  verdict: Verdict = { kind: 'learning', step: 50 },
) => ({
  name,
  config: { learningRate, kernelScalings: [] },
  verdict,
});
const moved: LearningRate = { first: 1e-4, changes: [{ fromStep: 100, value: 1e-2 }] };

describe('events of charts', () => {
  test('a rate that was changed for all runs is told once', () => {
    expect(chartEvents([run('A', moved), run('B', moved)], text)).toEqual([
      {
        step: 100,
        kind: 'rate',
        label: '1E-4 → 1E-2',
        short: '→ 1E-2',
        title: 'Learning rate 1E-4 → 1E-2 from step 100',
      },
    ]);
  });

  test('a rate of one run alone says whose it is', () => {
    const [event] = chartEvents([run('A', moved), run('B', 1e-3)], text);
    expect(event).toMatchObject({ label: 'A: 1E-4 → 1E-2', short: 'A: → 1E-2' });
  });

  test('changes follow each other, each from the rate before', () => {
    const twice: LearningRate = { first: 1e-4, changes: [...moved.changes, { fromStep: 200, value: 1e-3 }] };
    expect(chartEvents([run('A', twice)], text).map(({ label }) => label)).toEqual([
      '1E-4 → 1E-2',
      '1E-2 → 1E-3',
    ]);
  });

  test('a collapse names its digit, NaN its run; a plateau is a mark alone', () => {
    const runs = [
      run('A', 1e-3, { kind: 'collapsed', step: 104, class: 1 }),
      run('B', 1e-3, { kind: 'nan', step: 7 }),
      run('C', 1e-3, { kind: 'plateau', step: 300 }),
    ];
    expect(chartEvents(runs, text)).toMatchObject([
      {
        kind: 'collapsed',
        step: 104,
        label: '1',
        curve: 'A',
        title: 'A: collapsed to class 1 since step 104',
      },
      { kind: 'nan', step: 7, label: 'B: NaN', curve: 'B' },
      { kind: 'plateau', step: 300, label: '', curve: 'C' },
    ]);
  });

  test('kernels that were multiplied are told once', () => {
    const scaled = (name: string) => ({
      ...run(name, 1e-3),
      config: { learningRate: 1e-3, kernelScalings: [{ afterStep: 200, factor: 10 }] },
    });
    expect(chartEvents([scaled('A'), scaled('B')], text)).toEqual([
      {
        step: 200,
        kind: 'rate',
        label: 'weights × 10',
        short: 'weights × 10',
        title: 'Weights × 10 after step 200',
      },
    ]);
  });

  test('a run that learns has none', () => {
    expect(chartEvents([run('A', 1e-3), run('B', 1e-3, { kind: 'waiting' })], text)).toEqual([]);
  });
});
