/** Batch Normalization in one arm, on or off. */
import { type Arm, armConfig, type Comparison, withArm, withOverride } from './comparison.ts';
import { batchNormalization, NO_NORMALIZATION } from './normalization.ts';

/** Whether an arm normalizes. */
export function hasBatchNorm(comparison: Pick<Comparison, 'shared'>, arm: Arm): boolean {
  return armConfig(comparison, arm).normalization.kind !== 'none';
}

/** The comparison in which one arm has BN, or has not. What it has of its own is nothing where the shared settings say it. */
export function withBatchNorm(comparison: Comparison, index: number, isOn: boolean): Comparison {
  const isShared = comparison.shared.normalization.kind !== 'none';
  const whenOn = isShared ? undefined : batchNormalization('per-feature-map');
  const arm = comparison.arms[index]!;
  return withArm(comparison, index, withOverride(arm, 'normalization', isOn ? whenOn : NO_NORMALIZATION));
}
