import { expect, test } from 'vitest';
import { sweepRuns } from '../../domain/experiments.ts';
import { csvOf } from '../../ui/save/csv.ts';
import { sweepTable } from './saved-sweep.ts';

const none = { steps: [], values: [] };

test('each run is a row, and what is not a number is empty', () => {
  const cell = { learningRate: 1e-2, arm: 'none' } as const;
  const runs = sweepRuns('article', cell, { seeds: 2, steps: 300 }).map((config, i) => ({
    config,
    verdict:
      i === 0 ? ({ kind: 'nan', step: 9 } as const) : ({ kind: 'collapsed', step: 50, class: 3 } as const),
    testAccuracy: [0.098, 0.101][i]!,
    testImages: 10_000,
    finalLoss: [null, 2.5][i]!,
    millisecondsPerStep: 80,
    series: { loss: none, testAccuracy: none, saturation: none },
    engine: 'simd' as const,
  }));
  const csv = csvOf(
    sweepTable({ none: [{ source: 'here', runs }], batch: [{ source: 'recorded', runs: [] }] }),
  );
  expect(csv.split('\r\n').slice(1)).toEqual([
    '0.01,without BN,1,300,nan,,0.098,10000,,80,simd,measured here',
    '0.01,without BN,2,300,collapsed,3,0.101,10000,2.5,80,simd,measured here',
    '',
  ]);
});
