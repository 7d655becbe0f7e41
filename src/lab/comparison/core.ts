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
import type { EngineName } from '../../engine/engine.ts';
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
  /** The last evaluation: after which step, and at how many images. */
  readonly looked?: { step: number; count: number };
  readonly millisecondsPerStep?: number;
  readonly engine?: EngineName;
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
  readonly asked: Comparison;
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
  /** Step up to which the visitor wants to go; infinite: to the end. */
  readonly goal: number;
  /** The furthest step that any arm may have made in this run: all that was ever allowed. */
  readonly granted: number;
  /** Whether the visitor asked for rest, in which evaluations rest as well. */
  readonly held: boolean;
  /** The comparison as it was asked for: without the learning rates that were moved in the middle of this run. */
  readonly asked: Comparison;
  /** Whether a learning rate could not be moved, as its schedule has no room for one more change. */
  readonly isFull: boolean;
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
    asked: comparison,
    isFull: false,
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
      return restart(state, { isAsked: true });
    case 'change':
      return change(state, event.comparison, event.setting);
    case 'rate':
      return moveRate(state, event.value, event.arm);
    case 'show':
      // Its rates are meant as they are, whatever was moved here.
      return restart(state, {
        comparison: event.comparison,
        cause: 'comparison',
        from: { ...state, asked: state.comparison },
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

function goalOf(state: LabCore): number {
  return Math.min(state.goal, endOf(state));
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
    asked: state.comparison,
    isFull: false,
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
  /** The visitor wants the runs thrown away: nothing is put aside, and nothing stays there. */
  isAsked?: boolean;
}

function restart(state: LabCore, options: RestartOptions): Decision {
  const { comparison = state.comparison, cause, goOn = false, from = state, isAsked = false } = options;
  const { restart: _r, engine: _e, previous, ...rest } = state;
  const isKept = !isAsked && isWorthKeeping(from);
  const aside = isKept ? finishedOf(from) : isAsked ? undefined : previous;
  const [next, commands] = start({
    ...rest,
    comparison: withoutTheWay(comparison, from),
    ...(cause && from.status !== 'idle' && { restart: { setting: cause } }),
    ...(aside && { previous: aside }),
  });
  const first: LabCommand[] = isKept
    ? [{ type: 'archive' }]
    : isAsked && previous
      ? [{ type: 'forget' }]
      : [];
  if (!goOn || !isUnderWay(from)) return [next, [...first, ...commands]];
  return then([next, [...first, ...commands]], (idle) => aim(idle, Number.POSITIVE_INFINITY));
}

/**
 * A rate that was moved in the old run is where the new one begins; the way there was the old run's. What was asked for
 * stays: a schedule, and whatever has just been set.
 */
function withoutTheWay(wanted: Comparison, { comparison, asked, granted }: LabCore): Comparison {
  const pairs = [
    [comparison.shared, asked.shared] as const,
    ...comparison.arms.map((arm, i) => [arm, asked.arms[i]] as const),
  ];
  const moved = pairs.filter(([now, then]) => keyOf(now.learningRate) !== keyOf(then?.learningRate));
  const ways = new Set(moved.map(([now]) => keyOf(now.learningRate)));
  return mapRates(wanted, (rate) => (ways.has(keyOf(rate)) ? rateAt(rate, granted + 1) : rate));
}

function ratesOf(comparison: Comparison): LearningRate[] {
  return comparisonRuns(comparison).map((config) => config.learningRate);
}

/** Runs that came to their end are not thrown away before the next have. */
function isWorthKeeping({ status, arms }: LabCore): boolean {
  return status === 'finished' && arms.every((arm) => arm.problem === undefined && arm.step > 0);
}

function finishedOf({ comparison, engineChoice, engine, arms, granted, asked }: LabCore): Finished {
  return { comparison, engineChoice, arms, granted, asked, ...(engine && { engine }) };
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
    goal: Number.POSITIVE_INFINITY,
    held: false,
    isFull: false,
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
    return then(restart(state, {}), (idle) => aim(idle, Number.POSITIVE_INFINITY));
  return aim(withoutRestart(state), Number.POSITIVE_INFINITY);
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
  // Runs that came to nothing do not take the place of those that came to their end.
  const isDone = state.previous !== undefined && isWorthKeeping({ ...state, status });
  return [grant({ ...(isDone ? rest : state), status }), isDone ? [{ type: 'forget' }] : []];
}

function settled(state: LabCore): Status {
  const { status, arms, held } = state;
  if (status === 'idle') return status;
  const live = arms.filter(isLive);
  if (live.length === 0) return 'finished';
  if (status === 'paused' || status === 'finished') return status;
  const goal = goalOf(state);
  const arrived = live.every((arm) => arm.step >= goal || arm.diverged);
  // A pause holds an evaluation as well; a single step waits for the one that is due after it.
  const atRest = held || live.every((arm) => arm.evaluating === undefined && !isLookDue(state, arm));
  if (arrived && atRest && (held || goal < endOf(state))) return state.granted === 0 ? 'idle' : 'paused';
  return status === 'starting' && isReady(state) ? 'running' : status;
}

/** Whether an arm's worker is about to look at test images, of which it has told nothing yet. */
function isLookDue({ comparison }: LabCore, { step, looked }: ArmState): boolean {
  return step % comparison.shared.evaluationInterval === 0 && looked?.step !== step;
}

function grant(state: LabCore): LabCore {
  const live = state.arms.filter((arm) => isLive(arm) && !arm.diverged);
  const canTrain = state.status === 'running' || state.status === 'pausing';
  if (!canTrain || live.length === 0) return state;
  const lead = leadOf(Math.max(...live.map((arm) => arm.millisecondsPerStep ?? Number.POSITIVE_INFINITY)));
  const slowest = Math.min(...live.map((arm) => arm.step));
  return { ...state, granted: Math.max(state.granted, Math.min(goalOf(state), slowest + lead)) };
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
  const { comparison, granted, status } = state;
  const own = arm === undefined ? undefined : comparison.arms[arm];
  const rate = own?.learningRate ?? comparison.shared.learningRate;
  const withRate = (learningRate: LearningRate) =>
    arm === undefined
      ? withShared(comparison, { learningRate })
      : withArm(comparison, arm, { ...own, learningRate });
  // Of runs that are over nothing can be changed: it is the next ones' rate.
  if (status === 'finished') {
    const wasMovedThere = rateAt(rate, granted + 1) === value && keyOf(state.asked) !== keyOf(comparison);
    if (wasMovedThere || rate === value) return [state, []];
    return restart(state, { comparison: withRate(value), cause: 'learningRate' });
  }
  const moved = withRateFrom(rate, granted + 1, value);
  if (moved === undefined) return [{ ...state, isFull: true }, []];
  const { asked } = state;
  const [next, commands] = change(state, withRate(moved), 'learningRate');
  // What is moved in the middle of a run was not asked for when it began.
  return [granted > 0 ? { ...next, asked } : next, commands];
}

function change(state: LabCore, wanted: Comparison, setting: Restart['setting']): Decision {
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
  const next = { ...state, comparison, asked: askedNow(state, comparison) };
  return then([next, commands], (changed) => withEnd(changed, endOf(state)));
}

/** What is asked for after a change: what was changed, and for the rest what was asked for before. */
function askedNow({ comparison: before, asked }: LabCore, after: Comparison): Comparison {
  return mapRates(after, (rate, arm) => {
    const old = arm === undefined ? before.shared.learningRate : before.arms[arm]?.learningRate;
    const askedFor = arm === undefined ? asked.shared.learningRate : asked.arms[arm]?.learningRate;
    return keyOf(rate) === keyOf(old) && askedFor !== undefined ? askedFor : rate;
  });
}

/** The runs under another end than before: those that were over may have steps left. */
function withEnd(state: LabCore, before: number): Decision {
  const end = endOf(state);
  if (end === before) return [state, []];
  const arms = state.arms.map((arm) =>
    arm.ended && !arm.diverged && arm.step < end ? { ...arm, ended: false } : arm,
  );
  const isReopened = state.status === 'finished' && arms.some(isLive);
  return proceed({ ...state, arms, ...(isReopened && { goal: state.granted, status: 'paused' }) });
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
  const { evaluating: _, ...quiet } = arm;
  switch (message.type) {
    case 'ready': {
      const { engine, reason, warmUp, renderer } = message;
      const info: EngineInfo = { engine, reason, warmUp, ...(renderer !== undefined && { renderer }) };
      return proceed(withArmState({ ...arm, ready: true, engine }, { engine: info }));
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
      // News of a look that is over, come once more.
      if (arm.looked?.step === message.step && arm.looked.count >= message.total) return [state, []];
      return [withArmState({ ...arm, evaluating: { done: message.done, total: message.total } }), []];
    case 'evaluated': {
      const { step, count } = message.evaluation;
      return before(
        { type: 'add-evaluation', arm: index, evaluation: message.evaluation },
        proceed(withArmState({ ...quiet, looked: { step, count } })),
      );
    }
    case 'finished':
      // It may have been said before the worker heard of another end.
      if (!arm.diverged && message.step < endOf(state)) return [state, []];
      return proceed(withArmState({ ...quiet, ended: true }));
    case 'failed':
      return proceed(withArmState({ ...quiet, problem: message.problem }));
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
