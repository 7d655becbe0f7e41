import { describe, expect, test } from 'vitest';
import { findingOf } from '../../domain/claims/claims.ts';
import { aheadWith, layerLook, lookWith, seenWith } from '../../domain/claims/testing.ts';
import type { Look } from '../../domain/look.ts';
import { batchNormalization, NO_NORMALIZATION } from '../../domain/normalization.ts';
import { presetRun } from '../../domain/presets.ts';
import { insideTexts } from '../../text/inside.ts';
import { plainText } from '../../text/sentence.ts';
import {
  type Asked,
  computedAnswer,
  disturbanceAnswer,
  driftAnswer,
  findingText,
  flowAnswer,
  predictiveAnswer,
  scaleAnswer,
  scalingAnswers,
  stepsAnswer,
} from './answers.ts';
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
const fc1 = (percentiles: number[]) => ({
  layers: {
    conv1: layerLook(),
    conv2: layerLook(),
    fc1: layerLook({ after: { mean: 0, variance: 1, percentiles } }),
  },
});

describe('an answer says what was measured', () => {
  test('of what is computed', () => {
    const sample = { values: [3], results: [1], mean: 1, variance: 4, count: 50, gamma: 1, beta: 0 };
    const layers = { conv1: layerLook({ sample }), conv2: layerLook(), fc1: layerLook() };
    const sentence = computedAnswer(asked([arm('B', [lookWith(0, { layers })], batch)]), 'conv1');
    expect(plainText(sentence)).toContain('In conv 1, channel 0: B μ = 1, σ² = 4, 3 → 1.');
  });

  test('of drift, at the step that is shown and at the first', () => {
    const looks = [
      lookWith(0, fc1([-3, -2.3, 0, 2.7, 3])),
      lookWith(10, fc1([-99, -84, 1, 98, 99])),
      lookWith(20),
    ];
    const sentence = plainText(driftAnswer(asked([arm('A', looks)], 15), 'after'));
    expect(sentence).toBe(
      'At step 10 the middle 70 % of what the relus of fc 1 receive lies within A −84 to 98; at step 0 within A −2.3 to 2.7.',
    );
  });

  test('of steps, and where they lead nowhere', () => {
    const without = lookWith(0, { loss: 3.39, ahead: aheadWith([2.71, 3.96, 6.59, 12.84]) });
    const dead = lookWith(0, { loss: 2.36, gradientNorm: 0, ahead: aheadWith([2.36, 2.36, 2.36, 2.36]) });
    expect(plainText(stepsAnswer(asked([arm('A', [without]), arm('B', [dead], batch)])))).toBe(
      'At step 0, the coming step takes the loss A 3.39 → 3.96; B nowhere: no gradient comes back. Four times as long, it takes it to A 12.8; B 2.36.',
    );
  });

  test('of gradients, and that networks hardly differ', () => {
    const look = (gradient: number) => [lookWith(0, { ahead: aheadWith([1, 1, 1, 1], { gradient }) })];
    const sentence = (a: number, b: number) =>
      plainText(predictiveAnswer(asked([arm('A', look(a)), arm('B', look(b), batch)])));
    expect(sentence(0.6, 0.5)).toContain('A 60%; B 50% of its own length');
    expect(sentence(0.6, 0.5)).toContain('by a factor of 1.2, which is little');
    expect(sentence(0.9, 0.1)).toMatch(/by a factor of 9\.$/);
    expect(plainText(predictiveAnswer(asked([arm('A', look(0.5))])))).not.toContain('factor');
  });

  test('of a gradient that is exactly 0', () => {
    const looks = [lookWith(26, { gradientNorm: 0, saturation: 1 })];
    expect(plainText(flowAnswer(asked([arm('A', looks)])))).toContain(
      'the length of the gradient is A exactly 0.',
    );
  });

  test('of weights that have grown, and of those that were multiplied', () => {
    const tensor = { norm: 10, gradientNorm: 1, cosine: 0, turn: 0.25 };
    const all = (norm: number) => ({
      tensors: {
        'conv1.kernel': tensor,
        'conv2.kernel': tensor,
        'fc1.kernel': { ...tensor, norm },
        'fc2.kernel': tensor,
      },
    });
    const looks = [lookWith(0, all(10)), lookWith(50, all(13))];
    const effect = { step: 120, factor: 10, images: 50, same: 9, lossBefore: 0.1, lossAfter: null };
    const scaled = arm('A', looks, { shown: { ...seenWith(looks), scalings: [effect] } });
    expect(plainText(scaleAnswer(asked([scaled])))).toContain(
      'fc 1 is A × 1.3 as long as at step 0, and the coming step turns it by A 0.25°',
    );
    expect(scalingAnswers(asked([scaled])).map(plainText)).toEqual([
      'At step 120 the kernels were multiplied by 10: of 50 test images, answered as before: A 9. Their loss: A 0.1 → NaN.',
    ]);
  });

  test('of disturbance', () => {
    const looks = [lookWith(0, { ahead: aheadWith([1, 1, 1, 1], { shift: 0.3 }) })];
    expect(plainText(disturbanceAnswer(asked([arm('A', looks)])))).toContain(
      'changes by A 30% of its length',
    );
  });
});

test('without a look ahead the answer says so', () => {
  const bare = asked([arm('A', [lookWith(0)])]);
  for (const answer of [stepsAnswer, predictiveAnswer, disturbanceAnswer])
    expect(plainText(answer(bare))).toMatch(/^No look ahead yet/);
});

test('a finding says what was measured, or what is missing', () => {
  const dead = (deadUnits: number) =>
    [0, 10].map((step) => {
      const layer = layerLook({ deadUnits });
      return lookWith(step, { layers: { conv1: layer, conv2: layer, fc1: layer } });
    });
  const arms = [arm('A', dead(0.5)), arm('B', dead(0.1), batch)];
  const words = { arms, text: insideTexts.en };
  expect(findingText(findingOf('alive', arms), words)).toBe('Measured: A 50%, B 10%; one seed.');
  expect(findingText(findingOf('steps', arms), words)).toBe(
    'There is no look ahead yet where both networks have a gradient.',
  );
  expect(findingText(findingOf('noise', arms), words)).toContain('It takes a network');
});
