import { describe, expect, test } from 'vitest';
import { findingOf } from '../../domain/claims/claims.ts';
import { aheadWith, layerLook, lookWith, seenWith } from '../../domain/claims/testing.ts';
import type { ScalingEffect } from '../../domain/kernel-scaling.ts';
import type { Look } from '../../domain/look.ts';
import { batchNormalization, NO_NORMALIZATION } from '../../domain/normalization.ts';
import { presetRun } from '../../domain/presets.ts';
import { insideTexts } from '../../text/inside.ts';
import { plainText } from '../../text/sentence.ts';
import {
  type Answer,
  type Asked,
  computedAnswer,
  disturbanceAnswer,
  driftAnswer,
  flowAnswer,
  predictiveAnswer,
  scaleAnswer,
  sentenceOf,
  stepsAnswer,
  tableOf,
} from './answers.ts';
import { doubtText, measuredText } from './finding-text.ts';
import { scalingAnswers } from './scaling-text.ts';
import type { ShownArm } from './shown.ts';

const config = presetRun('modern');
const arm = (name: string, looks: readonly Look[], more: Partial<ShownArm> = {}): ShownArm => {
  const shown = seenWith(looks);
  return {
    name,
    label: name,
    colour: 'red',
    config,
    normalization: NO_NORMALIZATION,
    setting: 'modern',
    seeds: [shown],
    shown,
    ...more,
  };
};
const batch = { normalization: batchNormalization('per-feature-map') };
const asked = (arms: ShownArm[], step?: number): Asked => ({ arms, step, text: insideTexts.en });
const said = (answer: (asked: Asked) => Answer | undefined, about: Asked) => {
  const found = answer(about);
  return found && plainText(sentenceOf(found, about));
};
const fc1 = (percentiles: number[]) => ({
  layers: {
    conv1: layerLook(),
    conv2: layerLook(),
    fc1: layerLook({ after: { mean: 0, variance: 1, percentiles } }),
  },
});

describe('an answer says what was measured', () => {
  test('of what is computed, and where', () => {
    const sample = { values: [3], results: [1], mean: 1, variance: 4, count: 50, gamma: 1, beta: 0 };
    const layers = { conv1: layerLook({ sample }), conv2: layerLook(), fc1: layerLook() };
    const about = asked([arm('B', [lookWith(0, { layers })], batch)]);
    expect(said((one) => computedAnswer(one, 'conv1'), about)).toContain(
      'At step 0, in conv 1, channel 0, in the middle of a batch’s first image: B 3 → 1.',
    );
    expect(said((one) => computedAnswer(one, 'fc1'), about)).toContain('fc 1, unit 0');
  });

  test('of drift, at the look nearest to the step that is chosen, and at the first', () => {
    const looks = [
      lookWith(0, fc1([-3, -2.3, 0, 2.7, 3])),
      lookWith(10, fc1([-99, -84, 1, 98, 99])),
      lookWith(20),
    ];
    expect(said((one) => driftAnswer(one, 'after'), asked([arm('A', looks)], 14))).toBe(
      'At step 10 the middle 70 % of what the relus of fc 1 receive lies within A −84 to 98; at step 0 within A −2.3 to 2.7.',
    );
  });

  test('of steps, and where they lead nowhere', () => {
    const without = lookWith(0, { loss: 3.39, ahead: aheadWith([2.71, 3.96, 6.59, 12.84]) });
    const dead = lookWith(0, { loss: 2.36, gradientNorm: 0, ahead: aheadWith([2.36, 2.36, 2.36, 2.36]) });
    expect(said(stepsAnswer, asked([arm('A', [without]), arm('B', [dead], batch)]))).toBe(
      'At step 0, the coming step takes the loss A 3.39 → 3.96; B nowhere: no gradient comes back. Four times as long, it takes it to A 12.8; B 2.36.',
    );
  });

  test('of looks ahead, which are fewer: at the nearest of them, and it says so', () => {
    const ahead = { ahead: aheadWith([1, 1, 1, 1]) };
    const arms = [arm('A', [lookWith(0, ahead), lookWith(16), lookWith(25, ahead), lookWith(50)])];
    expect(said(stepsAnswer, asked(arms, 16))).toMatch(/^At step 25 \(nearest look ahead\), /);
    expect(said(stepsAnswer, asked(arms, 0))).toMatch(/^At step 0, /);
    expect(said(stepsAnswer, asked(arms))).toMatch(/^At step 25 \(newest look ahead\), /);
  });

  test('of gradients, and that networks differ too little to tell: by as much as the claim is judged by', () => {
    const look = (gradient: number) => [lookWith(0, { ahead: aheadWith([1, 1, 1, 1], { gradient }) })];
    const sentence = (a: number, b: number) =>
      said(predictiveAnswer, asked([arm('A', look(a)), arm('B', look(b), batch)]));
    expect(sentence(0.55, 0.5)).toContain('A 55%; B 50% of its own length');
    expect(sentence(0.55, 0.5)).toContain('by a factor of 1.1, which is too little to tell');
    expect(sentence(0.74, 0.5)).toMatch(/by a factor of 1\.48\.$/);
    expect(said(predictiveAnswer, asked([arm('A', look(0.5))]))).not.toContain('factor');
  });

  test('of a gradient that is exactly 0: nothing of it can change', () => {
    const tensor = { norm: 10, gradientNorm: 0, cosine: null, turn: 0 };
    const dead = lookWith(26, {
      gradientNorm: 0,
      saturation: 1,
      tensors: { 'conv1.kernel': tensor, 'conv2.kernel': tensor, 'fc1.kernel': tensor, 'fc2.kernel': tensor },
      ahead: aheadWith([1, 1, 1, 1], { gradient: 0, shift: 0 }),
    });
    const about = asked([arm('A', [dead])]);
    expect(said(flowAnswer, about)).toContain('the length of the gradient is A exactly 0.');
    expect(said(predictiveAnswer, about)).toContain('changes the gradient by A nothing (no gradient)');
    expect(said(disturbanceAnswer, about)).toContain('changes by A nothing (no gradient)');
  });

  test('of weights that have grown', () => {
    const looks = [lookWith(0, lengths(10)), lookWith(50, lengths(13))];
    expect(said(scaleAnswer, asked([arm('A', looks)]))).toContain(
      'fc 1 is A × 1.3 as long as at step 0, and the coming step turns it by A 0.25°',
    );
  });

  test('of disturbance', () => {
    const looks = [lookWith(0, { ahead: aheadWith([1, 1, 1, 1], { shift: 0.3 }) })];
    expect(said(disturbanceAnswer, asked([arm('A', looks)]))).toContain('changes by A 30% of its length');
  });
});

/** All kernels of a length. */
function lengths(norm: number) {
  const tensor = { norm, gradientNorm: 1, cosine: 0, turn: 0.25 };
  return {
    tensors: { 'conv1.kernel': tensor, 'conv2.kernel': tensor, 'fc1.kernel': tensor, 'fc2.kernel': tensor },
  };
}

describe('weights that were multiplied', () => {
  const effect: ScalingEffect = {
    step: 120,
    factor: 10,
    images: 50,
    same: 9,
    lossBefore: 0.1,
    lossAfter: null,
  };
  const lines = (looks: Look[], change: Partial<ScalingEffect> = {}, more = {}) =>
    scalingAnswers(
      asked([
        arm('A', looks, { shown: { ...seenWith(looks), scalings: [{ ...effect, ...change }] }, ...more }),
      ]),
    ).map(plainText);

  test('change the answers or not', () => {
    expect(lines([lookWith(100)])).toEqual([
      'At step 120 the kernels were multiplied by 10: of 50 test images, answered as before: A 9. Their loss: A 0.1 → NaN.',
    ]);
  });

  test('show nothing of a network that had been stuck', () => {
    const same = { same: 50, lossBefore: 2.38, lossAfter: 2.38 };
    const stuck = [lookWith(100, { gradientNorm: 0, loss: 2.38 })];
    expect(lines(stuck, same)[1]).toContain('This shows nothing of A: it had been stuck');
    // Sure of what is wrong, whatever is left of its gradient.
    expect(lines([lookWith(100, { saturation: 1, loss: 2.38 })], same)).toHaveLength(2);
    // One that has learned and answers as before does show something; and so does one with BN.
    expect(lines([lookWith(100)], { same: 50, lossBefore: 0.1, lossAfter: 0.1 })).toHaveLength(1);
    expect(lines(stuck, same, batch)).toHaveLength(1);
  });
});

test('without a look ahead there is nothing to be said', () => {
  const bare = asked([arm('A', [lookWith(0)])]);
  for (const answer of [stepsAnswer, predictiveAnswer, disturbanceAnswer])
    expect(answer(bare)).toBeUndefined();
});

test('of many networks each has a line, and each value a column', () => {
  const look = (loss: number) => [lookWith(0, { loss, ahead: aheadWith([loss, loss / 2, loss, loss * 4]) })];
  const about = asked([arm('A', look(2)), arm('B', [], batch), arm('C', look(3), batch)]);
  expect(tableOf(stepsAnswer(about)!, about)).toEqual({
    caption: 'At step 0, the loss along the coming step',
    columns: ['by it', 'four times as far'],
    rows: [
      { arm: 0, name: 'A', cells: ['2 → 1', '8'] },
      { arm: 2, name: 'C', cells: ['3 → 1.5', '12'] },
    ],
  });
});

test('a finding says which quantity was measured, or what is missing', () => {
  const dead = (deadUnits: number) =>
    [0, 60].map((step) => {
      const layer = layerLook({ deadUnits });
      return lookWith(step, { layers: { conv1: layer, conv2: layer, fc1: layer } });
    });
  const arms = [arm('A', dead(0.5)), arm('B', dead(0.1), batch)];
  const text = insideTexts.en;
  const alive = findingOf('alive', arms);
  expect(plainText(measuredText(alive, { arms, text })!)).toBe(
    'Silent units A 50%, B 10% (fewer is better); one seed.',
  );
  expect(doubtText(alive, text)).toBeUndefined();
  const steps = findingOf('steps', arms);
  expect(measuredText(steps, { arms, text })).toBeUndefined();
  expect(doubtText(steps, text)).toBe('Too early: judged from 3 looks ahead on, 3 more than there are.');
  expect(doubtText(findingOf('noise', arms), text)).toContain('It takes a network');
  const early = [arm('A', [lookWith(10)]), arm('B', [lookWith(10)], batch)];
  expect(doubtText(findingOf('drift', early), text)).toBe('Too early: judged from step 50 on, in 40 steps.');
});
