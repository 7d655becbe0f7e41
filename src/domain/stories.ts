/**
 * Comparisons that answer together whether Batch Normalization always helps: it does in the article, where the loss is at
 * fault; with a correct loss it does not; at a low rate it costs; and where each network has its best rate it does a little.
 */
import type { Comparison } from './comparison.ts';
import { presetComparison } from './presets.ts';

export const stories = ['article', 'correct-loss', 'low-rate', 'best-rates'] as const;
export type StoryName = (typeof stories)[number];

/**
 * The seed of each is that of the median run without BN among those recorded, as for the page itself, and 1E-3 is the best
 * of the recorded rates for both networks of the modern preset: `recorded.test.ts` says so when other runs are recorded.
 */
const comparisons: Record<StoryName, () => Comparison> = {
  article: () => presetComparison('article'),
  'correct-loss': () => withSeed(presetComparison('article'), 3, { loss: 'softmax-cross-entropy' }),
  'low-rate': () =>
    withSeed(presetComparison('article'), 3, { loss: 'softmax-cross-entropy', learningRate: 1e-4 }),
  'best-rates': () => withSeed(presetComparison('modern'), 1),
};

export function storyComparison(name: StoryName): Comparison {
  return comparisons[name]();
}

function withSeed({ shared, arms }: Comparison, seed: number, change: Partial<Comparison['shared']> = {}) {
  return { shared: { ...shared, ...change, seed }, arms };
}
