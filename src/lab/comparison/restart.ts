/** New runs in place of those that are there, and the way back. */
import {
  type Comparison,
  comparisonRuns,
  differingSettings,
  mapRates,
  withShared,
} from '../../domain/comparison.ts';
import { keyOf } from '../../domain/config.ts';
import { rateAt } from '../../domain/learning-rate.ts';
import type { Knowledge } from '../../engine/findings.ts';
import {
  andThen,
  type Decision,
  decisionFor,
  type Finished,
  isLive,
  isUnderWay,
  isWorthKeeping,
  type LabCommand,
  type LabCore,
  newArm,
  type Restart,
} from './model.ts';
import { aim, proceed } from './progress.ts';
import { again } from './recovery.ts';

/** New networks for the present comparison. */
export function start(state: LabCore): Decision {
  const configs = comparisonRuns(state.comparison);
  const decision = decisionFor(state);
  // Whether it can be kept, the new run will say.
  const { unkept: _, ...rest } = state;
  const next: LabCore = {
    ...rest,
    decision,
    run: state.run + 1,
    arms: configs.map(() => newArm(state.run + 1)),
    goal: 0,
    granted: 0,
    held: false,
    asked: state.comparison,
    isFull: false,
    hollow: false,
    status: 'idle',
  };
  const commands: LabCommand[] = [{ type: 'new-records', configs }];
  if (state.opened) {
    commands.push({ type: 'dispose', from: configs.length });
    configs.forEach((config, arm) => {
      commands.push({ type: 'start', arm, run: next.run, engine: decision.engine, config });
    });
  }
  return [next, commands];
}

interface RestartOptions {
  comparison?: Comparison;
  /** What to tell the visitor; nothing when it was asked for. */
  cause?: Restart['setting'];
  /** Whether to train again at once, where the runs were training. */
  goOn?: boolean;
  /** The state before, when the new one differs in more than the comparison. */
  from?: LabCore;
  /** The visitor wants the runs thrown away: nothing is put aside, and nothing stays there. */
  isAsked?: boolean;
}

/** New runs, of the present comparison or another one; finished ones are put aside. */
export function restart(state: LabCore, options: RestartOptions): Decision {
  const { comparison = state.comparison, cause, goOn = false, from = state, isAsked = false } = options;
  const { restart: _r, engine: _e, previous, ...rest } = state;
  const isKept = !isAsked && isWorthKeeping(from);
  const aside = isKept ? finishedOf(from) : isAsked ? undefined : previous;
  const [next, commands] = start({
    ...rest,
    comparison: withoutTheWay(comparison, from),
    ...(cause &&
      from.status !== 'idle' && {
        restart: { setting: cause, ...changedBy(cause, from.comparison, comparison) },
      }),
    ...(aside && { previous: aside }),
  });
  const first: LabCommand[] = isKept
    ? [{ type: 'archive' }]
    : isAsked && previous
      ? [{ type: 'forget' }]
      : [];
  if (!goOn || !isUnderWay(from)) return [next, [...first, ...commands]];
  return andThen([next, [...first, ...commands]], (idle) => aim(idle, Number.POSITIVE_INFINITY));
}

/** Which settings change where that is not said by the cause. */
function changedBy(cause: Restart['setting'], from: Comparison, to: Comparison): Pick<Restart, 'changed'> {
  return cause === 'comparison' || cause === 'preset'
    ? { changed: differingSettings([from.shared, to.shared]) }
    : {};
}

/**
 * A rate that was moved in the old run is where the new one begins; the way there was the old run's, and so are kernels
 * that were multiplied in it. What was asked for
 * stays: a schedule, and whatever has just been set.
 */
function withoutTheWay(wanted: Comparison, { comparison, asked, granted }: LabCore): Comparison {
  const pairs = [
    [comparison.shared, asked.shared] as const,
    ...comparison.arms.map((arm, i) => [arm, asked.arms[i]] as const),
  ];
  const moved = pairs.filter(([now, then]) => keyOf(now.learningRate) !== keyOf(then?.learningRate));
  const ways = new Set(moved.map(([now]) => keyOf(now.learningRate)));
  const { kernelScalings } = comparison.shared;
  const isAsWas = keyOf(wanted.shared.kernelScalings) === keyOf(kernelScalings);
  const unscaled = isAsWas ? withShared(wanted, { kernelScalings: asked.shared.kernelScalings }) : wanted;
  return mapRates(unscaled, (rate) => (ways.has(keyOf(rate)) ? rateAt(rate, granted + 1) : rate));
}

function finishedOf({ comparison, engineChoice, engine, arms, granted, asked }: LabCore): Finished {
  return { comparison, engineChoice, arms, granted, asked, ...(engine && { engine }) };
}

/** Brings the runs back that were put aside, without networks behind them. */
export function undo(state: LabCore): Decision {
  const { previous, restart: _, engine: _e, ...rest } = state;
  if (!previous) return [state, []];
  const resting: LabCommand[] = state.arms.map(({ run }, arm) => ({
    type: 'allow',
    arm,
    run,
    step: state.granted,
    paused: true,
  }));
  const next: LabCore = {
    ...rest,
    ...previous,
    // Whatever the workers still say is of runs that nobody sees any more.
    run: state.run + 1,
    goal: Number.POSITIVE_INFINITY,
    held: false,
    isFull: false,
    hollow: true,
    status: 'finished',
  };
  return [next, [...(state.opened ? resting : []), { type: 'restore' }]];
}

/**
 * What has become known of the engines. Runs that have begun keep theirs; networks that nobody has asked anything of yet
 * give way to others on the engine that is now the best, and so do those whose engine does not start.
 */
export function learn(before: LabCore, knowledge: Knowledge): Decision {
  const state = { ...before, knowledge };
  const decision = decisionFor(state);
  if (!state.opened || state.hollow) return [state, []];
  if (decision.engine === state.decision.engine) {
    const { engine } = state;
    return [{ ...state, decision, ...(engine && { engine: { ...engine, reason: decision.reason } }) }, []];
  }
  const isRefused = knowledge.refusals[state.decision.engine] !== undefined;
  if (!isRefused && !isUntouched(state)) return [state, []];
  // What was trained goes on where it was kept last, on the other engine.
  if (state.granted > 0) {
    const live = state.arms.flatMap((arm, i) => (isLive(arm) ? [i] : []));
    return andThen(again({ ...state, decision }, live), proceed);
  }
  const { engine: _, ...rest } = state;
  const anew = start(rest);
  return isUnderWay(state) ? andThen(anew, (idle) => aim(idle, state.goal)) : anew;
}

function isUntouched({ status, granted }: LabCore): boolean {
  return status === 'idle' && granted === 0;
}
