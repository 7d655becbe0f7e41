import { expect, test } from 'vitest';
import { presetRun } from './presets.ts';
import { RunRecord } from './run-record.ts';
import { blockMeans, pointsOf, resultOf, runResultSchema } from './run-result.ts';

const config = presetRun('article');

function record(steps: number, lossAt: (step: number) => number): RunRecord {
  const run = new RunRecord(config);
  for (let step = 1; step <= steps; step++)
    run.addStep({ step, loss: lossAt(step), correct: 5, count: 50, saturation: 0.5, milliseconds: 10 });
  return run;
}

test('a short result has at most 250 points a curve, at equal steps for all runs of one length', () => {
  const run = record(1000, (step) => step);
  run.addEvaluation({ step: 1000, count: 10, correct: 9, predictions: Array(10).fill(1), finite: true });
  const { series, testAccuracy, finalLoss } = resultOf(run, { short: true });
  expect(series.loss?.steps).toHaveLength(250);
  expect(series.loss?.steps.slice(0, 2)).toEqual([4, 8]);
  expect(series.loss?.values[0]).toBe(2.5);
  expect(series.saturation?.steps).toEqual(series.loss?.steps);
  expect([testAccuracy, finalLoss]).toEqual([0.9, 1000]);
});

test('a whole result has every step, exactly', () => {
  const { series } = resultOf(record(300, (step) => step / 3));
  expect(series.loss?.values[0]).toBe(1 / 3);
  expect(series.loss?.steps).toHaveLength(300);
});

test('a curve of more steps than a record holds says that points are missing', () => {
  const { series } = resultOf(record(20_000, (step) => step));
  expect(series.loss?.steps.length).toBeLessThan(20_000);
  expect([series.loss?.thinned, series.testAccuracy?.thinned]).toEqual([true, undefined]);
  expect(resultOf(record(300, Number)).series.loss?.thinned).toBeUndefined();
});

test('a loss that is no number is null in a result and NaN in its curve', () => {
  const result = resultOf(
    record(3, (step) => (step === 3 ? Number.NaN : 1)),
    { short: true },
  );
  expect(JSON.parse(JSON.stringify(result)).series.loss.values).toEqual([1, 1, null]);
  expect(result.finalLoss).toBeNull();
  expect(pointsOf(result.series.loss).values).toEqual([1, 1, Number.NaN]);
  expect(runResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
});

test('block means keep short curves as they are, and a NaN spoils its block alone', () => {
  const points = { steps: [1, 2, 3, 4, 5], values: [1, 3, Number.NaN, 5, 6] };
  expect(blockMeans(points, 5)).toEqual(points);
  expect(blockMeans(points, 3)).toEqual({ steps: [2, 4, 5], values: [2, Number.NaN, 6] });
});
