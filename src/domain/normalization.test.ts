import { expect, test } from 'vitest';
import { normalizationChoices, normalizationText, parseNormalization } from './normalization.ts';

test.each(normalizationChoices.map((normalization) => [normalizationText(normalization), normalization]))(
  '%s is read as it is written',
  (text, normalization) => {
    expect(parseNormalization(text as string)).toEqual(normalization);
  },
);

test('a number is read however it is written, the smallest strength as well', () => {
  const faint = { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1e-7 } as const;
  expect(parseNormalization(normalizationText(faint))).toEqual(faint);
});

test('axes alone are those of Batch Normalization, and nonsense is nothing', () => {
  expect(parseNormalization('per-activation')).toEqual({ kind: 'batch', axes: 'per-activation' });
  // Three groups do not divide 32 channels.
  for (const text of [
    'group:3',
    'group:0',
    'group:',
    'group:8.5',
    'ghost:0',
    'ghost:501',
    'ghost:-1',
    'noisy-batch:per-activation',
    'noisy-batch:per-activation:',
    'noisy-batch:1',
    'noisy-batch:per-image:1',
    'noisy-batch:per-activation:11',
    'batch',
    '',
  ])
    expect(parseNormalization(text)).toBeUndefined();
});
