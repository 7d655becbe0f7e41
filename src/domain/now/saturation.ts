/** Whether a run is stuck because the first softmax of two is saturated. */
import { median } from '../statistics.ts';
import type { Standing } from './standing.ts';

/** Steps that are looked at: single batches let a saturated softmax off. */
const STEPS = 20;
/** What reads as 1.00. The gradient comes back times 1 − p and less: of 0.995 a two-hundredth is left. */
const SATURATED = 0.995;

/**
 * The saturation of a run that answers one class to everything, where that explains it: under the double softmax alone the
 * gradient must pass through the first softmax. Undefined elsewhere.
 */
export function saturationOf({ config, verdict, saturation }: Standing): number | undefined {
  if (config.loss !== 'double-softmax' || verdict.kind !== 'collapsed') return undefined;
  const value = median(Array.from(saturation.values.slice(-STEPS)).filter(Number.isFinite));
  return value >= SATURATED && value <= 1 ? value : undefined;
}
