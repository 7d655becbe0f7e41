import { expect, test } from 'vitest';
import { addArm, type Comparison, comparisonRuns } from './comparison.ts';
import { keyOf, limits, runConfigSchema } from './config.ts';
import { nextArm } from './next-arm.ts';
import { presetComparison } from './presets.ts';

test('a new arm is one that is not there yet', () => {
  let comparison: Comparison = presetComparison('article');
  for (let count = comparison.arms.length; count < 4; count++) {
    comparison = addArm(comparison, nextArm(comparison));
    const configs = comparisonRuns(comparison);
    expect(new Set(configs.map(keyOf)).size).toBe(configs.length);
    for (const config of configs) expect(runConfigSchema.safeParse(config).success).toBe(true);
  }
});

test('its rate stays within what a rate may be', () => {
  const { shared, arms } = presetComparison('article');
  const full = [...arms, { normalization: { kind: 'batch', axes: 'per-feature-map' } as const }];
  const { max } = limits.learningRate;
  expect(nextArm({ shared: { ...shared, learningRate: max }, arms: full })).toEqual({ learningRate: max });
});
