import { expect, test } from 'vitest';
import { comparisonRuns } from '../../domain/comparison.ts';
import { presetComparison } from '../../domain/presets.ts';
import { RunRecord } from '../../domain/run-record.ts';
import type { RunView } from '../../lab/comparison/state.ts';
import { compareTable } from './saved-chart.ts';

/** A run whose loss is not a number at its third step. */
function view(config: RunRecord['config'], first: number): RunView {
  const record = new RunRecord(config);
  for (const [i, loss] of [first, first / 2, Number.NaN].entries())
    record.addStep({ step: i + 1, loss, correct: 5, count: 50, saturation: 0.5, milliseconds: 100 });
  return { record, version: record.version, summary: record.summary, ended: false } as RunView;
}

const comparison = presetComparison('article');
const runs = comparisonRuns(comparison).map((config, i) => view(config, 2 + i));
const shown = { curves: [], bands: [], recorded: undefined };

test('all steps of all runs are there, those of the runs before as well', () => {
  const lab = { runs, previous: { comparison, runs } };
  const own = ['A loss (without BN)', 'B loss (with BN)'];
  expect(compareTable({ lab, shown: { ...shown, previousRun: undefined } }, 'loss', false)).toEqual([
    ['step', ...own],
    [1, 2, 3],
    [2, 1, 1.5],
    [3, Number.NaN, Number.NaN],
  ]);
  const [names] = compareTable(
    { lab, shown: { ...shown, previousRun: 'previous run: seed 8' } },
    'loss',
    false,
  );
  expect(names).toEqual(['step', ...own, ...own.map((name) => `previous ${name}`)]);
});

test('of a chart against time the seconds are there as well', () => {
  const table = compareTable({ lab: { runs }, shown: { ...shown, previousRun: undefined } }, 'loss', true);
  expect(table.slice(0, 3)).toEqual([
    ['step', 'A loss (without BN)', 'A seconds (without BN)', 'B loss (with BN)', 'B seconds (with BN)'],
    [1, 2, 0.1, 3, 0.1],
    [2, 1, 0.2, 1.5, 0.2],
  ]);
});
