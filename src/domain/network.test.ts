import { expect, test } from 'vitest';
import { addArm, comparisonRuns, withShared } from './comparison.ts';
import { initialParameters } from './initial-parameters.ts';
import {
  allParameterNames,
  fanIn,
  parameterNames,
  parameterSize,
  statisticsShape,
  stepOperations,
} from './network.ts';
import { batchNormalization, NO_NORMALIZATION } from './normalization.ts';
import { applyPreset, matchingPreset, presetComparison, presetNames, presetRun } from './presets.ts';

test('without Batch Normalization the network has the 3,274,634 parameters of the tutorial', () => {
  const sizes = parameterNames(NO_NORMALIZATION).map(parameterSize);
  expect(sizes.reduce((a, b) => a + b)).toBe(3_274_634);
});

test('a normalised layer has gamma and beta instead of its bias; the last layer keeps its bias', () => {
  expect(parameterNames(batchNormalization('per-activation'))).toEqual([
    'conv1.kernel',
    'conv2.kernel',
    'fc1.kernel',
    'fc2.kernel',
    'fc2.bias',
    'conv1.gamma',
    'conv2.gamma',
    'fc1.gamma',
    'conv1.beta',
    'conv2.beta',
    'fc1.beta',
  ]);
  expect(allParameterNames).toHaveLength(14);
});

test('statistics are per channel, or per location and channel; a fully connected unit has one of each', () => {
  expect(statisticsShape('conv1', 'per-feature-map')).toEqual([1, 1, 1, 32]);
  expect(statisticsShape('conv2', 'per-activation')).toEqual([1, 14, 14, 64]);
  expect(statisticsShape('fc1', 'per-activation')).toEqual([1, 1024]);
});

test('a step of 50 images takes 4.1 GFLOP', () => {
  expect(stepOperations(50) / 1e9).toBeCloseTo(4.1, 1);
});

test('both runs of a comparison start from the same kernels, bit for bit', () => {
  const [off, on] = comparisonRuns(presetComparison('article')).map(initialParameters);
  for (const name of ['conv1.kernel', 'conv2.kernel', 'fc1.kernel', 'fc2.kernel', 'fc2.bias'] as const)
    expect(Buffer.from(on![name]!.buffer).equals(Buffer.from(off![name]!.buffer))).toBe(true);
});

test('seeds decide the weights', () => {
  const config = presetRun('article');
  const kernel = (seed: number) => initialParameters({ ...config, seed })['conv1.kernel'];
  expect(kernel(1)).toEqual(kernel(1));
  expect(kernel(1)).not.toEqual(kernel(2));
});

test('gamma and beta start near 0 in the article and as 1 and 0 in the paper', () => {
  const start = (preset: 'article' | 'paper') => initialParameters(presetRun(preset));
  const article = start('article');
  expect(Math.max(...article['conv2.gamma']!.map(Math.abs))).toBeLessThanOrEqual(0.2);
  expect(article['conv2.gamma']).not.toEqual(article['conv2.beta']);
  const paper = start('paper');
  expect(paper['conv2.gamma']!.every((value) => value === 1)).toBe(true);
  expect(paper['conv2.beta']!.every((value) => value === 0)).toBe(true);
});

test('He initialization gives kernels a deviation of √(2 / fan-in)', () => {
  const kernel = initialParameters(presetRun('modern'))['fc1.kernel']!;
  const deviation = Math.sqrt(kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length);
  expect(fanIn('fc1.kernel')).toBe(3136);
  expect(deviation / Math.sqrt(2 / 3136)).toBeCloseTo(1, 2);
});

test('a preset is found again from its settings, whatever else is changed', () => {
  for (const name of presetNames)
    expect(matchingPreset(withShared(presetComparison(name), { seed: 9, learningRate: 0.02 }))).toBe(name);
  expect(matchingPreset(withShared(presetComparison('paper'), { loss: 'sum-log' }))).toBeUndefined();
});

test('applying a preset keeps what presets leave open', () => {
  const open = { seed: 9, learningRate: 0.02, steps: 77 };
  const article = addArm(withShared(presetComparison('article'), open), { loss: 'sum-log' });
  const moved = applyPreset(article, 'modern');
  expect(moved.shared).toEqual({ ...presetRun('modern'), ...open });
  expect(moved.arms).toEqual(article.arms);
});
