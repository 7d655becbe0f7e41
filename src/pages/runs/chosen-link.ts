/** Where chosen runs are seen side by side: the lab's address with their settings. */
import {
  armLimits,
  type Comparison,
  comparisonOfRuns,
  differingSettings,
  isSharedSetting,
} from '../../domain/comparison.ts';
import type { RunConfig, Setting } from '../../domain/config.ts';
import { comparisonOf } from '../../domain/experiments.ts';
import { presetOf } from './run-words.ts';

/** Why runs cannot be the arms of one comparison. */
export type Unfit = { kind: 'too-many' } | { kind: 'differ'; settings: Setting[] };

/**
 * One run beside the same without or with BN, as every page opens a single one; two to four as the arms that they are, where
 * they have in common what arms share.
 */
export function comparisonOfChosen(configs: readonly RunConfig[]): Comparison | Unfit {
  const [first] = configs;
  if (first && configs.length === 1) return comparisonOf(first, presetOf(first) ?? 'article');
  const comparison = comparisonOfRuns(configs);
  if (comparison) return comparison;
  if (configs.length > armLimits.max) return { kind: 'too-many' };
  return { kind: 'differ', settings: differingSettings(configs).filter(isSharedSetting) };
}
