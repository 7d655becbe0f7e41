/**
 * What is happening in a comparison, and why, in one statement: a code with values, of which the page makes a sentence. It
 * says what was measured, and a cause only where the measured numbers show it.
 */
import { changesOf, rateAt } from '../learning-rate.ts';
import { hasFailed } from '../statistics.ts';
import type { Verdict } from '../verdict.ts';
import { commonLooks, isAboveChance, type Look, rank } from './ranking.ts';
import { failuresOf, type Result, resultOf } from './result.ts';
import { saturationOf } from './saturation.ts';
import { type Placed, type Standing, soundRuns } from './standing.ts';

/**
 * Whether nothing was trained yet, the first step is being prepared, something is on its way (or in a pause), or all runs
 * have ended.
 */
export type Phase = 'idle' | 'starting' | 'running' | 'finished';

/** A learning rate that was raised shortly before something happened. */
export interface Raised {
  step: number;
  value: number;
}

/** Runs are named by their arms; `also` are further ones that the same has become of. */
export type Statement =
  /** `recorded`: the curves in sight were trained elsewhere. */
  | { kind: 'untrained'; recorded?: boolean }
  | { kind: 'starting' }
  /** Training waits for data that could not be had. */
  | { kind: 'no-data' }
  /** The first look at test images is to come, at a step. */
  | { kind: 'early'; why: 'no-look'; look: number }
  /** No run is better than chance yet; or no two have been measured in the same way. */
  | { kind: 'early'; why: 'chance' | 'incomparable' }
  | { kind: 'nan'; arm: number; also: readonly number[]; step: number; sumLog: boolean; raised?: Raised }
  | {
      kind: 'collapsed';
      arm: number;
      also: readonly number[];
      step: number;
      class: number;
      /** Of the first softmax of two, where it is what holds the run there. */
      saturation?: number;
      raised?: Raised;
    }
  | {
      kind: 'plateau';
      arm: number;
      also: readonly number[];
      step: number;
      accuracy: number;
      /** Classes that it hardly ever answers. */
      missing: readonly number[];
    }
  | {
      kind: 'fallen';
      arm: number;
      also: readonly number[];
      step: number;
      from: number;
      accuracy: number;
      raised?: Raised;
    }
  /** It was behind another one, and is ahead of all by so much, since a step. */
  | { kind: 'overtaken'; arm: number; overtaken: number; step: number; by: number }
  | { kind: 'ahead'; leaders: readonly number[]; behind: readonly number[]; step: number; by: number }
  | { kind: 'alike'; count: number; step: number; lowest: number; highest: number }
  | { kind: 'ended'; result: Result };

/** A lead counts as one that can be overtaken from here on: twice what is alike, so that noise does not turn it. */
const REAL_LEAD = 0.01;
/** Of ten classes, one with fewer of the answers than this is hardly ever given. */
const HARDLY_EVER = 0.005;
/** A rate was raised shortly before when no more looks than these lie between. */
const SHORTLY = 2;

export function statementOf(standings: readonly Standing[], phase: Phase): Statement {
  if (phase === 'idle') return { kind: 'untrained' };
  if (phase === 'starting') return { kind: 'starting' };
  if (phase === 'finished') return { kind: 'ended', result: resultOf(standings) };
  const runs = soundRuns(standings);
  return failure(runs) ?? plateau(runs) ?? fall(runs) ?? comparison(runs) ?? early(runs);
}

function failure(runs: readonly Placed[]): Statement | undefined {
  const failures = failuresOf(runs);
  const first = failures.find(({ verdict }) => verdict.kind === 'nan') ?? failures[0];
  if (!first) return undefined;
  const { arm, verdict } = first;
  const { standing } = runs.find((run) => run.arm === arm)!;
  const also = failures
    .filter((other) => other !== first && other.verdict.kind === verdict.kind)
    .map((other) => other.arm);
  const raised = raisedBefore(standing, verdict.step);
  const { step } = verdict;
  if (verdict.kind === 'nan')
    return { kind: 'nan', arm, also, step, sumLog: standing.config.loss === 'sum-log', ...raised };
  const saturation = saturationOf(standing);
  return {
    kind: 'collapsed',
    arm,
    also,
    step,
    class: verdict.class,
    ...(saturation === undefined ? raised : { saturation }),
  };
}

function plateau(runs: readonly Placed[]): Statement | undefined {
  const [first, ...others] = withVerdict(runs, 'plateau');
  const last = first?.standing.last;
  if (!first || !last) return undefined;
  const { arm, verdict } = first;
  const missing = last.predictions.flatMap((answers, k) => (answers < HARDLY_EVER * last.count ? [k] : []));
  return {
    kind: 'plateau',
    arm,
    also: others.map((other) => other.arm),
    step: verdict.step,
    accuracy: last.correct / last.count,
    missing,
  };
}

function fall(runs: readonly Placed[]): Statement | undefined {
  const [first, ...others] = withVerdict(runs, 'fallen');
  const last = first?.standing.last;
  if (!first || !last) return undefined;
  const { arm, standing, verdict } = first;
  return {
    kind: 'fallen',
    arm,
    also: others.map((other) => other.arm),
    step: verdict.step,
    from: verdict.from,
    accuracy: last.correct / last.count,
    ...raisedBefore(standing, verdict.step),
  };
}

/** Runs of one kind of verdict, the longest in it first. */
function withVerdict<K extends Verdict['kind']>(runs: readonly Placed[], kind: K) {
  const isOfKind = (verdict: Verdict): verdict is Extract<Verdict, { kind: K }> => verdict.kind === kind;
  return runs
    .flatMap((run) => (isOfKind(run.standing.verdict) ? [{ ...run, verdict: run.standing.verdict }] : []))
    .sort((a, b) => stepOf(a.verdict) - stepOf(b.verdict) || a.arm - b.arm);
}

function stepOf(verdict: Verdict): number {
  return 'step' in verdict ? verdict.step : 0;
}

function raisedBefore({ config }: Standing, step: number): { raised?: Raised } {
  const { learningRate, evaluationInterval } = config;
  const last = changesOf(learningRate).findLast(({ fromStep }) => fromStep <= step);
  if (!last || step - last.fromStep > SHORTLY * evaluationInterval) return {};
  if (last.value <= rateAt(learningRate, last.fromStep - 1)) return {};
  return { raised: { step: last.fromStep, value: last.value } };
}

function comparison(runs: readonly Placed[]): Statement | undefined {
  const alive = runs.filter(({ standing }) => !hasFailed(standing.verdict));
  const looks = commonLooks(alive);
  const look = looks.at(-1);
  const ranking = look && isAboveChance(look) ? rank(alive, look) : undefined;
  if (!look || !ranking) return undefined;
  const { step } = look;
  if (ranking.kind === 'alike') return { ...ranking, count: alive.length, step };
  return overtaking(alive, looks) ?? { ...ranking, step };
}

/** The one leader of now, where it was not the last one before that had a real lead. */
function overtaking(runs: readonly Placed[], looks: readonly Look[]): Statement | undefined {
  const now = leadAt(runs, looks.at(-1));
  if (!now) return undefined;
  let step = looks.at(-1)!.step;
  for (const look of looks.toReversed()) {
    const then = leadAt(runs, look);
    if (then && then.arm !== now.arm)
      return { kind: 'overtaken', arm: now.arm, overtaken: then.arm, step, by: now.by };
    if (then) step = look.step;
  }
  return undefined;
}

function leadAt(runs: readonly Placed[], look: Look | undefined): { arm: number; by: number } | undefined {
  const ranking = look && isAboveChance(look) ? rank(runs, look) : undefined;
  if (ranking?.kind !== 'ahead' || ranking.leaders.length > 1 || ranking.by < REAL_LEAD) return undefined;
  // Where only the two ends of a row were compared, nobody leads.
  if (ranking.behind.length < runs.length - 1) return undefined;
  return { arm: ranking.leaders[0]!, by: ranking.by };
}

function early(runs: readonly Placed[]): Statement {
  const config = runs[0]?.standing.config;
  if (config && runs.some(({ standing }) => (standing.last?.step ?? 0) === 0))
    return { kind: 'early', why: 'no-look', look: Math.min(config.evaluationInterval, config.steps) };
  const look = commonLooks(runs).at(-1);
  return { kind: 'early', why: look && !isAboveChance(look) ? 'chance' : 'incomparable' };
}
