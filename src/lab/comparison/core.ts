/**
 * What the comparison lab decides, as a pure function: a state and an event give a state and commands.
 *
 * Arms train in workers, and all that is known of a worker is late: it may be ahead of its last report. So nothing here
 * asks where a worker is. The lab grants steps, never takes one back, and lets what it decides hold from the first step
 * that it has not granted: then no order of messages can make two arms differ.
 */
import {
  type Comparison,
  canGoOn,
  comparisonRuns,
  mapRates,
  withArm,
  withShared,
} from '../../domain/comparison.ts';
import { keyOf, type RunConfig, type Setting } from '../../domain/config.ts';
import { type LearningRate, rateAt, withRateFrom } from '../../domain/learning-rate.ts';
import type { TrainedStep } from '../../domain/trained-step.ts';
import type { Evaluation } from '../../domain/verdict.ts';
import type { EngineChoice, EngineDecision } from '../../engine/choose.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import { leadOf } from './lockstep.ts';

/**
 * `idle`: nothing was trained yet; `starting`: wanted, but data or engines are not ready; `pausing`: all
 * arms are on their way to one step.
 */
export type Status = 'idle' | 'starting' | 'running' | 'pausing' | 'paused' | 'finished';

/** A change that made all runs start again: the name of what was changed. */
export interface Restart {
  setting: Setting | 'engine' | 'preset' | 'arms' | 'comparison';
}

/** One arm, as far as its worker has told. */
export interface ArmState {
  readonly ready: boolean;
  /** Steps made. */
  readonly step: number;
  /** It will train no further: it has come to the end, or its numbers are lost. */
  readonly ended: boolean;
  readonly diverged: boolean;
  /** Images looked at in an evaluation under way. */
  readonly evaluating?: { done: number; total: number };
  readonly millisecondsPerStep?: number;
  /** Why it cannot go on, when something broke. */
  readonly problem?: WorkerProblem;
}

/** The engine that trains, with the time until its network was ready. */
export interface EngineInfo extends EngineDecision {
  /** Milliseconds. */
  readonly warmUp: number;
  readonly renderer?: string;
}

/** What is put aside of finished runs, and brought back by `undo`. */
interface Finished {
  readonly comparison: Comparison;
  readonly engineChoice: EngineChoice;
  readonly engine?: EngineInfo;
  readonly arms: readonly ArmState[];
  readonly granted: number;
  readonly moved: boolean;
}

export interface LabCore {
  readonly comparison: Comparison;
  readonly engineChoice: EngineChoice;
  readonly engine?: EngineInfo;
  readonly status: Status;
  /** Whether the lab has workers. */
  readonly opened: boolean;
  readonly dataReady: boolean;
  /** Number of the present run; messages of other runs are not heard. */
  readonly run: number;
  readonly arms: readonly ArmState[];
  /** Step up to which the visitor wants to go. */
  readonly goal: number;
  /** The furthest step that any arm may have made in this run: all that was ever allowed. */
  readonly granted: number;
  /** Whether the visitor asked for rest, in which evaluations rest as well. */
  readonly held: boolean;
  /** Whether a learning rate was moved in the middle of this run. */
  readonly moved: boolean;
  /** The runs on the page were brought back; there are no networks behind them. */
  readonly hollow: boolean;
  readonly restart?: Restart;
  /** Finished runs that the present ones have replaced. */
  readonly previous?: Finished;
}

export type LabEvent =
  | { type: 'open' }
  | { type: 'data'; ready: boolean }
  /** Run until the configured step, from wherever the runs are; after their end, once more. */
  | { type: 'run' }
  /** Stop all arms at one and the same step. */
  | { type: 'pause' }
  /** One step more. */
  | { type: 'step' }
  /** New networks. */
  | { type: 'reset' }
  /** Other settings, by the name of what was changed. What needs new weights starts all runs again. */
  | { type: 'change'; comparison: Comparison; setting: Restart['setting'] }
  /** The learning rate of all arms, or of one that has its own, from the next step on. */
  | { type: 'rate'; value: number; arm?: number }
  /** Another comparison altogether: nothing of the runs goes on. */
  | { type: 'show'; comparison: Comparison }
  | { type: 'engine'; choice: EngineChoice }
  /** Bring back the finished runs that were replaced. */
  | { type: 'undo' }
  /** The lines of all workers are dead. */
  | { type: 'reconnect' }
  | { type: 'message'; arm: number; message: FromWorker };

export type LabCommand =
  /** A new run, in a worker that is there already or a new one. */
  | { type: 'start'; arm: number; run: number; engine: EngineChoice; config: RunConfig }
  | { type: 'allow'; arm: number; run: number; step: number; paused: boolean }
  | { type: 'learning-rate'; arm: number; run: number; schedule: LearningRate }
  | { type: 'steps'; arm: number; run: number; value: number }
  /** Ends the workers from this arm on. */
  | { type: 'dispose'; from: number }
  /** Empty records for these configurations. */
  | { type: 'new-records'; configs: readonly RunConfig[] }
  /** The configurations of the present records, as they have become. */
  | { type: 'configs'; configs: readonly RunConfig[] }
  | { type: 'add-steps'; arm: number; steps: readonly TrainedStep[] }
  | { type: 'add-evaluation'; arm: number; evaluation: Evaluation }
  /** Puts the present records aside, in place of those that were. */
  | { type: 'archive' }
  | { type: 'restore' }
  | { type: 'forget' };

type Decision = readonly [LabCore, readonly LabCommand[]];

/** Share of the newest step in the time that a step is thought to take. */
const NEWS = 0.2;

const NEW_ARM: ArmState = { ready: false, step: 0, ended: false, diverged: false };

export function newLab(comparison: Comparison, engineChoice: EngineChoice, dataReady: boolean): LabCore {
  return {
    comparison,
    engineChoice,
    status: 'idle',
    opened: false,
    dataReady,
    run: 0,
    arms: comparison.arms.map(() => NEW_ARM),
    goal: 0,
    granted: 0,
    held: false,
    moved: false,
    hollow: false,
  };
}

/** What becomes of the lab, and what is to be done. Never changes its arguments. */
export function decide(state: LabCore, event: LabEvent): Decision {
  const [next, commands] = react(state, event);
  return [next, [...commands, ...allowances(state, next)]];
}

function react(state: LabCore, event: LabEvent): Decision {
  switch (event.type) {
    case 'open':
      return state.opened ? [state, []] : start({ ...state, opened: true });
    case 'data':
      return proceed({ ...state, dataReady: event.ready });
    case 'run':
      return run(state);
    case 'pause':
      return pause(state);
    case 'step':
      return stepOnce(state);
    case 'reset':
      return restart(state, {});
    case 'change':
      return change(state, event.comparison, event.setting);
    case 'rate':
      return moveRate(state, event.value, event.arm);
    case 'show':
      // Its rates are meant as they are, whatever was moved here.
      return restart(state, {
        comparison: event.comparison,
        cause: 'comparison',
        from: { ...state, moved: false },
      });
    case 'engine':
      if (event.choice === state.engineChoice) return [state, []];
      return restart({ ...state, engineChoice: event.choice }, { cause: 'engine', goOn: true, from: state });
    case 'undo':
      return undo(state);
    case 'reconnect': {
      const [next, commands] = restart(state, { goOn: true });
      return [next, [{ type: 'dispose', from: 0 }, ...commands]];
    }
    case 'message':
      return hear(state, event.arm, event.message);
  }
}

/** Whether an arm still trains. */
export function isLive(arm: ArmState): boolean {
  return !arm.ended && arm.problem === undefined;
}

/** The step after which all runs end. */
function endOf({ comparison }: LabCore): number {
  return comparison.shared.steps;
}

function isReady({ arms, dataReady }: LabCore): boolean {
  return dataReady && arms.every((arm) => arm.ready || arm.problem !== undefined);
}

function isUnderWay({ status }: LabCore): boolean {
  return status === 'running' || status === 'starting';
}

/* Beginning */

/** New networks for the present comparison. */
function start(state: LabCore): Decision {
  const configs = comparisonRuns(state.comparison);
  const next: LabCore = {
    ...state,
    run: state.run + 1,
    arms: configs.map(() => NEW_ARM),
    goal: 0,
    granted: 0,
    held: false,
    moved: false,
    hollow: false,
    status: 'idle',
  };
  const commands: LabCommand[] = [{ type: 'new-records', configs }];
  if (state.opened) {
    commands.push({ type: 'dispose', from: configs.length });
    configs.forEach((config, arm) => {
      commands.push({ type: 'start', arm, run: next.run, engine: state.engineChoice, config });
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
}

function restart(
  state: LabCore,
  { comparison, cause, goOn = false, from = state }: RestartOptions,
): Decision {
  const wanted = comparison ?? state.comparison;
  const { restart: _r, engine: _e, ...rest } = state;
  const [next, commands] = start({
    ...rest,
    comparison: from.moved ? withoutTheWay(wanted, from) : wanted,
    ...(cause && from.status !== 'idle' && { restart: { setting: cause } }),
    ...(isWorthKeeping(from) && { previous: finishedOf(from) }),
  });
  const all = isWorthKeeping(from) ? [{ type: 'archive' } as const, ...commands] : commands;
  if (!goOn || !isUnderWay(from)) return [next, all];
  return then([next, all], (idle) => aim(idle, endOf(idle)));
}

/** A rate that was moved in the old run is where the new one begins; the way there was the old run's. */
function withoutTheWay(wanted: Comparison, { comparison, granted }: LabCore): Comparison {
  const old = new Set(ratesOf(comparison).map(keyOf));
  return mapRates(wanted, (rate) => (old.has(keyOf(rate)) ? rateAt(rate, granted + 1) : rate));
}

function ratesOf(comparison: Comparison): LearningRate[] {
  return comparisonRuns(comparison).map((config) => config.learningRate);
}

/** Runs that came to their end are not thrown away before the next have. */
function isWorthKeeping({ status, arms }: LabCore): boolean {
  return status === 'finished' && arms.every((arm) => arm.problem === undefined && arm.step > 0);
}

function finishedOf({ comparison, engineChoice, engine, arms, granted, moved }: LabCore): Finished {
  return { comparison, engineChoice, arms, granted, moved, ...(engine && { engine }) };
}

function undo(state: LabCore): Decision {
  const { previous, restart: _, engine: _e, ...rest } = state;
  if (!previous) return [state, []];
  const resting: LabCommand[] = state.arms.map((_arm, arm) => ({
    type: 'allow',
    arm,
    run: state.run,
    step: state.granted,
    paused: true,
  }));
  const next: LabCore = {
    ...rest,
    ...previous,
    // Whatever the workers still say is of runs that nobody sees any more.
    run: state.run + 1,
    goal: previous.comparison.shared.steps,
    held: false,
    hollow: true,
    status: 'finished',
  };
  return [next, [...(state.opened ? resting : []), { type: 'restore' }]];
}

/* Going on and resting */

function run(state: LabCore): Decision {
  if (isUnderWay(state) || state.status === 'pausing') return [state, []];
  const isBroken = state.granted === 0 && state.arms.some((arm) => arm.problem);
  if (state.status === 'finished' || isBroken)
    return then(restart(state, {}), (idle) => aim(idle, endOf(idle)));
  return aim(withoutRestart(state), endOf(state));
}

/** The visitor goes on by hand, and knows. */
function withoutRestart({ restart: _, ...state }: LabCore): LabCore {
  return state;
}

function pause(state: LabCore): Decision {
  if (!isUnderWay(state)) return [state, []];
  // Every arm may make what was granted, and by now may have: there they meet.
  return proceed({ ...state, goal: state.granted, held: true, status: 'pausing' });
}

function stepOnce(state: LabCore): Decision {
  if (isUnderWay(state) || state.status === 'pausing' || state.status === 'finished') return [state, []];
  return aim(withoutRestart(state), Math.min(state.granted + 1, endOf(state)));
}

function aim(state: LabCore, goal: number): Decision {
  // A goal behind what was granted cannot be kept.
  return proceed({ ...state, goal: Math.max(goal, state.granted), held: false, status: 'starting' });
}

/** Moves the status on when what it waits for has come, and grants what may be done now. */
function proceed(state: LabCore): Decision {
  const status = settled(state);
  const { previous: _, ...rest } = state;
  const isDone = status === 'finished' && state.previous !== undefined && !state.hollow;
  return [grant({ ...(isDone ? rest : state), status }), isDone ? [{ type: 'forget' }] : []];
}

function settled(state: LabCore): Status {
  const { status, arms, goal, held } = state;
  if (status === 'idle') return status;
  const live = arms.filter(isLive);
  if (live.length === 0) return 'finished';
  if (status === 'paused' || status === 'finished') return status;
  const arrived = live.every((arm) => arm.step >= goal || arm.diverged);
  // A pause holds an evaluation as well; a single step waits for the one that is due after it.
  const atRest = held || arms.every((arm) => arm.evaluating === undefined);
  if (arrived && atRest && (held || goal < endOf(state))) return state.granted === 0 ? 'idle' : 'paused';
  return status === 'starting' && isReady(state) ? 'running' : status;
}

function grant(state: LabCore): LabCore {
  const live = state.arms.filter((arm) => isLive(arm) && !arm.diverged);
  const canTrain = state.status === 'running' || state.status === 'pausing';
  if (!canTrain || live.length === 0) return state;
  const lead = leadOf(Math.max(...live.map((arm) => arm.millisecondsPerStep ?? Number.POSITIVE_INFINITY)));
  const slowest = Math.min(...live.map((arm) => arm.step));
  return { ...state, granted: Math.max(state.granted, Math.min(state.goal, slowest + lead)) };
}

/** While nothing was asked for, and in a pause, workers rest. */
function rests({ status, held }: LabCore): boolean {
  return status === 'idle' || (status === 'paused' && held);
}

/** Tells the workers how far they may go, when that has changed. A new run rests until it is told otherwise. */
function allowances(before: LabCore, after: LabCore): LabCommand[] {
  const known =
    before.run === after.run
      ? { granted: before.granted, rests: rests(before) }
      : { granted: 0, rests: true };
  const isNews = known.granted !== after.granted || known.rests !== rests(after);
  if (!isNews || !after.opened || after.hollow) return [];
  return after.arms.map((_, arm) => ({
    type: 'allow',
    arm,
    run: after.run,
    step: after.granted,
    paused: rests(after),
  }));
}

/* Changes */

function moveRate(state: LabCore, value: number, arm: number | undefined): Decision {
  const { comparison, granted } = state;
  const rate =
    (arm === undefined ? undefined : comparison.arms[arm]?.learningRate) ?? comparison.shared.learningRate;
  if (rateAt(rate, granted + 1) === value) return [state, []];
  const withRate = (learningRate: LearningRate) =>
    arm === undefined
      ? withShared(comparison, { learningRate })
      : withArm(comparison, arm, { ...comparison.arms[arm], learningRate });
  const moved = state.status === 'finished' ? undefined : withRateFrom(rate, granted + 1, value);
  // Of runs that are over nothing can be changed, and a schedule has no room for ever: then it is the next runs' rate.
  if (moved === undefined)
    return restart(state, { comparison: withRate(value), cause: 'learningRate', goOn: true });
  return change(state, withRate(moved), 'learningRate', granted > 0);
}

function change(state: LabCore, wanted: Comparison, setting: Restart['setting'], moves = false): Decision {
  if (keyOf(wanted) === keyOf(state.comparison)) return [state, []];
  const ofNext = state.status === 'finished' && keyOf(ratesOf(wanted)) !== keyOf(ratesOf(state.comparison));
  if (ofNext || !canGoOn(state.comparison, wanted, state.granted))
    return restart(state, { comparison: wanted, cause: setting, goOn: true });
  // Nobody can end before a step that may have been made.
  const comparison = withShared(wanted, { steps: Math.max(wanted.shared.steps, state.granted) });
  if (state.hollow && comparison.shared.steps > endOf(state))
    return restart(state, { comparison, cause: setting });
  const before = comparisonRuns(state.comparison);
  const configs = comparisonRuns(comparison);
  const commands: LabCommand[] = [{ type: 'configs', configs }];
  if (state.opened && !state.hollow)
    configs.forEach(({ learningRate, steps }, arm) => {
      const { run } = state;
      if (keyOf(learningRate) !== keyOf(before[arm]!.learningRate))
        commands.push({ type: 'learning-rate', arm, run, schedule: learningRate });
      if (steps !== before[arm]!.steps) commands.push({ type: 'steps', arm, run, value: steps });
    });
  const next = { ...state, comparison, moved: state.moved || moves };
  return then([next, commands], (changed) => withEnd(changed, endOf(state)));
}

/** The runs under another end than before. */
function withEnd(state: LabCore, before: number): Decision {
  const end = endOf(state);
  if (end === before) return [state, []];
  const goal = state.goal === before || state.goal > end ? Math.max(end, state.granted) : state.goal;
  // Runs that were over have steps left now.
  const arms = state.arms.map((arm) =>
    arm.ended && !arm.diverged && arm.step < end ? { ...arm, ended: false } : arm,
  );
  const reopened = state.status === 'finished' && arms.some(isLive);
  if (reopened) return proceed({ ...state, arms, goal: state.granted, status: 'paused' });
  return proceed({ ...state, arms, goal: state.status === 'pausing' ? state.goal : goal });
}

/* What workers say */

function hear(state: LabCore, index: number, message: FromWorker): Decision {
  const arm = state.arms[index];
  if (!arm || message.run !== state.run || arm.problem !== undefined || state.hollow) return [state, []];
  const withArmState = (next: ArmState, others: Partial<LabCore> = {}): LabCore => ({
    ...state,
    ...others,
    arms: state.arms.with(index, next),
  });
  const { evaluating: _, ...looked } = arm;
  switch (message.type) {
    case 'ready': {
      const { engine, reason, warmUp, renderer } = message;
      const info: EngineInfo = { engine, reason, warmUp, ...(renderer !== undefined && { renderer }) };
      return proceed(withArmState({ ...arm, ready: true }, { engine: info }));
    }
    case 'trained': {
      const steps = message.steps.filter(({ step }) => step > arm.step);
      const last = steps.at(-1);
      if (!last) return [state, []];
      const diverged = arm.diverged || steps.some(({ loss }) => !Number.isFinite(loss));
      const time = last.milliseconds;
      const millisecondsPerStep = arm.millisecondsPerStep
        ? arm.millisecondsPerStep * (1 - NEWS) + time * NEWS
        : time;
      const next = { ...arm, step: last.step, diverged, millisecondsPerStep };
      return before({ type: 'add-steps', arm: index, steps }, proceed(withArmState(next)));
    }
    case 'evaluating':
      return [withArmState({ ...arm, evaluating: { done: message.done, total: message.total } }), []];
    case 'evaluated':
      return before(
        { type: 'add-evaluation', arm: index, evaluation: message.evaluation },
        proceed(withArmState(looked)),
      );
    case 'finished':
      // It may have been said before the worker heard of another end.
      if (!arm.diverged && message.step < endOf(state)) return [state, []];
      return proceed(withArmState({ ...looked, ended: true }));
    case 'failed':
      return proceed(withArmState({ ...looked, problem: message.problem }));
  }
}

/* Decisions one after the other */

function then([state, commands]: Decision, next: (state: LabCore) => Decision): Decision {
  const [after, more] = next(state);
  return [after, [...commands, ...more]];
}

function before(command: LabCommand, [state, commands]: Decision): Decision {
  return [state, [command, ...commands]];
}
