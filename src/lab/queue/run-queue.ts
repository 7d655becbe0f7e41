/**
 * A queue of runs, worked off by a pool of workers.
 *
 * What happens is decided in `core.ts`; here it is done. It lives outside React, so that leaving a page and coming back
 * loses nothing. While the Compare page trains, the queue rests: `hold` is how it is told.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { configKey, type RunConfig } from '../../domain/config.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { type RunResult, resultOf } from '../../domain/run-result.ts';
import { poolSize } from '../../engine/catalogue.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { Knowledge, Refusal } from '../../engine/findings.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import { newId } from '../new-id.ts';
import { BEGINNING } from '../setbacks.ts';
import { throttle } from '../throttle.ts';
import { decideQueue } from './core.ts';
import { measureSpeed, type SpeedMeasurement } from './measure-speed.ts';
import {
  type Failure,
  isIdle,
  isStuck,
  type Job,
  jobsOf,
  type Measuring,
  newQueue,
  type QueueCommand,
  type QueueCore,
  type QueueEvent,
  type Wanted,
  wantedKeys,
} from './model.ts';
import type { PoolWorker } from './pool-worker.ts';
import { RunTimer, type Speed, timeOf } from './speed.ts';

export interface QueueSurroundings {
  createWorker(index: number, onMessage: (message: FromWorker) => void): PoolWorker;
  /** Logical processor cores of the machine. */
  cores: number;
  /** An engine does not start; what is known of the engines comes back through `setKnowledge`. */
  refuseEngine(engine: EngineName, why: Refusal): void;
}

/** A run that was measured here, with the engine that trained it. */
export interface MeasuredRun extends RunResult {
  engine: EngineName;
}

/** A run under way. */
interface RunningRun {
  config: RunConfig;
  step: number;
  evaluating: boolean;
}

/** A run that somebody has begun to train, with all that there is of it. */
export interface QueuedRun extends Pick<Job, 'engine' | 'checkpoints' | 'diverged' | 'renderer'> {
  record: RunRecord;
  /** It has come to its end. */
  ended: boolean;
  /** Why it has not, when it is over. */
  problem?: WorkerProblem;
}

/** A run that was begun in another life of the page, and where it can go on. */
export interface BegunRun extends Pick<QueuedRun, 'record' | 'engine' | 'checkpoints'> {}

export interface QueueState {
  /** `waiting`: there is work, but the Compare page has the machine. */
  status: 'idle' | 'running' | 'paused' | 'waiting';
  /** It has paused by itself, as run after run could not begin. */
  isStuck: boolean;
  engine: EngineChoice;
  /** Runs that nobody has begun. */
  pending: readonly RunConfig[];
  running: readonly RunningRun[];
  /** Runs that are not over and have been begun, those under way among them. */
  begun: readonly QueuedRun[];
  /** Runs that are over, and that nobody has let go of; see `letGo`. */
  over: readonly QueuedRun[];
  /** Why no more checkpoints are kept. */
  unkept?: StorageFailure;
  /** Everything measured here, also in earlier lives of the page, by `configKey`. */
  results: ReadonlyMap<string, MeasuredRun>;
  /** Why runs could not be finished, by `configKey`. */
  failures: ReadonlyMap<string, Failure>;
  /** Runs of the present batch of work, the finished and failed ones among them. */
  total: number;
  done: number;
  /** How far the present batch of work is, in [0, 1]. */
  progress: number;
  /** Estimated time until all is done; undefined before this machine's speed is known. */
  millisecondsLeft?: number;
  measuring: Measuring;
  /** How fast this machine is and how many runs it trains at once, once that was measured. */
  speed?: Speed;
  workers?: number;
}

const REPAINT_INTERVAL = 250;

/** Records of runs that are over which wait to be kept, each with all steps: where nobody keeps any, older ones are forgotten. */
const MOST_OVER = 12;

/** A worker with the record of its run. */
interface Slot {
  worker: PoolWorker;
  record: RunRecord;
  timer: RunTimer;
}

export class RunQueue {
  readonly store: StoreApi<QueueState>;
  readonly #surroundings: QueueSurroundings;
  readonly #slots: Slot[] = [];
  /** Records of runs that were begun and are not over, by `configKey`: no more than there have been workers at once. */
  readonly #records = new Map<string, RunRecord>();
  #over: readonly QueuedRun[] = [];
  #waiting: { of: readonly Wanted[]; configs: readonly RunConfig[] } = { of: [], configs: [] };
  #core: QueueCore;
  #results: ReadonlyMap<string, MeasuredRun> = new Map();
  #speed: Speed | undefined;
  #workers: number | undefined;
  #measurement: SpeedMeasurement | undefined;
  #looking: number | undefined;
  readonly #publish = throttle(() => this.#refresh(), REPAINT_INTERVAL);

  constructor(surroundings: QueueSurroundings, engine: EngineChoice) {
    this.#surroundings = surroundings;
    this.#core = newQueue(engine, surroundings.cores);
    this.store = createStore<QueueState>(() => this.#view());
  }

  /**
   * Adds runs that are neither measured nor queued yet, and begins with them. `begun`: those of them that go on from a checkpoint
   * of another life of the page.
   */
  add(configs: readonly RunConfig[], begun: readonly BegunRun[] = []): void {
    for (const { record } of begun) {
      const key = configKey(record.config);
      if (!this.#records.has(key)) this.#records.set(key, record);
    }
    const places = begun.map(({ record: { config }, engine, checkpoints }) => ({
      config,
      engine,
      checkpoints,
    }));
    this.#do({ type: 'add', configs, begun: places });
    const wanted = new Set(wantedKeys(this.#core));
    for (const key of this.#records.keys()) if (!wanted.has(key)) this.#records.delete(key);
  }

  /** The page may be gone soon: has checkpoints taken. */
  keepNow(): void {
    this.#do({ type: 'keep' });
  }

  /** Forgets runs that are over: whoever keeps them has them. Their results stay. */
  letGo(runs: readonly QueuedRun[]): void {
    if (runs.length === 0) return;
    this.#over = this.#over.filter((run) => !runs.includes(run));
    this.#refresh();
  }

  /** Takes in runs that were measured in another life of the page. What was measured here is not replaced. */
  restore(results: readonly MeasuredRun[]): void {
    const known = results.map((result): [string, MeasuredRun] => [configKey(result.config), result]);
    this.#results = new Map([...known, ...this.#results]);
    this.#do({ type: 'restore', measured: known.map(([key]) => key) });
  }

  /** Holds all work where it is. */
  pause(): void {
    this.#do({ type: 'pause' });
  }

  resume(): void {
    this.#do({ type: 'resume' });
  }

  /** Gives the machine to somebody else, or takes it back. */
  hold(held: boolean): void {
    this.#do({ type: 'hold', held });
  }

  /** Drops everything that is not finished; what was measured stays. */
  cancel(): void {
    this.#do({ type: 'cancel' });
  }

  /** Goes on with what is under way in new workers: the old ones have lost the data. */
  reconnect(): void {
    this.#do({ type: 'reconnect' });
  }

  /** Finds out how fast the machine is, unless that is known, as soon as it has nothing better to do. */
  measure(): void {
    this.#do({ type: 'measure' });
  }

  /** Has runs looked into after every so many steps, from now on, or no more. */
  setLooking(interval: number | undefined): void {
    this.#looking = interval;
    for (const { worker } of this.#slots) worker.setLooking(interval);
  }

  /** Another engine for all runs to come; what was measured and queued with the one before is dropped. */
  chooseEngine(choice: EngineChoice): void {
    this.#do({ type: 'engine', choice });
  }

  /** What is known of the engines. */
  setKnowledge(knowledge: Knowledge): void {
    this.#do({ type: 'engines', knowledge });
  }

  #do(event: QueueEvent): void {
    const before = this.#core;
    const [core, commands] = decideQueue(before, event);
    this.#core = core;
    for (const command of commands) this.#obey(command);
    if (event.type === 'message' && isProgress(event.message)) this.#publish();
    else if (core !== before) this.#refresh();
  }

  #obey(command: QueueCommand): void {
    switch (command.type) {
      case 'start': {
        const { slot, run, engine, config, from } = command;
        const worker = this.#slots[slot]?.worker ?? this.#createWorker(slot);
        const record = this.#recordOf(config);
        record.cutTo(from ?? BEGINNING);
        this.#slots[slot] = { worker, record, timer: new RunTimer() };
        const { id } = record;
        worker.start(run, engine, config, { keep: id, ...(from && { from: { run: id, step: from.step } }) });
        break;
      }
      case 'allow':
        this.#slots[command.slot]?.worker.allow(command.run, command.step, command.paused);
        break;
      case 'keep':
        this.#slots[command.slot]?.worker.keepNow(command.run);
        break;
      case 'dispose':
        this.#slots[command.slot]?.worker.dispose();
        break;
      case 'dispose-all':
        for (const { worker } of this.#slots.splice(0)) worker.dispose();
        break;
      case 'add-steps': {
        const { record, timer } = this.#slots[command.slot]!;
        for (const step of command.steps) {
          record.addStep(step);
          timer.trained(step.milliseconds);
        }
        this.#learnSpeed(timer);
        break;
      }
      case 'evaluating': {
        const { timer } = this.#slots[command.slot]!;
        timer.evaluating(command.done, performance.now(), command.rests);
        this.#learnSpeed(timer);
        break;
      }
      case 'add-evaluation':
        this.#slots[command.slot]!.record.addEvaluation(command.evaluation);
        break;
      case 'add-look':
        this.#slots[command.slot]!.record.addLook(command.look);
        break;
      case 'add-scaling':
        this.#slots[command.slot]!.record.addScaling(command.effect);
        break;
      case 'over':
        this.#end(command.job, command.problem);
        break;
      case 'leave':
        // Of the others, what their checkpoints have is kept already.
        this.#addOver(this.#withRecords(command.runs).filter(isFurther));
        this.#records.clear();
        break;
      case 'forget-results':
        this.#results = new Map();
        this.#forgetSpeed();
        break;
      case 'forget-speed':
        this.#forgetSpeed();
        break;
      case 'refuse':
        this.#surroundings.refuseEngine(command.engine, command.why);
        break;
      case 'measure':
        void this.#measure(command.measurement, command.engine);
        break;
      case 'stop-measuring':
        this.#measurement?.stop();
        this.#measurement = undefined;
        break;
    }
  }

  #createWorker(slot: number): PoolWorker {
    const worker = this.#surroundings.createWorker(slot, (message) =>
      this.#do({ type: 'message', slot, message, at: performance.now() }),
    );
    worker.setLooking(this.#looking);
    return worker;
  }

  /** The record of a run that is to be trained; a new one, unless it goes on. */
  #recordOf(config: RunConfig): RunRecord {
    const key = configKey(config);
    const record = this.#records.get(key) ?? new RunRecord(config, newId());
    this.#records.set(key, record);
    return record;
  }

  #end(job: Job, problem: WorkerProblem | undefined): void {
    const key = configKey(job.config);
    const record = this.#records.get(key)!;
    this.#records.delete(key);
    if (!problem) {
      const result = { ...resultOf(record, { short: true }), engine: job.engine };
      this.#results = new Map(this.#results).set(key, result);
    }
    const run = { ...queuedRun(job, record), ended: !problem, ...(problem && { problem }) };
    this.#addOver([run]);
  }

  #addOver(runs: readonly QueuedRun[]): void {
    this.#over = [...this.#over, ...runs].slice(-MOST_OVER);
  }

  /** Runs that were begun and are not over. */
  #begun(): QueuedRun[] {
    return this.#withRecords([...jobsOf(this.#core), ...this.#core.pending]);
  }

  /** Those of some runs that somebody has begun. */
  #withRecords(runs: readonly (Wanted | Job)[]): QueuedRun[] {
    return runs.flatMap((run) => {
      const record = run.engine && this.#records.get(configKey(run.config));
      return record ? [queuedRun(run, record)] : [];
    });
  }

  /** The same list until it is another. */
  #pending(): readonly RunConfig[] {
    const { pending } = this.#core;
    if (this.#waiting.of !== pending)
      this.#waiting = { of: pending, configs: pending.map(({ config }) => config) };
    return this.#waiting.configs;
  }

  #forgetSpeed(): void {
    this.#speed = undefined;
    this.#workers = undefined;
  }

  async #measure(measurement: number, engine: EngineName): Promise<void> {
    const measuring = measureSpeed((onMessage) => this.#surroundings.createWorker(0, onMessage), engine);
    this.#measurement = measuring;
    const measured = await measuring.result;
    if (this.#measurement !== measuring) return;
    this.#measurement = undefined;
    if (typeof measured === 'string') {
      // Another engine is then measured, or this one is said to have failed.
      this.#surroundings.refuseEngine(engine, measured);
      this.#do({ type: 'measured', measurement, ok: false });
      return;
    }
    if (measured) {
      this.#speed = measured;
      this.#workers = poolSize(engine, this.#surroundings.cores);
    }
    this.#do({ type: 'measured', measurement, ok: measured !== undefined });
  }

  #learnSpeed({ speed }: RunTimer): void {
    const engine = jobsOf(this.#core).find(({ ready }) => ready)?.engine;
    if (!speed || !engine) return;
    const isNew = this.#speed === undefined;
    this.#speed = speed;
    this.#workers = poolSize(engine, this.#surroundings.cores);
    if (isNew) this.#do({ type: 'speed-known' });
  }

  #refresh(): void {
    this.#publish.cancel();
    this.store.setState(this.#view(), true);
  }

  #view(): QueueState {
    const { engine, pending, finished, failures, measuring, unkept } = this.#core;
    const jobs = jobsOf(this.#core);
    // A share of the work needs no true speed, only the right proportions.
    const cost = (config: RunConfig, from = 0) => timeOf(config, this.#speed ?? UNIT_SPEED, from);
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    const waiting = sum(pending.map(({ config, checkpoints }) => cost(config, checkpoints.at(-1)?.step)));
    const active = jobs.map(({ config, step }) => cost(config, step));
    const left = waiting + sum(active);
    const all = [...finished, ...[...pending, ...jobs].map(({ config }) => config)];
    const whole = sum(all.map((config) => cost(config)));
    const workers = Math.max(1, jobs.length);
    return {
      status: statusOf(this.#core),
      isStuck: isStuck(this.#core),
      engine,
      pending: this.#pending(),
      running: jobs.map(({ config, step, evaluating }) => ({ config, step, evaluating })),
      begun: this.#begun(),
      over: this.#over,
      ...(unkept && { unkept }),
      results: this.#results,
      failures,
      total: finished.length + pending.length + jobs.length,
      done: finished.length,
      progress: whole > 0 ? 1 - left / whole : 0,
      measuring,
      ...(this.#speed && left > 0 && { millisecondsLeft: Math.max(0, ...active, left / workers) }),
      ...(this.#speed && { speed: this.#speed }),
      ...(this.#workers !== undefined && { workers: this.#workers }),
    };
  }
}

function queuedRun(run: Wanted | Job, record: RunRecord): QueuedRun {
  const { engine, checkpoints } = run;
  const { diverged = false, renderer } = 'run' in run ? run : {};
  return {
    record,
    engine: engine!,
    checkpoints,
    diverged,
    ended: false,
    ...(renderer !== undefined && { renderer }),
  };
}

/** Whether a run has come further than its checkpoints. */
function isFurther({ record, checkpoints }: QueuedRun): boolean {
  return record.summary.step > (checkpoints.at(-1)?.step ?? 0);
}

/** News that can wait for the next repaint. */
function isProgress({ type }: FromWorker): boolean {
  return type === 'trained' || type === 'evaluating' || type === 'evaluated' || type === 'looked';
}

function statusOf(core: QueueCore): QueueState['status'] {
  if (isIdle(core)) return 'idle';
  if (core.paused) return 'paused';
  return core.held ? 'waiting' : 'running';
}

/** Proportions of a step and an evaluation, until the machine's own are known. */
const UNIT_SPEED: Speed = { step: 1, evaluation: 7 };
