import { expect, test } from 'vitest';
import { comparisonRuns, comparisonSchema, needsRestart, runConfigSchema } from './config.ts';
import { presetComparison } from './presets.ts';

const comparison = presetComparison('article');

test('both runs share everything but whether they are normalised', () => {
  const [a, b] = comparisonRuns(comparison);
  expect(a.batchNorm).toBe('off');
  expect(b).toEqual({ ...a, batchNorm: 'per-activation' });
  expect(runConfigSchema.safeParse(a).success).toBe(true);
});

test.each([
  ['learningRate', 0],
  ['learningRate', Number.NaN],
  ['batchSize', 1],
  ['batchSize', 50.5],
  ['keepProbability', 0],
  ['seed', -1],
  ['steps', 0],
  ['loss', 'hinge'],
  ['batchNorm', [true]],
])('the schema refuses %s = %s', (name, value) => {
  expect(comparisonSchema.safeParse({ ...comparison, [name]: value }).success).toBe(false);
});

test('only learning rate and steps change without new weights', () => {
  expect(needsRestart(comparison, { ...comparison, learningRate: 0.02, steps: 5 })).toBe(false);
  expect(needsRestart(comparison, { ...comparison, seed: 2 })).toBe(true);
  expect(needsRestart(comparison, { ...comparison, batchNorm: [true, true] })).toBe(true);
});
