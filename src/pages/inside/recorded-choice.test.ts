import { expect, test } from 'vitest';
import { comparisonRuns, withShared } from '../../domain/comparison.ts';
import { insidePresets } from '../../domain/experiments.ts';
import { presetComparison } from '../../domain/presets.ts';
import { networkCounts, recordedChoiceOf, recordedComparison } from './recorded-choice.ts';

test('what was chosen is known again', () => {
  for (const preset of insidePresets)
    for (const networks of networkCounts)
      expect(recordedChoiceOf(comparisonRuns(recordedComparison({ preset, networks })))).toEqual({
        preset,
        networks,
      });
});

test('so is what the page opens with, of any length; other networks are none of them', () => {
  const opened = presetComparison('article');
  expect(recordedChoiceOf(comparisonRuns(opened))).toEqual({ preset: 'article', networks: 2 });
  expect(recordedChoiceOf(comparisonRuns(withShared(opened, { batchSize: 7 })))).toBeUndefined();
});
