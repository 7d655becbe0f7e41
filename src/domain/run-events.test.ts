import { describe, expect, test } from 'vitest';
import type { LearningRate } from './learning-rate.ts';
import { runEvents } from './run-events.ts';

const learning = { kind: 'learning', step: 400 } as const;
const config = (learningRate: LearningRate) => ({ learningRate });

describe('the events of a run', () => {
  test('are none of a run that learns at one rate', () => {
    expect(runEvents({ config: config(1e-3), verdict: learning })).toEqual([]);
  });

  test('are the changes of its rate, as far as it has come', () => {
    const rate = {
      first: 1e-4,
      changes: [
        { fromStep: 100, value: 1e-2 },
        { fromStep: 300, value: 1e-3 },
      ],
    };
    const changes = [
      { step: 100, kind: 'rate', from: 1e-4, to: 1e-2 },
      { step: 300, kind: 'rate', from: 1e-2, to: 1e-3 },
    ];
    expect(runEvents({ config: config(rate), verdict: learning })).toEqual(changes);
    expect(runEvents({ config: config(rate), verdict: learning, step: 299 })).toEqual(changes.slice(0, 1));
  });

  test('are one for a slider that was drawn, and none where it was drawn back', () => {
    const drawn = (...values: number[]) => ({
      first: 1e-4,
      changes: values.map((value, i) => ({ fromStep: 100 + 5 * i, value })),
    });
    expect(runEvents({ config: config(drawn(1e-3, 3e-3, 1e-2)), verdict: learning })).toEqual([
      { step: 100, kind: 'rate', from: 1e-4, to: 1e-2 },
    ]);
    expect(runEvents({ config: config(drawn(1e-3, 1e-4)), verdict: learning })).toEqual([]);
  });

  test('are what became of it, in order of steps', () => {
    const rate = { first: 1e-4, changes: [{ fromStep: 100, value: 1e-2 }] };
    expect(runEvents({ config: config(rate), verdict: { kind: 'collapsed', step: 104, class: 1 } })).toEqual([
      { step: 100, kind: 'rate', from: 1e-4, to: 1e-2 },
      { step: 104, kind: 'collapsed', class: 1 },
    ]);
    expect(runEvents({ config: config(rate), verdict: { kind: 'nan', step: 7 } })[0]).toEqual({
      step: 7,
      kind: 'nan',
    });
    expect(runEvents({ config: config(1e-3), verdict: { kind: 'plateau', step: 350 } })).toEqual([
      { step: 350, kind: 'plateau' },
    ]);
  });
});
