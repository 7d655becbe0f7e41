import { expect, test } from 'vitest';
import { comparisonRuns } from '../../domain/comparison.ts';
import { recordings } from '../../domain/experiments.ts';
import { presetRun } from '../../domain/presets.ts';
import { readAddress, writeAddress } from '../../lab/address.ts';
import { comparisonOfChosen } from './chosen-link.ts';

/** The runs that somebody sees who follows the link. */
function linked(configs: Parameters<typeof comparisonOfChosen>[0]) {
  const comparison = comparisonOfChosen(configs);
  if ('kind' in comparison) throw new Error(comparison.kind);
  return comparisonRuns(readAddress(writeAddress(comparison, 'auto')).comparison);
}

test('whatever is recorded of a network, the link to it opens it beside the same without or with normalization', () => {
  for (const { configs } of recordings()) {
    const config = configs.at(-1)!;
    const runs = linked([config]);
    expect(runs).toHaveLength(2);
    expect(runs).toContainEqual(config);
    for (const run of runs) expect({ ...run, normalization: 0 }).toEqual({ ...config, normalization: 0 });
    expect(runs.filter(({ normalization }) => normalization.kind === 'none')).toHaveLength(1);
  }
});

test('two to four runs are the arms, in their order; what arms cannot have of their own is named', () => {
  const base = presetRun('modern');
  const four = [1e-2, 1e-3, 1e-4, 1e-5].map((learningRate) => ({ ...base, learningRate }));
  expect(linked(four.slice(0, 2))).toEqual(four.slice(0, 2));
  expect(linked(four)).toEqual(four);
  expect(comparisonOfChosen([...four, base])).toEqual({ kind: 'too-many' });
  expect(comparisonOfChosen([base, { ...four[0]!, seed: 9, steps: 300 }])).toEqual({
    kind: 'differ',
    settings: ['seed', 'steps'],
  });
});
