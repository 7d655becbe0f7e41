/** What came out of a comparison whose runs have ended, as a code with values. */
import { differingSettings } from '../comparison.ts';
import type { RunConfig } from '../config.ts';
import { milestones } from '../run-record.ts';
import { hasFailed } from '../statistics.ts';
import { GOOD_ACCURACY, type Verdict } from '../verdict.ts';
import { ALIKE, commonLooks, isAboveChance, type Look, type Ranking, rank } from './ranking.ts';
import { saturationOf } from './saturation.ts';
import { type Placed, type Standing, soundRuns } from './standing.ts';

/** How a run failed. */
export interface Failure {
  arm: number;
  verdict: Extract<Verdict, { kind: 'collapsed' | 'nan' }>;
}

/** When a run reached an accuracy first. */
interface Arrival {
  arm: number;
  step: number;
}

export type Result =
  /** Too little was measured, or no run is better than chance. */
  | { kind: 'untold' }
  | { kind: 'all-failed'; failures: readonly Failure[] }
  /** Some failed, and there is no accuracy that parts them from the others. */
  | { kind: 'some-failed'; failures: readonly Failure[]; best?: { arm: number; accuracy: number } }
  | {
      kind: 'reached';
      milestone: number;
      reached: readonly Arrival[];
      never: readonly number[];
      /** Where all that never did are on one class with the first softmax of two saturated: how far, at least. */
      saturation?: number;
    }
  | {
      kind: 'alike';
      /** Runs compared. */
      count: number;
      /** The lowest of them. */
      accuracy: number;
      /** Whether Batch Normalization is all that they differ in, and they have learned enough to say so. */
      batchNorm: boolean;
      /** The first and the last of them at a milestone, where they were there at clearly different times. */
      sooner?: { milestone: number; first: Arrival; last: Arrival };
    }
  | {
      kind: 'ahead';
      leaders: readonly number[];
      behind: readonly number[];
      by: number;
      /** Of the last of the leaders. */
      accuracy: number;
      /** What Batch Normalization does here, where it is all that two runs differ in, and one has learned. */
      batchNorm?: 'helps' | 'costs';
    };

/** A lead smaller than this is called a little, and needs no milestone to tell of it. */
export const SMALL_LEAD = 0.02;
/** Arrivals are at different times from this ratio on, and from so many looks on. */
const SOONER = { ratio: 1.5, looks: 2 };

export function resultOf(standings: readonly Standing[]): Result {
  const runs = soundRuns(standings);
  if (runs.length < 2) return { kind: 'untold' };
  const failures = failuresOf(runs);
  const alive = runs.filter(({ standing }) => !hasFailed(standing.verdict));
  if (alive.length === 0) return { kind: 'all-failed', failures };
  if (failures.length > 0) return afterFailures(runs, alive, failures);
  const look = commonLooks(runs).at(-1);
  const ranking = look && isAboveChance(look) ? rank(runs, look) : undefined;
  if (!ranking) return { kind: 'untold' };
  return ranking.kind === 'alike' ? alike(runs, ranking.lowest) : apart(runs, ranking, look);
}

/** The runs that failed, the first to fail first. */
export function failuresOf(runs: readonly Placed[]): Failure[] {
  return runs
    .flatMap(({ arm, standing: { verdict } }) =>
      verdict.kind === 'collapsed' || verdict.kind === 'nan' ? [{ arm, verdict }] : [],
    )
    .sort((a, b) => a.verdict.step - b.verdict.step || a.arm - b.arm);
}

function afterFailures(
  runs: readonly Placed[],
  alive: readonly Placed[],
  failures: readonly Failure[],
): Result {
  const parted = partedBy(runs, new Set(alive.map(({ arm }) => arm)));
  if (parted) return parted;
  const best = alive
    .flatMap(({ arm, standing: { last } }) =>
      last && last.step > 0 ? [{ arm, accuracy: last.correct / last.count }] : [],
    )
    .filter(({ accuracy }) => Number.isFinite(accuracy))
    .sort((a, b) => b.accuracy - a.accuracy)[0];
  return { kind: 'some-failed', failures, ...(best && { best }) };
}

function alike(runs: readonly Placed[], accuracy: number): Result {
  const sooner = soonerOf(runs, accuracy);
  return {
    kind: 'alike',
    count: runs.length,
    accuracy,
    batchNorm: accuracy >= GOOD_ACCURACY && isBatchNormAlone(runs.map(({ standing }) => standing.config)),
    ...(sooner && { sooner }),
  };
}

function apart(runs: readonly Placed[], ranking: Extract<Ranking, { kind: 'ahead' }>, look: Look): Result {
  const { leaders, behind, by } = ranking;
  // Between two ends of a row without a gap lie runs that belong to neither side.
  const isWhole = leaders.length + behind.length === runs.length;
  const parted = isWhole && by >= SMALL_LEAD ? partedBy(runs, new Set(leaders)) : undefined;
  if (parted) return parted;
  const accuracy = Math.min(...look.accuracies.filter((_, i) => leaders.includes(runs[i]!.arm)));
  const isTold =
    runs.length === 2 &&
    accuracy >= GOOD_ACCURACY &&
    isBatchNormAlone(runs.map(({ standing }) => standing.config));
  const best = runs.find(({ arm }) => arm === leaders[0])!.standing.config;
  const batchNorm = best.normalization.kind === 'none' ? 'costs' : 'helps';
  return { ...ranking, accuracy, ...(isTold && { batchNorm }) };
}

/**
 * A milestone that exactly these arms have reached, and the others missed by more than chance. 95 % before 98 %, where curves
 * are so flat that a few images decide the step.
 */
function partedBy(runs: readonly Placed[], arms: ReadonlySet<number>): Result | undefined {
  const milestone = ([0.95, 0.98, 0.9] as const).find((value) =>
    runs.every(({ arm, standing }) =>
      arms.has(arm)
        ? standing.milestoneSteps[milestones.indexOf(value)] !== undefined
        : bestOf(standing) < value - ALIKE,
    ),
  );
  if (milestone === undefined) return undefined;
  const never = runs.filter(({ arm }) => !arms.has(arm));
  const saturations = never.map(({ standing }) => saturationOf(standing));
  const isSaturated = saturations.every((value) => value !== undefined);
  return {
    kind: 'reached',
    milestone,
    reached: arrivals(
      runs.filter(({ arm }) => arms.has(arm)),
      milestones.indexOf(milestone),
    ),
    never: never.map(({ arm }) => arm),
    ...(isSaturated && { saturation: Math.min(...saturations) }),
  };
}

function bestOf({ accuracy }: Standing): number {
  return Math.max(0, ...accuracy.values);
}

/** Who came to a milestone, the first one first. */
function arrivals(runs: readonly Placed[], index: number): Arrival[] {
  return runs
    .flatMap(({ arm, standing }) => {
      const step = standing.milestoneSteps[index];
      return step === undefined ? [] : [{ arm, step }];
    })
    .sort((a, b) => a.step - b.step || a.arm - b.arm);
}

/**
 * The lowest milestone that all have reached at clearly different times: the curves are steepest there. One at which all
 * ended says nothing, as it is crossed by chance.
 */
function soonerOf(runs: readonly Placed[], accuracy: number) {
  const looks = runs[0]!.standing.config.evaluationInterval * SOONER.looks;
  for (const [i, milestone] of milestones.entries()) {
    if (milestone > accuracy - 2 * ALIKE) return undefined;
    const there = arrivals(runs, i);
    const first = there[0];
    const last = there.at(-1);
    if (!first || !last || there.length < runs.length) return undefined;
    if (last.step >= first.step * SOONER.ratio && last.step - first.step >= looks)
      return { milestone, first, last };
  }
  return undefined;
}

/** Whether some have Batch Normalization and all others nothing in its place, and nothing else differs. */
export function isBatchNormAlone(configs: readonly RunConfig[]): boolean {
  const kinds = new Set(configs.map(({ normalization }) => normalization.kind));
  const isBoth = kinds.size === 2 && kinds.has('none') && kinds.has('batch');
  return isBoth && differingSettings(configs).join() === 'normalization';
}
