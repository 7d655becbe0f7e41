import { describe, expect, test } from 'vitest';
import {
  addArm,
  armConfig,
  canGoOn,
  comparisonRuns,
  comparisonSchema,
  differingSettings,
  removeArm,
  withArm,
  withOverride,
  withShared,
} from './comparison.ts';
import { batchNormalization, NO_NORMALIZATION } from './normalization.ts';
import { presetComparison } from './presets.ts';

const comparison = presetComparison('article');

test('the arms of a preset share everything but their normalization', () => {
  const [a, b] = comparisonRuns(comparison);
  expect(a!.normalization).toEqual(NO_NORMALIZATION);
  expect(b).toEqual({ ...a, normalization: batchNormalization('per-activation') });
  expect(differingSettings(comparisonRuns(comparison))).toEqual(['normalization']);
});

test('an arm is what it overrides, and may be given the shared setting back', () => {
  const arm = withOverride({}, 'learningRate', 1e-2);
  expect(armConfig(comparison, arm)).toEqual({ ...comparison.shared, learningRate: 1e-2 });
  expect(withOverride(arm, 'learningRate', undefined)).toEqual({});
});

test('seed and batches are shared by all arms', () => {
  const parse = (arm: object) => comparisonSchema.safeParse({ ...comparison, arms: [{}, arm] }).success;
  expect(parse({ keepProbability: 1 })).toBe(true);
  for (const arm of [{ seed: 2 }, { batchSize: 9 }, { dataOrder: 'file' }, { steps: 5 }, { speed: 1 }])
    expect(parse(arm)).toBe(false);
});

test('there are two to four arms', () => {
  expect(removeArm(comparison, 0)).toBe(comparison);
  const four = addArm(addArm(comparison, {}), { loss: 'sum-log' });
  expect(addArm(four, {})).toBe(four);
  expect(removeArm(four, 0).arms).toEqual(four.arms.slice(1));
  for (const arms of [[], [{}], [...four.arms, {}]])
    expect(comparisonSchema.safeParse({ ...comparison, arms }).success).toBe(false);
});

describe('runs can go on', () => {
  const moved = { first: 1e-3, changes: [{ fromStep: 8, value: 1e-4 }] };

  test('with other learning rates for steps to come, and another end', () => {
    expect(canGoOn(comparison, withShared(comparison, { learningRate: moved, steps: 5 }), 7)).toBe(true);
    expect(
      canGoOn(comparison, withArm(comparison, 0, { ...comparison.arms[0], learningRate: moved }), 7),
    ).toBe(true);
  });

  test('but not with other rates for steps that may have been made', () => {
    expect(canGoOn(comparison, withShared(comparison, { learningRate: moved }), 8)).toBe(false);
    expect(canGoOn(comparison, withShared(comparison, { learningRate: 1e-2 }), 1)).toBe(false);
    expect(canGoOn(comparison, withShared(comparison, { learningRate: 1e-2 }), 0)).toBe(true);
  });

  test('nor with anything else that is different', () => {
    expect(canGoOn(comparison, withShared(comparison, { seed: 2 }), 0)).toBe(false);
    expect(canGoOn(comparison, withArm(comparison, 0, {}), 0)).toBe(false);
    expect(canGoOn(comparison, addArm(comparison, {}), 0)).toBe(false);
  });
});
