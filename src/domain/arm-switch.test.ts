import { expect, test } from 'vitest';
import { hasBatchNorm, withBatchNorm } from './arm-switch.ts';
import { NO_NORMALIZATION } from './normalization.ts';
import { presetComparison } from './presets.ts';

const article = presetComparison('article');
const stateOf = (comparison: typeof article) => comparison.arms.map((arm) => hasBatchNorm(comparison, arm));

test('an arm is switched on to what all have, and off again', () => {
  expect(stateOf(article)).toEqual([false, true]);
  const both = withBatchNorm(article, 0, true);
  expect(both.arms).toEqual([{}, {}]);
  expect(withBatchNorm(both, 0, false)).toEqual(article);
});

test('where the shared settings have no BN, it is brought', () => {
  const bare = { ...article, shared: { ...article.shared, normalization: NO_NORMALIZATION }, arms: [{}, {}] };
  const on = withBatchNorm(bare, 1, true);
  expect(stateOf(on)).toEqual([false, true]);
  expect(on.arms[1]).toEqual({ normalization: { kind: 'batch', axes: 'per-feature-map' } });
});
