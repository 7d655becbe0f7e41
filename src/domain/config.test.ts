import { expect, test } from 'vitest';
import { configKey, runConfigSchema } from './config.ts';
import { presetRun } from './presets.ts';

const config = presetRun('article');

test('presets are valid configurations', () => {
  expect(runConfigSchema.parse(config)).toEqual(config);
});

test.each([
  ['learningRate', 0],
  ['learningRate', Number.NaN],
  ['learningRate', { first: 1e-3, changes: [] }],
  ['learningRate', { first: 1e-3, changes: [{ fromStep: 1, value: 1e-4 }] }],
  ['batchSize', 1],
  ['batchSize', 50.5],
  ['keepProbability', 0],
  ['seed', -1],
  ['steps', 0],
  ['loss', 'hinge'],
  ['normalization', { kind: 'batch' }],
  ['normalization', { kind: 'layer' }],
  ['normalization', true],
])('the schema refuses %s = %s', (name, value) => {
  expect(runConfigSchema.safeParse({ ...config, [name]: value }).success).toBe(false);
});

test('the key of a configuration does not depend on the order of its settings, nor of what is inside them', () => {
  const turned = Object.fromEntries(Object.entries(config).reverse()) as typeof config;
  const { axes, kind } = { kind: 'batch', axes: 'per-activation' } as const;
  expect(configKey({ ...turned, normalization: { axes, kind } })).toBe(configKey(config));
  expect(configKey({ ...config, seed: 2 })).not.toBe(configKey(config));
});
