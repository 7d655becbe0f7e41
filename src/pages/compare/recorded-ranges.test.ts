import { describe, expect, test } from 'vitest';
import type { RunConfig } from '../../domain/config.ts';
import { presetRun } from '../../domain/presets.ts';
import { withRuns } from '../../domain/recordings.ts';
import { recordedRange } from './recorded-ranges.ts';

const config = presetRun('article');
const recording = (change: Partial<RunConfig>, ...values: (number | null)[]) => ({
  config: { ...config, ...change },
  series: { testAccuracy: { steps: values.map((_, i) => 50 * i), values } },
});

const recordings = withRuns(new Map(), [
  recording({ seed: 1 }, 0.1, 0.5, 0.9),
  recording({ seed: 2 }, 0.2, 0.4, 0.8),
  recording({ seed: 3 }, 0.1, 0.45, null),
  recording({ seed: 4, learningRate: 0.05 }, 0, 0, 0),
]);

describe('the recorded range', () => {
  test('is that of the seeds of the same setting, whatever the seed of the run', () => {
    const found = recordedRange({ ...config, seed: 77 }, recordings, 'testAccuracy')!;
    expect(found.seeds).toBe(3);
    expect(found.range.low).toEqual({ steps: [0, 50, 100], values: [0.1, 0.4, 0.8] });
    expect(found.range.high).toEqual({ steps: [0, 50, 100], values: [0.2, 0.5, 0.9] });
  });

  test('is none where anything else differs, or where there is one seed alone', () => {
    const moved = { first: 1e-4, changes: [{ fromStep: 100, value: 1e-2 }] };
    expect(recordedRange({ ...config, learningRate: moved }, recordings, 'testAccuracy')).toBeUndefined();
    expect(recordedRange({ ...config, learningRate: 0.05 }, recordings, 'testAccuracy')).toBeUndefined();
  });

  test('is none of a series that was not recorded', () => {
    expect(recordedRange(config, recordings, 'saturation')).toBeUndefined();
  });
});
