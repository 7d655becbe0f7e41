/** What the queue of runs knows, what may happen to it, and what it can have done: all as plain values. */
import type { CheckpointPlace } from '../../domain/checkpoint-place.ts';
import { configKey, type RunConfig } from '../../domain/config.ts';
import type { ScalingEffect } from '../../domain/kernel-scaling.ts';
import type { Look } from '../../domain/look.ts';
import type { TrainedStep } from '../../domain/trained-step.ts';
import type { Evaluation } from '../../domain/verdict.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import { type Knowledge, NOTHING_KNOWN, type Refusal } from '../../engine/findings.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import type { Setbacks } from '../setbacks.ts';

/** A run that is to be trained, or to go on. */
export interface Wanted {
  readonly config: RunConfig;
  /** Those that are kept, newest last: there it goes on; without one, it begins. */
  readonly checkpoints: readonly CheckpointPlace[];
  /** The engine that took them: on another, the run goes on, but not to the same bits. */
  readonly engine?: EngineName;
  /** How often its worker has failed without its having come any further. */
  readonly setbacks?: Setbacks;
}

/** A run under way. */
export interface Job extends Wanted {
  /** Number of the run, by which messages of others are told apart. */
  readonly run: number;
  readonly engine: EngineName;
  /** Whether its network is. */
  readonly ready: boolean;
  /** What draws, where the engine does. */
  readonly renderer?: string;
  readonly step: number;
  readonly evaluating: boolean;
  /** Its numbers are lost. */
  readonly diverged: boolean;
}

export interface Failure {
  config: RunConfig;
  problem: WorkerProblem;
}

/** Whether this machine's speed is known: it is measured when a page asks for it and the machine has nothing better to do. */
export type Measuring = 'unasked' | 'wanted' | 'running' | 'failed' | 'known';

export interface QueueCore {
  readonly engine: EngineChoice;
  /** What is known of the engines. */
  readonly knowledge: Knowledge;
  /** The engine of the present batch of work; what becomes known meanwhile holds for the next. */
  readonly batchEngine?: EngineName;
  /** Logical processor cores of the machine. */
  readonly cores: number;
  /** Runs that nobody trains: those that were interrupted first, then those that nobody has begun. */
  readonly pending: readonly Wanted[];
  /** A place for each worker; undefined: it has nothing to do. */
  readonly slots: readonly (Job | undefined)[];
  /** Work of the present batch that is over. */
  readonly finished: readonly RunConfig[];
  /** Everything measured with this engine, by `configKey`. */
  readonly measured: ReadonlySet<string>;
  readonly failures: ReadonlyMap<string, Failure>;
  readonly paused: boolean;
  /** Runs given up one after the other, with no network ready in between: something is wrong that is not theirs. */
  readonly neverReady: number;
  /** Somebody else has the machine. */
  readonly held: boolean;
  readonly lastRun: number;
  readonly measuring: Measuring;
  /** Number of the present measurement. */
  readonly measurement: number;
  /** When graphics contexts were lost in the last minute, in milliseconds of the page's clock. */
  readonly losses: readonly number[];
  /** Why no more checkpoints are kept. */
  readonly unkept?: StorageFailure;
}

export type QueueEvent =
  /** Runs to train, those that are neither measured nor queued yet; `begun`: where some of them go on. */
  | { type: 'add'; configs: readonly RunConfig[]; begun?: readonly Wanted[] }
  /** Runs that were measured in another life of the page, by `configKey`. */
  | { type: 'restore'; measured: readonly string[] }
  | { type: 'pause' }
  | { type: 'resume' }
  /** The machine is given to somebody else, or comes back. */
  | { type: 'hold'; held: boolean }
  /** Everything that is not finished is dropped. */
  | { type: 'cancel' }
  /** The lines of all workers are dead. */
  | { type: 'reconnect' }
  | { type: 'engine'; choice: EngineChoice }
  /** Something has become known of the engines. */
  | { type: 'engines'; knowledge: Knowledge }
  /** The speed of the machine is wanted. */
  | { type: 'measure' }
  | { type: 'measured'; measurement: number; ok: boolean }
  /** It has become known from runs. */
  | { type: 'speed-known' }
  /** The page may be gone soon: take checkpoints. */
  | { type: 'keep' }
  /** `at`: in milliseconds of the page's clock. */
  | { type: 'message'; slot: number; message: FromWorker; at: number };

export type QueueCommand =
  /** A run, in the worker of a slot or a new one; its record is cut to where it goes on. */
  | {
      type: 'start';
      slot: number;
      run: number;
      engine: EngineName;
      config: RunConfig;
      from?: CheckpointPlace;
    }
  | { type: 'allow'; slot: number; run: number; step: number; paused: boolean }
  /** Takes a checkpoint now. */
  | { type: 'keep'; slot: number; run: number }
  /** Ends the worker of a slot. */
  | { type: 'dispose'; slot: number }
  | { type: 'dispose-all' }
  | { type: 'add-steps'; slot: number; steps: readonly TrainedStep[] }
  | { type: 'evaluating'; slot: number; done: number; rests: boolean }
  | { type: 'add-evaluation'; slot: number; evaluation: Evaluation }
  | { type: 'add-look'; slot: number; look: Look }
  | { type: 'add-scaling'; slot: number; effect: ScalingEffect }
  /** A run is over: its record is a result, or that of a run that could not be finished. */
  | { type: 'over'; job: Job; problem?: WorkerProblem }
  /** Nobody goes on with these: those that were begun are over, as far as they came. */
  | { type: 'leave'; runs: readonly (Wanted | Job)[] }
  | { type: 'forget-results' }
  | { type: 'measure'; measurement: number; engine: EngineName }
  | { type: 'stop-measuring' }
  /** How fast the machine is with another engine, nobody knows. */
  | { type: 'forget-speed' }
  /** An engine does not start on this device, or is not to be trusted. */
  | { type: 'refuse'; engine: EngineName; why: Refusal };

/** What becomes of the queue, and what is to be done. */
export type Decision = readonly [QueueCore, readonly QueueCommand[]];

export function newQueue(engine: EngineChoice, cores: number): QueueCore {
  return {
    engine,
    knowledge: NOTHING_KNOWN,
    cores,
    pending: [],
    slots: [],
    finished: [],
    measured: new Set(),
    failures: new Map(),
    paused: false,
    neverReady: 0,
    held: false,
    lastRun: 0,
    measuring: 'unasked',
    measurement: 0,
    losses: [],
  };
}

/** After as many runs that were given up before they began, the others are not tried as well. */
const MOST_NEVER_READY = 2;

/** Whether the queue has paused by itself, as it would lose one run after the other. */
export function isStuck({ paused, neverReady }: QueueCore): boolean {
  return paused && neverReady >= MOST_NEVER_READY;
}

export function jobsOf({ slots }: QueueCore): Job[] {
  return slots.filter((job) => job !== undefined);
}

export function isIdle(state: QueueCore): boolean {
  return state.pending.length === 0 && jobsOf(state).length === 0;
}

/** Whether work is held where it is. */
export function rests({ paused, held }: QueueCore): boolean {
  return paused || held;
}

/** A slot's run is over. */
export function withoutJob(state: QueueCore, slot: number): QueueCore {
  const { config } = state.slots[slot]!;
  return { ...state, slots: state.slots.with(slot, undefined), finished: [...state.finished, config] };
}

/** The runs of some slots are to go on before all others, from their checkpoints, whenever a worker is free. */
export function givenBack(state: QueueCore, slots: readonly number[]): QueueCore {
  const wanted = slots.flatMap((slot): Wanted[] => {
    const job = state.slots[slot];
    if (!job) return [];
    const { config, checkpoints, engine, setbacks } = job;
    return [{ config, checkpoints, engine, ...(setbacks && { setbacks }) }];
  });
  return {
    ...state,
    pending: [...wanted, ...state.pending],
    slots: state.slots.map((job, slot) => (slots.includes(slot) ? undefined : job)),
  };
}

/** The runs that are to be trained, by `configKey`. */
export function wantedKeys(state: QueueCore): string[] {
  return [...state.pending, ...jobsOf(state)].map(({ config }) => configKey(config));
}

/** A decision with commands that are to be obeyed first. */
export function after(commands: readonly QueueCommand[], [state, more]: Decision): Decision {
  return [state, [...commands, ...more]];
}
