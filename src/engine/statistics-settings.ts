/** What a configuration says of means and variances, in the numbers that engines compute with. */
import { BATCH_NORM_EPSILON, MOVING_AVERAGE_MOMENTUM } from '../domain/network.ts';
import type { EngineConfig } from './engine.ts';

/** How Batch Normalization divides, and what its moving averages take in. */
export interface StatisticsSettings {
  epsilon: number;
  /** Share of the past. */
  momentum: number;
  /** A batch's share in the averages of a layer whose means are taken over so many values each. */
  share(sampleSize: number): { mean: number; variance: number };
}

export function statisticsSettings({
  epsilon = BATCH_NORM_EPSILON,
  momentum = MOVING_AVERAGE_MOMENTUM,
  runningVariance = 'biased',
}: EngineConfig): StatisticsSettings {
  const share = 1 - momentum;
  return {
    epsilon,
    momentum,
    // Of a single value there is no unbiased variance: PyTorch refuses it, here it stays the biased one, which is 0.
    share: (m) => ({
      mean: share,
      variance: runningVariance === 'unbiased' && m > 1 ? (share * m) / (m - 1) : share,
    }),
  };
}
