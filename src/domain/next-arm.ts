/** The arm that is added to a comparison when nobody says which. */
import type { Arm, Comparison } from './comparison.ts';
import { keyOf, limits } from './config.ts';
import { firstRate } from './learning-rate.ts';
import { normalizations } from './normalization.ts';

/** One that is not there yet: with a normalization that none has or, where all are there, at ten times the rate. */
export function nextArm({ shared, arms }: Comparison): Arm {
  const used = arms.map((arm) => keyOf(arm.normalization ?? shared.normalization));
  const free = normalizations.find((normalization) => !used.includes(keyOf(normalization)));
  if (free) return { normalization: free };
  return { learningRate: Math.min(limits.learningRate.max, 10 * firstRate(shared.learningRate)) };
}
