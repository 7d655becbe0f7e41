/** What to try after a comparison: something else than was just done, as a code that makes another comparison. */
import { type Comparison, comparisonRuns, withShared } from '../comparison.ts';
import { configKey } from '../config.ts';
import { ARTICLE_STEPS, articleRates } from '../experiments.ts';
import { firstRate } from '../learning-rate.ts';
import { applyPreset } from '../presets.ts';
import { nextSeed } from '../seeds.ts';
import { storyComparison } from '../stories.ts';
import { GOOD_ACCURACY } from '../verdict.ts';
import { isBatchNormAlone } from './result.ts';
import type { Statement } from './statement.ts';

export type TryNext =
  /** The same at one of the article's rates. */
  | { kind: 'rate'; value: number }
  /** The same with the correct loss. */
  | { kind: 'loss'; value: 'softmax-cross-entropy' }
  /** Each network at the best of its recorded rates, in the modern setting. */
  | { kind: 'best-rates'; value: number }
  /** The same with another seed: one seed proves nothing. */
  | { kind: 'seed'; value: number }
  /** The same for longer. */
  | { kind: 'steps'; value: number };

/** Of the story that compares both networks at their best, whose rate a test holds against the recordings. */
const BEST_RATE = firstRate(storyComparison('best-rates').shared.learningRate);

/** What may be tried, by what a comparison came to, the most telling first. */
const orders = {
  /** Is it the network, or the loss? */
  failed: ['loss', 'best-rates', 'rate', 'seed'],
  alike: ['rate', 'loss', 'best-rates', 'seed'],
  costs: ['rate', 'best-rates', 'loss', 'seed'],
  untold: ['steps', 'seed'],
  /** Nobody has learned enough yet to be compared. */
  unfinished: ['steps', 'rate', 'best-rates', 'loss', 'seed'],
} as const satisfies Record<string, readonly TryNext['kind'][]>;

interface Tried {
  comparison: Comparison;
  /** Comparisons that were finished before it: none of them is proposed. */
  before?: readonly Comparison[];
  /** Seeds that are recorded in this setting. */
  seeds?: readonly number[];
}

/** What to try next once runs have ended, or one has overtaken another; undefined while it is too early for that. */
export function tryNext(
  statement: Statement,
  { comparison, before = [], seeds = [] }: Tried,
): TryNext | undefined {
  const order = orderOf(statement, comparison);
  if (!order) return undefined;
  const done = new Set([comparison, ...before].map(keyOfComparison));
  return order
    .flatMap((kind) => candidates(kind, comparison, seeds))
    .find((next) => !done.has(keyOfComparison(withTry(comparison, next))));
}

/** The comparison that a proposal means. */
export function withTry(comparison: Comparison, next: TryNext): Comparison {
  switch (next.kind) {
    case 'rate':
      return withShared(comparison, { learningRate: next.value });
    case 'best-rates':
      return withShared(applyPreset(comparison, 'modern'), { learningRate: next.value });
    case 'loss':
      return withShared(comparison, { loss: next.value });
    case 'seed':
      return withShared(comparison, { seed: next.value });
    case 'steps':
      return withShared(comparison, { steps: next.value });
  }
}

function orderOf(statement: Statement, comparison: Comparison): readonly TryNext['kind'][] | undefined {
  if (statement.kind === 'overtaken') {
    const winner = comparisonRuns(comparison)[statement.arm];
    return winner?.normalization.kind === 'none' ? orders.costs : orders.failed;
  }
  if (statement.kind !== 'ended') return undefined;
  const { result } = statement;
  switch (result.kind) {
    case 'untold':
      return orders.untold;
    case 'alike':
      return result.accuracy < GOOD_ACCURACY ? orders.unfinished : orders.alike;
    case 'ahead':
      if (result.accuracy < GOOD_ACCURACY) return orders.unfinished;
      return result.batchNorm === 'costs' ? orders.costs : orders.failed;
    default:
      return orders.failed;
  }
}

/** Proposals of one kind; none where the arms differ in what it would set for all, as that is what they are to show. */
function candidates(kind: TryNext['kind'], comparison: Comparison, seeds: readonly number[]): TryNext[] {
  const { shared, arms } = comparison;
  const hasOwn = (setting: 'learningRate' | 'loss') => arms.some((arm) => arm[setting] !== undefined);
  switch (kind) {
    case 'rate':
      return hasOwn('learningRate') ? [] : articleRates.toReversed().map((value) => ({ kind, value }));
    case 'loss':
      return hasOwn('loss') ? [] : [{ kind, value: 'softmax-cross-entropy' }];
    case 'best-rates':
      return isBatchNormAlone(comparisonRuns(comparison)) ? [{ kind, value: BEST_RATE }] : [];
    case 'seed':
      return [nextSeed(shared.seed, seeds), nextSeed(shared.seed, [])].map((value) => ({ kind, value }));
    case 'steps':
      return shared.steps < ARTICLE_STEPS ? [{ kind, value: ARTICLE_STEPS }] : [];
  }
}

function keyOfComparison(comparison: Comparison): string {
  return comparisonRuns(comparison).map(configKey).join();
}
