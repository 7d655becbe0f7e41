/** What the comparison lab knows, what may happen to it, and what it can have done: all as plain values. */

import type { CheckpointPlace } from '../../domain/checkpoint-place.ts';
import { type Comparison, comparisonRuns } from '../../domain/comparison.ts';
import type { RunConfig, Setting } from '../../domain/config.ts';
import type { KernelScalings, ScalingEffect } from '../../domain/kernel-scaling.ts';
import type { LearningRate } from '../../domain/learning-rate.ts';
import type { Look } from '../../domain/look.ts';
import type { TrainedStep } from '../../domain/trained-step.ts';
import type { Evaluation } from '../../domain/verdict.ts';
import { chooseEngine, type EngineChoice, type EngineDecision } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import { type Knowledge, NOTHING_KNOWN, type Refusal } from '../../engine/findings.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import type { Setbacks } from '../setbacks.ts';

/**
 * `idle`: nothing was trained yet; `starting`: wanted, but data or engines are not ready; `pausing`: all
 * arms are on their way to one step.
 */
export type Status = 'idle' | 'starting' | 'running' | 'pausing' | 'paused' | 'finished';

/** A change that made all runs start again: the name of what was changed. */
export interface Restart {
  setting: Setting | 'engine' | 'preset' | 'arms' | 'comparison';
  /** Of several at once: those that all runs share. */
  changed?: readonly Setting[];
}

/** One arm, as far as its worker has told. */
export interface ArmState {
  /** Number of the run that its worker was told of last; messages of others are not heard. */
  readonly run: number;
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
  /** Why no more looks inside will come, when whoever looks has failed. */
  readonly blind?: string;
  readonly engine?: EngineName;
  /** Why it cannot go on, when something broke. */
  readonly problem?: WorkerProblem;
  /** Those that are kept, newest last: from there it goes on when its worker fails. */
  readonly checkpoints: readonly CheckpointPlace[];
  /** How often its worker has failed without having come any further, and how far it was. */
  readonly failures?: Setbacks;
  /** It has ended, and its worker has failed since: to go on further it needs another. */
  readonly lost?: true;
}

/** The engine that trains, with the time until its network was ready. */
export interface EngineInfo extends EngineDecision {
  /** Milliseconds. */
  readonly warmUp: number;
  readonly renderer?: string;
}

/** What is put aside of finished runs, and brought back by `undo`. */
export interface Finished {
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
  /** What is known of the engines now. */
  readonly knowledge: Knowledge;
  /** The engine of the present run, in all arms: it holds until the next run, whatever becomes known meanwhile. */
  readonly decision: EngineDecision;
  readonly engine?: EngineInfo;
  readonly status: Status;
  /** Whether the lab has workers. */
  readonly opened: boolean;
  readonly dataReady: boolean;
  /** The last number that was given to a run. */
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
  /** When graphics contexts were lost in the last minute, in milliseconds of the page's clock. */
  readonly losses: readonly number[];
  /** Why no more checkpoints are kept. */
  readonly unkept?: StorageFailure;
}

/** What it takes to go on with runs that were kept. */
export interface Kept {
  readonly comparison: Comparison;
  /** As it was asked for when they began. */
  readonly asked: Comparison;
  readonly engineChoice: EngineChoice;
  readonly engine: EngineName;
  /** One for each arm. */
  readonly arms: readonly KeptArm[];
}

export interface KeptArm {
  /** Where it goes on; without one, from the beginning. */
  readonly checkpoints: readonly CheckpointPlace[];
  /** Of an arm whose numbers are lost, or that has ended: nothing more is trained. */
  readonly over?: { readonly step: number; readonly diverged: boolean };
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
  /** Multiply the hidden layers' kernels of all arms, before the next step. */
  | { type: 'scale'; factor: number }
  /** Another comparison altogether: nothing of the runs goes on. */
  | { type: 'show'; comparison: Comparison }
  | { type: 'engine'; choice: EngineChoice }
  /** Something has become known of the engines. */
  | { type: 'engines'; knowledge: Knowledge }
  /** Bring back the finished runs that were replaced. */
  | { type: 'undo' }
  /** Go on with runs that were kept, from a pause. */
  | { type: 'resume'; kept: Kept }
  /** The page may be gone soon: take checkpoints. */
  | { type: 'keep' }
  /** The lines of all workers are dead. */
  | { type: 'reconnect' }
  /** `at`: in milliseconds of the page's clock. */
  | { type: 'message'; arm: number; message: FromWorker; at: number };

export type LabCommand =
  /** A new run, in a worker that is there already or a new one; `from`: the step of the checkpoint that it goes on from. */
  | { type: 'start'; arm: number; run: number; engine: EngineName; config: RunConfig; from?: number }
  | { type: 'allow'; arm: number; run: number; step: number; paused: boolean }
  | { type: 'learning-rate'; arm: number; run: number; schedule: LearningRate }
  | { type: 'steps'; arm: number; run: number; value: number }
  | { type: 'kernel-scalings'; arm: number; run: number; scalings: KernelScalings }
  /** Takes a checkpoint now. */
  | { type: 'keep'; arm: number; run: number }
  /** Forgets what the record has beyond a checkpoint. */
  | { type: 'cut'; arm: number; cut: CheckpointPlace }
  /** Ends the workers from this arm on. */
  | { type: 'dispose'; from: number }
  /** Empty records for these configurations. */
  | { type: 'new-records'; configs: readonly RunConfig[] }
  /** The configurations of the present records, as they have become. */
  | { type: 'configs'; configs: readonly RunConfig[] }
  | { type: 'add-steps'; arm: number; steps: readonly TrainedStep[] }
  | { type: 'add-evaluation'; arm: number; evaluation: Evaluation }
  | { type: 'add-look'; arm: number; look: Look }
  | { type: 'add-scaling'; arm: number; effect: ScalingEffect }
  /** Puts the present records aside, in place of those that were. */
  | { type: 'archive' }
  | { type: 'restore' }
  | { type: 'forget' }
  /** An engine does not start on this device: whoever knows of the engines must know. */
  | { type: 'refuse'; engine: EngineName; why: Refusal };

/** What becomes of the lab, and what is to be done. */
export type Decision = readonly [LabCore, readonly LabCommand[]];

/** An arm whose worker was told of a run. */
export function newArm(run: number): ArmState {
  return { run, ready: false, step: 0, ended: false, diverged: false, checkpoints: [] };
}

export function newLab(comparison: Comparison, engineChoice: EngineChoice, dataReady: boolean): LabCore {
  return {
    comparison,
    engineChoice,
    knowledge: NOTHING_KNOWN,
    decision: decisionFor({ comparison, engineChoice, knowledge: NOTHING_KNOWN }),
    status: 'idle',
    opened: false,
    dataReady,
    run: 0,
    arms: comparison.arms.map(() => newArm(0)),
    goal: 0,
    granted: 0,
    held: false,
    asked: comparison,
    isFull: false,
    hollow: false,
    losses: [],
  };
}

/** The engine that a run would get now: one for all arms, so it must train the normalizations of all. */
export function decisionFor({
  comparison,
  engineChoice,
  knowledge,
}: Pick<LabCore, 'comparison' | 'engineChoice' | 'knowledge'>): EngineDecision {
  const wanted = comparisonRuns(comparison).map(({ normalization }) => normalization);
  return chooseEngine(engineChoice, knowledge, wanted);
}

/** Whether an arm still trains. */
export function isLive(arm: ArmState): boolean {
  return !arm.ended && arm.problem === undefined;
}

/** Whether the visitor has asked for training, whether or not it has begun. */
export function isUnderWay({ status }: LabCore): boolean {
  return status === 'running' || status === 'starting';
}

/** The step after which all runs end. */
export function endOf({ comparison }: LabCore): number {
  return comparison.shared.steps;
}

/** Runs that came to their end are not thrown away before the next have. */
export function isWorthKeeping({ status, arms }: LabCore): boolean {
  return status === 'finished' && arms.every((arm) => arm.problem === undefined && arm.step > 0);
}

/* Decisions one after the other */

/** A decision, and another one about what became of it. (A module that exports `then` could not be imported lazily.) */
export function andThen([state, commands]: Decision, next: (state: LabCore) => Decision): Decision {
  const [after, more] = next(state);
  return [after, [...commands, ...more]];
}

/** A decision with a command that is to be obeyed first. */
export function before(command: LabCommand, [state, commands]: Decision): Decision {
  return [state, [command, ...commands]];
}
