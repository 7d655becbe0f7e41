import { expect, test } from 'vitest';
import { aheadWith, lookWith } from './claims/testing.ts';
import { isLookStep, lookIntervals, looksAhead } from './looking.ts';
import { presetRun } from './presets.ts';
import { RunRecord } from './run-record.ts';
import { resultOf, runResultSchema } from './run-result.ts';
import type { Evaluation } from './verdict.ts';

/** A look whose details tell it from others. */
function look(step: number, count = 1000): Evaluation {
  return {
    step,
    count,
    correct: count / 2,
    predictions: Array(10).fill(count / 10),
    confusion: Array(100).fill(count / 100),
    digits: Array(160).fill(step / 1000),
    finite: true,
  };
}

const trained = (step: number) => ({
  step,
  loss: 1,
  correct: 5,
  count: 50,
  saturation: 0.5,
  milliseconds: 1,
});

function record(...looks: Evaluation[]): RunRecord {
  const run = new RunRecord(presetRun('article'));
  for (const one of looks) run.addEvaluation(one);
  return run;
}

test('the last look is summed up with its details, and the one at all images in place of that in passing', () => {
  const { step: _s, count: _c, correct: _r, ...details } = look(50, 10_000);
  expect(record(look(0), look(50), look(50, 10_000)).summary.look).toMatchObject(details);
});

test('when the end is moved, the look before it is shown again with its details', () => {
  const inPassing = record(look(0), look(50), look(50, 10_000));
  inPassing.addStep(trained(51));
  expect(inPassing.summary.look?.confusion?.[0]).toBe(10);
  const between = record(look(0), look(50), look(57, 10_000));
  between.addStep(trained(58));
  expect(between.summary.look?.digits?.[0]).toBe(0.05);
});

test('a look without details stays without, and one at NaN has no probabilities', () => {
  const { confusion: _c, digits: _d, ...old } = look(50);
  expect(record(old).summary.look).toEqual(old);
  const { digits: _, ...lost } = { ...look(50), finite: false };
  expect(record(lost).summary.look).toMatchObject({ finite: false });
  expect(record(lost).summary.look?.digits).toBeUndefined();
});

test('a result has nothing of the details of looks', () => {
  const { config: _, ...result } = resultOf(record(look(0), look(50)));
  expect(Object.keys(result).sort()).toEqual([
    'finalLoss',
    'millisecondsPerStep',
    'series',
    'testAccuracy',
    'testImages',
    'verdict',
  ]);
  const whole = JSON.parse(JSON.stringify(resultOf(record(look(50)))));
  expect(runResultSchema.parse(whole)).toEqual(whole);
});

test.each(lookIntervals)(
  'of many looks every %i steps, those that go ahead are kept like the others',
  (interval) => {
    const record = new RunRecord(presetRun('modern'));
    let taken = 0;
    for (let step = 0; step <= 600 * interval; step++)
      if (isLookStep(step, interval)) {
        const look = lookWith(step);
        record.addLook(looksAhead(step, interval) ? { ...look, ahead: aheadWith([1, 1, 1, 1]) } : look);
        taken++;
      }
    expect(record.looks.length).toBeLessThanOrEqual(241);
    expect(record.looks.slice(0, 5).map(({ step }) => step)).toEqual(
      [...Array(26).keys()].filter((step) => isLookStep(step, interval)).slice(0, 5),
    );
    const ahead = record.looks.filter((look) => look.ahead);
    expect(ahead.length).toBeGreaterThan(record.looks.length / 8);
    // From all of the run, and no gap of a third of it.
    const gaps = ahead.slice(1).map(({ step }, i) => step - ahead[i]!.step);
    expect(Math.max(...gaps)).toBeLessThan(200 * interval);
    expect(record.lookingTime).toBe(taken * 100);
  },
);

test('a record that was kept and cut to a checkpoint is that of a run which has come no further', () => {
  const whole = new RunRecord(presetRun('article'), 'a');
  const until = new RunRecord(presetRun('article'), 'a');
  for (let step = 1; step <= 120; step++) {
    const made = { ...trained(step), loss: step === 110 ? Number.NaN : 1 / step, milliseconds: step };
    whole.addStep(made);
    if (step <= 100) until.addStep(made);
    if (step % 50 !== 0) continue;
    whole.addEvaluation(look(step));
    if (step <= 100) until.addEvaluation(look(step));
  }
  whole.addLook(lookWith(120));
  whole.addScaling({ step: 100, factor: 10, images: 50, same: 50, lossBefore: 1, lossAfter: 1 });
  whole.addEvaluation(look(120, 10_000));
  const kept = new RunRecord(whole.config, whole.id, structuredClone(whole.state));
  expect(kept.summary).toEqual(whole.summary);
  expect(kept.state).toEqual(whole.state);
  // Kernels that were multiplied after the checkpoint was taken are to be multiplied again.
  kept.cutTo({ step: 100, scaledAt: -1 });
  expect(kept.summary).toEqual(until.summary);
  const { evaluations: _, ...state } = until.state;
  expect(kept.state).toMatchObject(state);
  kept.cutTo({ step: 0, scaledAt: -1 });
  expect(kept.summary).toMatchObject({ step: 0, verdict: { kind: 'waiting' } });
});
