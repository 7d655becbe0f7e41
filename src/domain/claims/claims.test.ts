import { describe, expect, test } from 'vitest';
import type { Look } from '../look.ts';
import { batchNormalization, NO_NORMALIZATION, type Normalization } from '../normalization.ts';
import { type ClaimName, claimNames, findingOf, standingsOf } from './claims.ts';
import type { Seen, SeenArm } from './seen.ts';
import { aheadWith, layerLook, lookWith, seenWith } from './testing.ts';

const BATCH = batchNormalization('per-feature-map');
const NOISE: Normalization = { kind: 'noisy-batch', axes: 'per-feature-map', strength: 1 };
const arm = (normalization: Normalization, ...seeds: Seen[]): SeenArm => ({
  normalization,
  setting: 'modern',
  seeds: seeds.map((seen, i) => ({ ...seen, seed: i + 1 })),
});
const both = (without: Seen[], with_: Seen[]) => [arm(NO_NORMALIZATION, ...without), arm(BATCH, ...with_)];
/** Three looks, all alike but for what is said. */
const looks = (change: (step: number) => Partial<Look>) =>
  seenWith([0, 50, 100].map((step) => lookWith(step, change(step))));

/** What the relus receive, moved further at each look. */
const drifting = (by: number) =>
  looks((step) => {
    const after = { mean: 0, variance: 1, percentiles: [-2, -1, 0, 1, 2].map((x) => x + (by * step) / 5) };
    return {
      layers: { conv1: layerLook({ after }), conv2: layerLook({ after }), fc1: layerLook({ after }) },
    };
  });
const rising = (factor: number) => looks(() => ({ ahead: aheadWith([1, 1, 1, factor]) }));
const turning = (gradient: number) => looks(() => ({ ahead: aheadWith([1, 1, 1, 1], { gradient }) }));
const disturbed = (shift: number) => looks(() => ({ ahead: aheadWith([1, 1, 1, 1], { shift }) }));
const dying = (deadUnits: number) =>
  looks(() => {
    const layer = layerLook({ deadUnits });
    return { layers: { conv1: layer, conv2: layer, fc1: layer } };
  });
const stuck = looks((step) => ({ gradientNorm: step === 0 ? 1 : 0 }));
const aligned = (cosine: number) =>
  looks(() => {
    const tensor = { norm: 1, gradientNorm: 1, cosine, turn: 0 };
    return {
      tensors: { 'conv1.kernel': tensor, 'conv2.kernel': tensor, 'fc1.kernel': tensor, 'fc2.kernel': tensor },
    };
  });

/** From what chance loses to a late loss. */
const losing = (loss: number) =>
  seenWith([lookWith(0, { loss: 2.3 }), lookWith(50, { loss }), lookWith(60, { loss })]);

/** For each claim: networks that agree with it, and that disagree. */
const cases: Record<ClaimName, { agree: SeenArm[]; disagree: SeenArm[]; close?: SeenArm[] }> = {
  drift: {
    agree: both([drifting(1)], [drifting(0.1)]),
    disagree: both([drifting(0.1)], [drifting(1)]),
    close: both([drifting(1)], [drifting(1.1)]),
  },
  noise: {
    agree: [arm(BATCH, losing(0.1)), arm(NOISE, losing(0.11))],
    disagree: [arm(BATCH, losing(0.1)), arm(NOISE, losing(0.2))],
  },
  steps: {
    agree: both([rising(4)], [rising(1)]),
    disagree: both([rising(1)], [rising(4)]),
    close: both([rising(4)], [rising(4.1)]),
  },
  predictive: {
    agree: both([turning(1)], [turning(0.5)]),
    disagree: both([turning(0.5)], [turning(1)]),
    close: both([turning(0.5)], [turning(0.45)]),
  },
  stuck: {
    agree: both([stuck], [rising(1)]),
    disagree: both([rising(1)], [stuck]),
    close: both([rising(1)], [rising(1)]),
  },
  alive: {
    agree: both([dying(0.5)], [dying(0.1)]),
    disagree: both([dying(0.1)], [dying(0.5)]),
    close: both([dying(0.1)], [dying(0.11)]),
  },
  scale: {
    agree: both([aligned(0.01)], [aligned(-1e-7)]),
    disagree: both([aligned(0.01)], [aligned(0.01)]),
    close: both([aligned(1e-7)], [aligned(1e-7)]),
  },
  disturbance: {
    agree: both([disturbed(0.1)], [disturbed(0.1)]),
    disagree: both([disturbed(0.5)], [disturbed(0.1)]),
  },
};

describe.each(claimNames)('the claim "%s"', (claim) => {
  const { agree, disagree, close } = cases[claim];

  test('agrees with networks that show it, and disagrees with those that show the contrary', () => {
    expect(findingOf(claim, agree)).toMatchObject({ standing: 'agrees', seeds: 1 });
    expect(findingOf(claim, disagree)).toMatchObject({ standing: 'disagrees', seeds: 1 });
  });

  test('cannot be told without one of the networks, and without looks', () => {
    expect(findingOf(claim, agree.slice(0, 1))).toMatchObject({
      standing: 'cannot-tell',
      doubt: 'no-network',
    });
    expect(findingOf(claim, [])).toMatchObject({ standing: 'cannot-tell', doubt: 'no-network', seeds: 0 });
    const unseen = agree.map((one) => ({ ...one, seeds: [seenWith([])] }));
    expect(findingOf(claim, unseen)).toMatchObject({ standing: 'cannot-tell', doubt: 'no-looks' });
  });

  test('cannot be told where seeds contradict each other', () => {
    const seeds = (i: number) => [...agree[i]!.seeds, ...disagree[i]!.seeds];
    const mixed = [0, 1].map((i) => arm(agree[i]!.normalization, ...seeds(i)));
    expect(findingOf(claim, mixed)).toMatchObject({ standing: 'cannot-tell', doubt: 'mixed', seeds: 2 });
  });

  test.runIf(close)('cannot be told where only some seeds show it', () => {
    const seeds = (side: SeenArm[], i: number) => [...side[i]!.seeds, ...close![i]!.seeds];
    const some = (side: SeenArm[]) => [0, 1].map((i) => arm(side[i]!.normalization, ...seeds(side, i)));
    expect(findingOf(claim, some(agree))).toMatchObject({
      doubt: 'some-agree',
      agree: 1,
      disagree: 0,
      seeds: 2,
    });
    expect(findingOf(claim, some(disagree))).toMatchObject({ doubt: 'some-disagree', agree: 0, disagree: 1 });
  });

  test.runIf(close)('cannot be told where networks hardly differ', () => {
    expect(findingOf(claim, close!)).toMatchObject({ standing: 'cannot-tell', doubt: 'close' });
  });
});

test('nothing is judged before step 50, and it is said by how much', () => {
  const young = (seen: Seen) => ({
    ...seen,
    looks: seen.looks.map((look) => ({ ...look, step: look.step / 10 })),
  });
  const arms = both([young(drifting(1))], [young(drifting(0.1))]);
  expect(findingOf('drift', arms)).toMatchObject({ standing: 'cannot-tell', doubt: 'early', wait: 40 });
});

test('what lies ahead is judged from three looks ahead on, or over a long run', () => {
  const without = (seen: Seen, steps: readonly number[]) => ({
    ...seen,
    looks: seen.looks.map((look, i) => ({ ...look, step: steps[i]!, ...(i === 1 && { ahead: undefined }) })),
  });
  const arms = (...steps: number[]) => both([without(rising(4), steps)], [without(rising(1), steps)]);
  expect(findingOf('steps', arms(0, 50, 100))).toMatchObject({ doubt: 'few-ahead', wait: 1 });
  expect(findingOf('steps', arms(0, 50, 300)).standing).toBe('agrees');
});

test('where no gradient comes back, nothing is said of steps along it', () => {
  const dead = looks(() => ({ gradientNorm: 0, ahead: aheadWith([1, 1, 1, 1], { gradient: 0 }) }));
  for (const claim of ['steps', 'predictive', 'disturbance'] as const)
    expect(findingOf(claim, both([dead], [rising(1)]))).toMatchObject({
      standing: 'cannot-tell',
      doubt: 'no-gradient',
    });
});

test('weights that are multiplied and change the answers of a network with BN speak against its freedom of scale', () => {
  const effect = { step: 10, factor: 10, images: 50, lossBefore: 0.1, lossAfter: 0.1 };
  const withScaling = (same: number) => ({ ...aligned(1e-8), scalings: [{ ...effect, same }] });
  expect(findingOf('scale', both([aligned(0.01)], [withScaling(50)])).standing).toBe('agrees');
  expect(findingOf('scale', both([aligned(0.01)], [withScaling(20)])).standing).toBe('disagrees');
});

test('a loss counts from what it cannot go below', () => {
  const above = (loss: number) => ({ ...losing(1.4612 + loss), lossFloor: 1.4612 });
  expect(findingOf('noise', [arm(BATCH, above(0.07)), arm(NOISE, above(0.17))]).standing).toBe('disagrees');
});

test('noise is not judged before anything was learned', () => {
  expect(findingOf('noise', [arm(BATCH, losing(2.3)), arm(NOISE, losing(2.3))])).toMatchObject({
    standing: 'cannot-tell',
    doubt: 'no-looks',
  });
});

test('a network that has learned all there is to learn is not stuck', () => {
  const done = looks((step) => (step === 0 ? {} : { gradientNorm: 1e-9, loss: 1e-8 }));
  expect(findingOf('stuck', both([done], [rising(1)])).doubt).toBe('close');
});

test('networks that differ in other settings as well are not compared', () => {
  const [without, with_] = cases.drift.agree as [SeenArm, SeenArm];
  const doubt = (arms: SeenArm[]) => findingOf('drift', arms).doubt;
  expect(doubt([without, { ...with_, setting: 'another rate' }])).toBe('other-settings');
  // Where there is one that does not, it is taken.
  expect(findingOf('drift', [without, { ...with_, setting: 'another rate' }, with_]).standing).toBe('agrees');
});

test('only steps at which both were looked into are compared, and drift needs the first', () => {
  const late = { ...drifting(1), looks: drifting(1).looks.slice(1) };
  expect(findingOf('drift', both([late], [drifting(0.1)])).doubt).toBe('no-looks');
});

test('few seeds do not speak for all', () => {
  const blind = seenWith([lookWith(0), lookWith(50)]);
  const arms = both([drifting(1), blind, blind], [drifting(0.1), blind, blind]);
  expect(findingOf('drift', arms).standing).toBe('cannot-tell');
});

test('only the same seeds are compared, and medians are told', () => {
  const without = arm(NO_NORMALIZATION, drifting(1), drifting(2), drifting(3));
  const with_ = arm(BATCH, drifting(0.1), drifting(0.2));
  const { seeds, measured } = findingOf('drift', [without, with_]);
  expect(seeds).toBe(2);
  expect(measured!.first).toBeGreaterThan(measured!.second);
});

test('standings are counted', () => {
  const findings = [findingOf('drift', cases.drift.agree), findingOf('noise', [])];
  expect(standingsOf(findings)).toEqual({ agrees: 1, disagrees: 0, 'cannot-tell': 1 });
});
