import { expect, test } from 'vitest';
import { BatchOrder } from './batches.ts';
import { comparisonRuns } from './comparison.ts';
import type { RunConfig } from './config.ts';
import { dropoutMask } from './dropout.ts';
import { HIDDEN } from './network.ts';
import { presetComparison, presetNames } from './presets.ts';

test.each(presetNames)(
  'both runs of the %s preset see the same batches and drop the same units, bit for bit',
  (name) => {
    const [off, on] = comparisonRuns(presetComparison(name)) as [RunConfig, RunConfig];
    const orders = [new BatchOrder(off), new BatchOrder(on)] as const;
    for (const step of [1, 2, 999, 1100, 1101, 5000]) {
      expect(orders[1].rows(step)).toEqual(orders[0].rows(step));
      const masks = [off, on].map(({ seed, keepProbability, batchSize }) =>
        dropoutMask(seed, step, keepProbability, batchSize * HIDDEN),
      );
      expect(Buffer.from(masks[1]!.buffer).equals(Buffer.from(masks[0]!.buffer))).toBe(true);
    }
  },
);
