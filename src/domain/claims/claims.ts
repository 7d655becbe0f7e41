/**
 * What is said of Batch Normalization, held against networks that were looked into: each claim agrees with them,
 * disagrees, or they cannot tell.
 *
 * Seeds are compared in pairs, with and without. All must say the same: what some seeds say and others deny is a lottery,
 * and no result. With a single seed it is this run that agrees, and no more.
 */
import { median } from '../statistics.ts';
import {
  alignmentOf,
  deadShareOf,
  disturbanceOf,
  driftOf,
  lateLosses,
  overBoth,
  riseOf,
  roughnessOf,
  turnabout,
} from './measures.ts';
import { isStuckAt, pairsOf, type Seen, type SeenArm } from './seen.ts';

export const claimNames = [
  'drift',
  'noise',
  'steps',
  'predictive',
  'stuck',
  'alive',
  'scale',
  'disturbance',
] as const;
export type ClaimName = (typeof claimNames)[number];

export type Standing = 'agrees' | 'disagrees' | 'cannot-tell';
/**
 * Why nothing can be told: a network is missing, or differs in more than its normalization; or looks are missing, it is
 * too early, or looks ahead are too few; or there is no gradient to be measured; or what was measured is too close, in
 * all seeds or in some; or seeds contradict each other.
 */
export type Doubt =
  | 'no-network'
  | 'other-settings'
  | 'no-looks'
  | 'early'
  | 'few-ahead'
  | 'no-gradient'
  | 'close'
  | 'some-agree'
  | 'some-disagree'
  | 'mixed';

export interface Finding {
  claim: ClaimName;
  standing: Standing;
  doubt?: Doubt;
  /** Seeds that were compared. */
  seeds: number;
  /** Of these, how many agree, or disagree. */
  agree: number;
  disagree: number;
  /** How many steps, or looks ahead, it is too early by. */
  wait?: number;
  /** What was measured, a median over seeds: without Batch Normalization and with it; for noise, with BN and with noise. */
  measured?: { first: number; second: number };
}

/** How the second of a pair stands to what is claimed of it. */
type Voice = 'for' | 'against' | 'neither';

/** What differs by less than this factor is called the same: seeds of one network differ as much. */
export const CLOSE = 1.2;
/** Before this step nothing is judged: the first steps of a single run say little of it. */
export const JUDGED_FROM = 50;
/** So many looks ahead it takes to judge what lies ahead; or else a run as long as the recorded ones. */
export const JUDGED_AHEAD = 3;
const LONG = 300;
/** Shares of dead units that are the same. */
const CLOSE_SHARE = 0.02;
/** Below this a cosine is 0, but for rounding. */
const RIGHT_ANGLE = 1e-4;
/** What is less by this factor is next to nothing beside it. */
const MUCH = 10;
/** A network answers as before when it gives this share of its answers. */
const SAME_ANSWERS = 0.95;

interface Claim {
  pair: readonly [SeenArm['normalization']['kind'], SeenArm['normalization']['kind']];
  /** Measures a pair; undefined where that cannot be done. */
  measure(pair: readonly [Seen, Seen]): [number, number] | undefined;
  judge(measured: readonly [number, number], pair: readonly [Seen, Seen]): Voice;
  /** What is missing where nothing could be measured. */
  lacking: Doubt;
}

const WITH_AND_WITHOUT = ['none', 'batch'] as const;

/** Less with Batch Normalization, by more than a factor. */
const isLess = ([without, with_]: readonly [number, number]): Voice =>
  with_ * CLOSE < without ? 'for' : with_ > without * CLOSE ? 'against' : 'neither';

const each =
  (measure: (seen: Seen) => number | undefined) =>
  ([a, b]: readonly [Seen, Seen]): [number, number] | undefined => {
    const [x, y] = [measure(a), measure(b)];
    return x === undefined || y === undefined ? undefined : [x, y];
  };

const claims: Record<ClaimName, Claim> = {
  drift: { pair: WITH_AND_WITHOUT, measure: each(driftOf), judge: isLess, lacking: 'no-looks' },
  noise: {
    pair: ['batch', 'noisy-batch'],
    measure: lateLosses,
    // The claim is that noise does not hinder.
    judge: ([batch, noise]) => (noise > batch * CLOSE ? 'against' : 'for'),
    lacking: 'no-looks',
  },
  steps: {
    pair: WITH_AND_WITHOUT,
    measure: (pair) => overBoth(pair, riseOf),
    judge: isLess,
    lacking: 'no-gradient',
  },
  predictive: {
    pair: WITH_AND_WITHOUT,
    measure: (pair) => overBoth(pair, turnabout),
    // Both of what the paper measures must say so.
    judge: (measured, pair) => {
      const roughness = overBoth(pair, roughnessOf);
      const voices = [isLess(measured), roughness ? isLess(roughness) : 'neither'];
      return voices[0] === voices[1] ? voices[0]! : 'neither';
    },
    lacking: 'no-gradient',
  },
  stuck: {
    pair: WITH_AND_WITHOUT,
    measure: each(({ looks }) => (looks.length > 1 ? (looks.at(-1)!.gradientNorm ?? 0) : undefined)),
    judge: (_, pair) => {
      const [without, with_] = pair.map(({ looks, lossFloor }) => isStuckAt(looks.at(-1)!, lossFloor));
      return without === with_ ? 'neither' : without ? 'for' : 'against';
    },
    lacking: 'no-looks',
  },
  alive: {
    pair: WITH_AND_WITHOUT,
    measure: each(deadShareOf),
    judge: ([without, with_]) =>
      with_ < without - CLOSE_SHARE ? 'for' : with_ > without + CLOSE_SHARE ? 'against' : 'neither',
    lacking: 'no-looks',
  },
  scale: {
    pair: WITH_AND_WITHOUT,
    measure: each(alignmentOf),
    judge: ([without, with_], [, { scalings }]) => {
      const isMoved = scalings.some(({ same, images }) => same < SAME_ANSWERS * images);
      if (isMoved) return 'against';
      // Epsilon leaves an angle where variances are small, as those of single activations.
      if (with_ * MUCH < without) return 'for';
      if (without < RIGHT_ANGLE && with_ < RIGHT_ANGLE) return 'neither';
      return with_ * CLOSE < without ? 'neither' : 'against';
    },
    lacking: 'no-looks',
  },
  disturbance: {
    pair: WITH_AND_WITHOUT,
    measure: (pair) => overBoth(pair, disturbanceOf),
    // The claim is that Batch Normalization does not reduce it.
    judge: ([without, with_]) => (with_ * CLOSE < without ? 'against' : 'for'),
    lacking: 'no-gradient',
  },
};

/** How a claim stands to networks that were looked into. */
export function findingOf(claim: ClaimName, arms: readonly SeenArm[]): Finding {
  const { pair, measure, judge, lacking } = claims[claim];
  const cannotTell = (doubt: Doubt, more: Partial<Finding> = {}): Finding => ({
    claim,
    standing: 'cannot-tell',
    doubt,
    seeds: 0,
    agree: 0,
    disagree: 0,
    ...more,
  });
  const pairs = pairsOf(arms, ...pair);
  if (typeof pairs === 'string') return cannotTell(pairs);
  const early = earlinessOf(pairs, lacking === 'no-gradient');
  if (early) return cannotTell(early.doubt, { wait: early.wait });
  const measured = pairs.flatMap((both) => {
    const values = measure(both);
    return values ? [{ values, voice: judge(values, both) }] : [];
  });
  // A few seeds do not speak for those that could not be measured.
  if (measured.length === 0 || 2 * measured.length < pairs.length)
    return cannotTell(hasLooks(pairs) ? lacking : 'no-looks');
  const [first, second] = [0, 1].map((i) => median(measured.map(({ values }) => values[i as 0 | 1])));
  const seeds = measured.length;
  const agree = measured.filter(({ voice }) => voice === 'for').length;
  const disagree = measured.filter(({ voice }) => voice === 'against').length;
  const found = { seeds, agree, disagree, measured: { first: first!, second: second! } };
  if (agree === seeds) return { claim, standing: 'agrees', ...found };
  if (disagree === seeds) return { claim, standing: 'disagrees', ...found };
  if (agree > 0 && disagree > 0) return cannotTell('mixed', found);
  if (agree > 0) return cannotTell('some-agree', found);
  return cannotTell(disagree > 0 ? 'some-disagree' : 'close', found);
}

/** Whether it is too early to judge, and by how much; of what lies ahead it is looks ahead that count. */
function earlinessOf(
  pairs: readonly [Seen, Seen][],
  isAhead: boolean,
): { doubt: 'early' | 'few-ahead'; wait: number } | undefined {
  const seen = pairs.map(([{ looks }]) => looks);
  const last = Math.max(...seen.map((looks) => looks.at(-1)?.step ?? -1));
  if (last < 0) return undefined;
  if (last < JUDGED_FROM) return { doubt: 'early', wait: JUDGED_FROM - last };
  const ahead = Math.max(...seen.map((looks) => looks.filter((look) => look.ahead).length));
  return isAhead && ahead < JUDGED_AHEAD && last < LONG
    ? { doubt: 'few-ahead', wait: JUDGED_AHEAD - ahead }
    : undefined;
}

function hasLooks(pairs: readonly [Seen, Seen][]): boolean {
  return pairs.some(([a, b]) => a.looks.length > 0 && b.looks.length > 0);
}

/** All claims, and how often each standing is found. */
export function standingsOf(findings: readonly Finding[]): Record<Standing, number> {
  const counts = { agrees: 0, disagrees: 0, 'cannot-tell': 0 };
  for (const { standing } of findings) counts[standing]++;
  return counts;
}
