/**
 * What the queue of runs decides, as a pure function: a state and an event give a state and commands.
 *
 * A queue works off runs with a pool of workers, all on one engine until nothing is left to do. Until the first of them has
 * said that the engine is there, one is enough.
 */
import { configKey, type RunConfig } from '../../domain/config.ts';
import type { ScalingEffect } from '../../domain/kernel-scaling.ts';
import type { Look } from '../../domain/look.ts';
import { normalizations } from '../../domain/normalization.ts';
import type { TrainedStep } from '../../domain/trained-step.ts';
import type { Evaluation } from '../../domain/verdict.ts';
import { poolSize, trainsAll } from '../../engine/catalogue.ts';
import { chooseEngine, type EngineChoice } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import { type Knowledge, NOTHING_KNOWN, type Refusal } from '../../engine/findings.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { WorkerProblem } from '../../worker/problem.ts';

/** A run under way. */
export interface Job {
  readonly config: RunConfig;
  /** Number of the run, by which messages of others are told apart. */
  readonly run: number;
  readonly engine?: EngineName;
  readonly step: number;
  readonly evaluating: boolean;
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
  /** Runs that nobody has begun. */
  readonly pending: readonly RunConfig[];
  /** A place for each worker; undefined: it has nothing to do. */
  readonly slots: readonly (Job | undefined)[];
  /** Work of the present batch that is over. */
  readonly finished: readonly RunConfig[];
  /** Everything measured with this engine, by `configKey`. */
  readonly measured: ReadonlySet<string>;
  readonly failures: ReadonlyMap<string, Failure>;
  readonly paused: boolean;
  /** Somebody else has the machine. */
  readonly held: boolean;
  readonly lastRun: number;
  readonly measuring: Measuring;
  /** Number of the present measurement. */
  readonly measurement: number;
}

export type QueueEvent =
  /** Runs to train, those that are neither measured nor queued yet. */
  | { type: 'add'; configs: readonly RunConfig[] }
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
  | { type: 'message'; slot: number; message: FromWorker };

export type QueueCommand =
  /** A run, in the worker of a slot or a new one. */
  | { type: 'start'; slot: number; run: number; engine: EngineName; config: RunConfig }
  | { type: 'allow'; slot: number; run: number; step: number; paused: boolean }
  | { type: 'dispose-all' }
  | { type: 'add-steps'; slot: number; steps: readonly TrainedStep[] }
  | { type: 'evaluating'; slot: number; done: number; rests: boolean }
  | { type: 'add-evaluation'; slot: number; evaluation: Evaluation }
  | { type: 'add-look'; slot: number; look: Look }
  | { type: 'add-scaling'; slot: number; effect: ScalingEffect }
  /** The slot's run is over: its record is a result. */
  | { type: 'keep'; slot: number; engine: EngineName }
  | { type: 'forget-results' }
  | { type: 'measure'; measurement: number; engine: EngineName }
  | { type: 'stop-measuring' }
  /** How fast the machine is with another engine, nobody knows. */
  | { type: 'forget-speed' }
  /** An engine does not start on this device. */
  | { type: 'refuse'; engine: EngineName; why: Refusal };

type Decision = readonly [QueueCore, readonly QueueCommand[]];

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
    held: false,
    lastRun: 0,
    measuring: 'unasked',
    measurement: 0,
  };
}

export function jobsOf({ slots }: QueueCore): Job[] {
  return slots.filter((job) => job !== undefined);
}

export function isIdle(state: QueueCore): boolean {
  return state.pending.length === 0 && jobsOf(state).length === 0;
}

/** Whether work is held where it is. */
function rests({ paused, held }: QueueCore): boolean {
  return paused || held;
}

/** What becomes of the queue, and what is to be done. Never changes its arguments. */
export function decideQueue(state: QueueCore, event: QueueEvent): Decision {
  switch (event.type) {
    case 'add':
      return work(add(state, event.configs));
    case 'restore':
      return [{ ...state, measured: new Set([...event.measured, ...state.measured]) }, []];
    case 'pause':
      return work({ ...state, paused: !isIdle(state) });
    case 'resume':
      return work({ ...state, paused: false });
    case 'hold':
      return event.held === state.held ? [state, []] : work({ ...state, held: event.held });
    case 'cancel':
      return cancel(state);
    case 'reconnect': {
      const pending = [...jobsOf(state).map((job) => job.config), ...state.pending];
      const commands: QueueCommand[] = [{ type: 'dispose-all' }, { type: 'stop-measuring' }];
      return after(commands, work({ ...withoutMeasurement(state), pending, slots: [] }));
    }
    case 'engine':
      return event.choice === state.engine ? [state, []] : changeEngine(state, event.choice);
    case 'engines':
      return learn(state, event.knowledge);
    case 'measure':
      if (state.measuring === 'running' || state.measuring === 'known') return [state, []];
      return work({ ...state, measuring: 'wanted' });
    case 'measured':
      if (event.measurement !== state.measurement || state.measuring !== 'running') return [state, []];
      return [{ ...state, measuring: event.ok ? 'known' : 'failed' }, []];
    case 'speed-known':
      return [{ ...state, measuring: 'known' }, []];
    case 'message':
      return hear(state, event.slot, event.message);
  }
}

function add(state: QueueCore, configs: readonly RunConfig[]): QueueCore {
  const known = new Set([
    ...state.measured,
    ...[...state.pending, ...jobsOf(state).map((job) => job.config)].map(configKey),
  ]);
  const fresh = configs.filter((config) => !known.has(configKey(config)));
  const failures = new Map(state.failures);
  for (const config of fresh) failures.delete(configKey(config));
  return {
    ...state,
    failures,
    pending: [...state.pending, ...fresh],
    finished: isIdle(state) ? [] : state.finished,
    paused: state.paused && fresh.length === 0,
  };
}

function cancel(state: QueueCore): Decision {
  return after([{ type: 'dispose-all' }], work({ ...state, pending: [], slots: [], paused: false }));
}

/** What was measured and queued with another engine is dropped. */
function changeEngine(state: QueueCore, engine: EngineChoice): Decision {
  const wasAsked = state.measuring !== 'unasked';
  const next: QueueCore = {
    ...state,
    engine,
    measured: new Set(),
    failures: new Map(),
    finished: [],
    measuring: wasAsked ? 'wanted' : 'unasked',
    measurement: state.measurement + 1,
  };
  return after([{ type: 'stop-measuring' }, { type: 'forget-results' }], cancel(next));
}

/** Gives every free worker something to do, and tells all of them whether they may. */
function work(state: QueueCore): Decision {
  const { batchEngine: _, ...rest } = state;
  let next: QueueCore = isIdle(state) ? rest : state;
  const commands: QueueCommand[] = [];
  if (!rests(state))
    for (let slot = 0; slot < Math.max(next.slots.length, sizeOf(next)) && next.pending.length > 0; slot++) {
      if (next.slots[slot]) continue;
      const [config, ...pending] = next.pending as [RunConfig, ...RunConfig[]];
      const run = next.lastRun + 1;
      const slots = [...next.slots];
      slots[slot] = { config, run, step: 0, evaluating: false };
      const engine = engineFor(next, [config, ...pending]);
      next = { ...next, pending, slots, lastRun: run, batchEngine: engine };
      commands.push({ type: 'start', slot, run, engine, config });
    }
  next.slots.forEach((job, slot) => {
    if (job)
      commands.push({ type: 'allow', slot, run: job.run, step: job.config.steps, paused: rests(next) });
  });
  // Workers hold a network and a program each; an idle queue gives the memory back.
  if (isIdle(next) && next.slots.length > 0) {
    next = { ...next, slots: [] };
    commands.push({ type: 'dispose-all' });
  }
  return after(commands, measure(next));
}

/** The engine for runs of which the first is to begin: that of the work under way, if it can train it. */
function engineFor({ engine, knowledge, batchEngine }: QueueCore, configs: readonly RunConfig[]): EngineName {
  const wanted = configs.map(({ normalization }) => normalization);
  if (batchEngine && trainsAll(batchEngine, wanted.slice(0, 1))) return batchEngine;
  return chooseEngine(engine, knowledge, wanted).engine;
}

/** The engine that the machine's speed is measured with: the one that trains whatever a visitor may queue. */
function measuredEngine({ engine, knowledge }: QueueCore): EngineName {
  return chooseEngine(engine, knowledge, normalizations).engine;
}

/** What has become known of the engines: work under way keeps its engine, but the speed of the next one is another. */
function learn(before: QueueCore, knowledge: Knowledge): Decision {
  const { batchEngine, ...rest } = before;
  const isRefused = batchEngine !== undefined && knowledge.refusals[batchEngine] !== undefined;
  const state: QueueCore = { ...(isRefused ? rest : before), knowledge };
  if (measuredEngine(state) === measuredEngine(before)) return work(state);
  const isMeasured = state.measuring === 'known' || state.measuring === 'failed';
  const unknown: QueueCore = { ...withoutMeasurement(state), ...(isMeasured && { measuring: 'wanted' }) };
  return after([{ type: 'stop-measuring' }, { type: 'forget-speed' }], work(unknown));
}

/** Begins a measurement that is wanted when the machine is free, and ends one when it is not. */
function measure(state: QueueCore): Decision {
  const isFree = isIdle(state) && !state.held;
  if (state.measuring === 'wanted' && isFree) {
    const measurement = state.measurement + 1;
    return [
      { ...state, measuring: 'running', measurement },
      [{ type: 'measure', measurement, engine: measuredEngine(state) }],
    ];
  }
  if (state.measuring === 'running' && !isFree)
    return [withoutMeasurement(state), [{ type: 'stop-measuring' }]];
  return [state, []];
}

/** A measurement under way is given up, and wanted still. */
function withoutMeasurement(state: QueueCore): QueueCore {
  if (state.measuring !== 'running') return state;
  return { ...state, measuring: 'wanted', measurement: state.measurement + 1 };
}

/** How many workers there shall be. */
function sizeOf(state: QueueCore): number {
  const engine = jobsOf(state).find((job) => job.engine)?.engine;
  return engine ? poolSize(engine, state.cores) : 1;
}

function hear(state: QueueCore, slot: number, message: FromWorker): Decision {
  const job = state.slots[slot];
  if (!job || job.run !== message.run) return [state, []];
  const withJob = (change: Partial<Job>): QueueCore => ({
    ...state,
    slots: state.slots.with(slot, { ...job, ...change }),
  });
  switch (message.type) {
    case 'ready':
      return work(withJob({ engine: message.engine }));
    case 'refused': {
      // The run is to begin once more, on whatever the page then has.
      const { batchEngine: _, ...others } = state;
      const next = {
        ...others,
        slots: state.slots.with(slot, undefined),
        pending: [job.config, ...state.pending],
      };
      return [next, [{ type: 'refuse', engine: message.engine, why: message.why }]];
    }
    case 'trained': {
      const steps = message.steps.filter(({ step }) => step > job.step);
      if (steps.length === 0) return [state, []];
      return [withJob({ step: steps.at(-1)!.step, evaluating: false }), [{ type: 'add-steps', slot, steps }]];
    }
    case 'evaluating':
      return [
        withJob({ evaluating: true }),
        [{ type: 'evaluating', slot, done: message.done, rests: rests(state) }],
      ];
    case 'evaluated':
      return [
        withJob({ evaluating: false }),
        [{ type: 'add-evaluation', slot, evaluation: message.evaluation }],
      ];
    case 'looked':
      return [state, [{ type: 'add-look', slot, look: message.look }]];
    case 'scaled':
      return [state, [{ type: 'add-scaling', slot, effect: message.effect }]];
    case 'kept':
    case 'keeping-failed':
    case 'looking-failed':
      // A result without the rest of its looks is a result.
      return [state, []];
    case 'finished': {
      if (!job.engine) return [state, []];
      const measured = new Set(state.measured).add(configKey(job.config));
      return after(
        [{ type: 'keep', slot, engine: job.engine }],
        work(withoutJob({ ...state, measured }, slot, job)),
      );
    }
    case 'failed': {
      const { config } = job;
      const failures = new Map(state.failures).set(configKey(config), { config, problem: message.problem });
      return work(withoutJob({ ...state, failures }, slot, job));
    }
  }
}

function withoutJob(state: QueueCore, slot: number, { config }: Job): QueueCore {
  return { ...state, slots: state.slots.with(slot, undefined), finished: [...state.finished, config] };
}

function after(commands: readonly QueueCommand[], [state, more]: Decision): Decision {
  return [state, [...commands, ...more]];
}
