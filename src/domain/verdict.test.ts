import { describe, expect, test } from 'vitest';
import { presetRun } from './presets.ts';
import { fewer, RunRecord } from './run-record.ts';
import { type Evaluation, verdictOf } from './verdict.ts';

/** An evaluation with a given accuracy whose answers are spread over the classes, or all one class. */
function evaluation(step: number, accuracy: number, stuckOn?: number): Evaluation {
  const predictions = Array<number>(10).fill(stuckOn === undefined ? 100 : 0);
  if (stuckOn !== undefined) predictions[stuckOn] = 1000;
  return { step, count: 1000, correct: Math.round(accuracy * 1000), predictions, finite: true };
}

const every50 = (...accuracies: number[]) => accuracies.map((accuracy, i) => evaluation(50 * i, accuracy));

describe('the verdict', () => {
  test('a plateau begins anew where the learning rate was changed', () => {
    const flat = every50(0.1, 0.87, 0.87, 0.88, 0.87, 0.86, 0.87, 0.87);
    expect(verdictOf(flat)).toEqual({ kind: 'plateau', step: 50 });
    expect(verdictOf(flat, { rateChangedAt: 201 })).toEqual({ kind: 'plateau', step: 200 });
    expect(verdictOf(flat, { rateChangedAt: 251 }).kind).toBe('learning');
    // None is to come after the last look.
    expect(verdictOf(flat, { rateChangedAt: 900 }).kind).toBe('learning');
  });

  test('waits until something was trained', () => {
    expect(verdictOf([])).toEqual({ kind: 'waiting' });
    expect(verdictOf([evaluation(0, 0.1, 3)])).toEqual({ kind: 'waiting' });
  });

  test('is learning while accuracy rises, and once it is high', () => {
    expect(verdictOf(every50(0.1, 0.5, 0.8)).kind).toBe('learning');
    expect(verdictOf(every50(0.1, 0.97, 0.97, 0.97, 0.97, 0.97)).kind).toBe('learning');
  });

  test('is a plateau when nothing was gained for 150 steps, since the step where that began', () => {
    expect(verdictOf(every50(0.1, 0.4, 0.41, 0.4, 0.41))).toEqual({ kind: 'plateau', step: 50 });
    expect(verdictOf(every50(0.1, 0.4, 0.41, 0.4)).kind).toBe('learning');
  });

  test('ends a plateau when learning goes on', () => {
    expect(verdictOf(every50(0.4, 0.4, 0.4, 0.4, 0.4, 0.6)).kind).toBe('learning');
  });

  test('is fallen when much of what it had learned is lost, since the step where that began', () => {
    expect(verdictOf(every50(0.1, 0.95, 0.94, 0.3, 0.226))).toEqual({
      kind: 'fallen',
      step: 150,
      from: 0.95,
    });
    expect(verdictOf(every50(0.1, 0.95, 0.3, 0.9)).kind).toBe('learning');
  });

  test('is collapsed from the start when it was flat from the start, whatever it answered on the way', () => {
    const almost = { ...evaluation(100, 0.1, 3), predictions: [60, 0, 0, 940, 0, 0, 0, 0, 0, 0] };
    const spread = evaluation(150, 0.105);
    const flat = [evaluation(0, 0.08), evaluation(50, 0.11, 1), almost, spread, evaluation(200, 0.1, 3)];
    expect(verdictOf(flat)).toEqual({ kind: 'collapsed', class: 3, step: 50 });
  });

  test('is collapsed when nearly all answers are one class, since the first such evaluation in a row', () => {
    const stuck = [evaluation(0, 0.1), evaluation(50, 0.6), evaluation(100, 0.1, 3), evaluation(150, 0.1, 3)];
    expect(verdictOf(stuck)).toEqual({ kind: 'collapsed', class: 3, step: 100 });
    const almost = { ...evaluation(50, 0.1, 3), predictions: [6, 0, 0, 994, 0, 0, 0, 0, 0, 0] };
    expect(verdictOf([almost]).kind).toBe('learning');
  });

  test('is NaN from the first step whose loss or logits were no numbers, whatever came before', () => {
    expect(verdictOf(every50(0.1, 0.9), { lossFailedAt: 57 })).toEqual({ kind: 'nan', step: 57 });
    // NaN answers 0 to everything: it must not pass for a collapse to class 0.
    const lost = { ...evaluation(100, 0.098, 0), finite: false };
    expect(verdictOf([...every50(0.1, 0.5), lost])).toEqual({ kind: 'nan', step: 100 });
  });
});

describe('a run record', () => {
  const record = () => new RunRecord(presetRun('article'));

  test('is empty at first', () => {
    expect(record().summary).toEqual({
      step: 0,
      verdict: { kind: 'waiting' },
      milestoneSteps: [undefined, undefined, undefined],
    });
  });

  test('sums up what was measured', () => {
    const run = record();
    for (let step = 1; step <= 60; step++)
      run.addStep({ step, loss: 2 - step / 100, correct: 5, count: 50, saturation: 0.5, milliseconds: step });
    run.addEvaluation(evaluation(0, 0.1));
    run.addEvaluation(evaluation(50, 0.96));
    const { meanLoss, look, ...summary } = run.summary;
    expect(look).toEqual(evaluation(50, 0.96));
    // Of the last 50 steps, 11 to 60.
    expect(meanLoss).toBeCloseTo(2 - 35.5 / 100, 12);
    expect(summary).toEqual({
      step: 60,
      verdict: { kind: 'learning', step: 50 },
      loss: 1.4,
      accuracy: { step: 50, value: 0.96, count: 1000 },
      milestoneSteps: [50, 50, undefined],
      // Of the last 41 steps, 20 to 60.
      millisecondsPerStep: 40,
    });
  });

  test('takes the look at all test images for the one that counts, when there were two after one step', () => {
    const run = record();
    run.addEvaluation(evaluation(50, 0.9));
    run.addEvaluation({ ...evaluation(50, 0.9), count: 10_000, correct: 9_100 });
    expect(run.summary.accuracy).toEqual({ step: 50, value: 0.91, count: 10_000 });
    expect([...run.series.testAccuracy.points.values]).toEqual([0.91]);
  });

  test('goes on, when its end is moved, as if it had been to end there from the start', () => {
    const trained = { loss: 1, correct: 5, count: 50, saturation: 0.5, milliseconds: 1 };
    const whole = (step: number) => ({ ...evaluation(step, 0.9), count: 10_000, correct: 9_600 });
    const run = record();
    run.addEvaluation(evaluation(0, 0.1));
    // At a step that is looked at anyway, and at one that is not.
    run.addEvaluation(evaluation(50, 0.9));
    run.addEvaluation(whole(50));
    expect(run.summary.milestoneSteps).toEqual([50, 50, undefined]);
    run.addStep({ ...trained, step: 51 });
    expect(run.summary.accuracy).toEqual({ step: 50, value: 0.9, count: 1000 });
    expect(run.summary.milestoneSteps).toEqual([50, undefined, undefined]);
    run.addEvaluation(whole(57));
    run.addStep({ ...trained, step: 58 });
    expect([...run.series.testAccuracy.points.steps]).toEqual([0, 50]);
  });

  test('forgets looks also where all of them are equally good', () => {
    const looks = Array.from({ length: 513 }, (_, i) => evaluation(i, 0.1, 3));
    expect(fewer(looks).length).toBeLessThan(400);
  });

  test('remembers the best of many looks, to tell a fall', () => {
    const run = record();
    for (let i = 0; i <= 3000; i++) run.addEvaluation(evaluation(i, i === 101 ? 0.99 : 0.5));
    expect(run.summary.verdict).toMatchObject({ kind: 'fallen', from: 0.99 });
  });

  test('keeps the first step at which the loss was lost', () => {
    const run = record();
    run.addStep({ step: 1, loss: 2, correct: 5, count: 50, saturation: 0.5, milliseconds: 1 });
    run.addStep({ step: 2, loss: Number.NaN, correct: 5, count: 50, saturation: 0.5, milliseconds: 1 });
    run.addStep({ step: 3, loss: Number.NaN, correct: 5, count: 50, saturation: 0.5, milliseconds: 1 });
    expect(run.summary.verdict).toEqual({ kind: 'nan', step: 2 });
  });

  test('does not grow with the number of evaluations, and still knows since when a run is stuck', () => {
    const run = record();
    for (let i = 0; i <= 5000; i++) run.addEvaluation(evaluation(i, 0.1, 3));
    expect(run.summary.verdict).toMatchObject({ kind: 'collapsed', class: 3, step: 1 });
  });
});
