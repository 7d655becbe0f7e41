/**
 * Why BN helps, in a few sentences, from how each claim stands to the recorded networks of both settings: what both show,
 * what only one does, and what neither can tell. Pure.
 */
import type { ClaimName, Standing } from '../../domain/claims/claims.ts';
import type { InsidePreset } from '../../domain/experiments.ts';

type Standings = Readonly<Record<ClaimName, Readonly<Record<InsidePreset, Standing>>>>;

/** What is said to be why it helps. The other two claims are about whether the first of these is the cause. */
export const reasons = [
  'drift',
  'alive',
  'steps',
  'scale',
  'predictive',
  'stuck',
] as const satisfies readonly ClaimName[];
type Reason = (typeof reasons)[number];

export interface Summary {
  both: Reason[];
  onlyModern: Reason[];
  onlyArticle: Reason[];
  neither: Reason[];
}

export function summaryOf(standings: Standings): Summary {
  const shown = (reason: Reason, preset: InsidePreset) => standings[reason][preset] === 'agrees';
  const where = (article: boolean, modern: boolean) =>
    reasons.filter((reason) => shown(reason, 'article') === article && shown(reason, 'modern') === modern);
  return {
    both: where(true, true),
    onlyModern: where(false, true),
    onlyArticle: where(true, false),
    neither: where(false, false),
  };
}
