/**
 * A queue of runs, worked off by a pool of workers.
 *
 * It lives outside React, so that leaving a page and coming back loses nothing. While the Compare page trains, the
 * queue rests: `hold` is how it is told.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../domain/config.ts';
import { configKey } from '../domain/experiments.ts';
import { RunRecord } from '../domain/run-record.ts';
import { type RunResult, resultOf } from '../domain/run-result.ts';
import { poolSize } from '../engine/catalogue.ts';
import type { EngineChoice } from '../engine/choose.ts';
import type { EngineName } from '../engine/engine.ts';
import type { FromWorker } from '../worker/messages.ts';
import { measureSpeed, type SpeedMeasurement } from './measure-speed.ts';
import { RunTimer, type Speed, timeOf } from './speed.ts';
import { throttle } from './throttle.ts';

/** A worker of the pool, as the queue needs it. */
export interface PoolWorker {
  start(engine: EngineChoice, config: RunConfig): void;
  allow(step: number, paused: boolean): void;
  dispose(): void;
}

export interface QueueSurroundings {
  createWorker(index: number, onMessage: (message: FromWorker) => void): PoolWorker;
  /** Logical processor cores of the machine. */
  cores: number;
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

export interface QueueState {
  /** `waiting`: there is work, but the Compare page has the machine. */
  status: 'idle' | 'running' | 'paused' | 'waiting';
  engine: EngineChoice;
  /** Runs that nobody has begun. */
  pending: readonly RunConfig[];
  running: readonly RunningRun[];
  /** Everything measured since the page was opened, by `configKey`. */
  results: ReadonlyMap<string, MeasuredRun>;
  /** Why runs could not be finished, by `configKey`. */
  failures: ReadonlyMap<string, { config: RunConfig; message: string }>;
  /** Runs of the present batch of work, the finished and failed ones among them. */
  total: number;
  done: number;
  /** How far the present batch of work is, in [0, 1]. */
  progress: number;
  /** Estimated time until all is done; undefined before this machine's speed is known. */
  millisecondsLeft?: number;
  /** How fast this machine is and how many runs it trains at once, once that was measured. */
  speed?: Speed;
  workers?: number;
}

const REPAINT_INTERVAL = 250;

interface Slot {
  worker: PoolWorker;
  job?: Job;
}

interface Job {
  config: RunConfig;
  record: RunRecord;
  timer: RunTimer;
  engine?: EngineName;
  evaluating: boolean;
}

export class RunQueue {
  readonly store: StoreApi<QueueState>;
  readonly #surroundings: QueueSurroundings;
  readonly #slots: Slot[] = [];
  #pending: RunConfig[] = [];
  /** Work of the present batch that is over. */
  #finishedConfigs: RunConfig[] = [];
  #paused = false;
  #held = false;
  #measuring: SpeedMeasurement | undefined;
  readonly #publish = throttle(() => this.#refresh(), REPAINT_INTERVAL);

  constructor(surroundings: QueueSurroundings, engine: EngineChoice) {
    this.#surroundings = surroundings;
    this.store = createStore<QueueState>(() => ({
      status: 'idle',
      engine,
      pending: [],
      running: [],
      results: new Map(),
      failures: new Map(),
      total: 0,
      done: 0,
      progress: 0,
    }));
  }

  /** Adds runs that are neither measured nor queued yet, and begins with them. */
  add(configs: readonly RunConfig[]): void {
    const { results } = this.store.getState();
    const known = new Set([
      ...results.keys(),
      ...this.#pending.map(configKey),
      ...this.#jobs().map((job) => configKey(job.config)),
    ]);
    const fresh = configs.filter((config) => !known.has(configKey(config)));
    if (this.#isIdle()) this.#finishedConfigs = [];
    this.#pending.push(...fresh);
    this.#forgetFailures(fresh);
    if (fresh.length > 0) this.#paused = false;
    this.#work();
  }

  /** Holds all work where it is. */
  pause(): void {
    this.#paused = true;
    this.#work();
  }

  resume(): void {
    this.#paused = false;
    this.#work();
  }

  /** Gives the machine to somebody else, or takes it back. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    this.#work();
  }

  /** Drops everything that is not finished; what was measured stays. */
  cancel(): void {
    this.#pending = [];
    this.#paused = false;
    this.#disposeWorkers();
    this.#work();
  }

  /** Begins anew what is under way, with new workers: the old ones have lost the data. */
  reconnect(): void {
    this.#pending.unshift(...this.#jobs().map((job) => job.config));
    this.#disposeWorkers();
    this.#work();
  }

  /** Finds out how fast the machine is, unless that is known or it has better to do. */
  async measure(): Promise<void> {
    const { speed, engine } = this.store.getState();
    if (speed || this.#measuring || this.#held || !this.#isIdle()) return;
    const measuring = measureSpeed((onMessage) => this.#surroundings.createWorker(0, onMessage), engine);
    this.#measuring = measuring;
    const measured = await measuring.result;
    if (this.#measuring !== measuring) return;
    this.#measuring = undefined;
    if (measured)
      this.store.setState({
        speed: measured.speed,
        workers: poolSize(measured.engine, this.#surroundings.cores),
      });
  }

  #stopMeasuring(): void {
    this.#measuring?.stop();
    this.#measuring = undefined;
  }

  /** Another engine for all runs to come; what was measured and queued with the one before is dropped. */
  chooseEngine(engine: EngineChoice): void {
    if (engine === this.store.getState().engine) return;
    this.cancel();
    this.#stopMeasuring();
    this.store.setState({ engine, results: new Map(), failures: new Map() });
    this.store.setState(({ speed: _s, workers: _w, ...rest }) => rest, true);
  }

  #jobs(): Job[] {
    return this.#slots.flatMap((slot) => (slot.job ? [slot.job] : []));
  }

  #isIdle(): boolean {
    return this.#pending.length === 0 && this.#jobs().length === 0;
  }

  #rests(): boolean {
    return this.#paused || this.#held;
  }

  /** Gives every free worker something to do, and tells all of them whether they may. */
  #work(): void {
    if (this.#held || !this.#isIdle()) this.#stopMeasuring();
    if (!this.#rests()) {
      for (const slot of this.#slots) if (!slot.job) this.#next(slot);
      while (this.#pending.length > 0 && this.#slots.length < this.#size()) this.#hire();
    }
    for (const { worker, job } of this.#slots) if (job) worker.allow(job.config.steps, this.#rests());
    // Workers hold a network and a program each; an idle queue gives the memory back.
    if (this.#isIdle()) this.#disposeWorkers();
    this.#refresh();
  }

  /** Until the first worker has said which engine it got, one is enough. */
  #size(): number {
    const engine = this.#jobs().find((job) => job.engine)?.engine;
    return engine ? poolSize(engine, this.#surroundings.cores) : 1;
  }

  #hire(): void {
    const index = this.#slots.length;
    const worker = this.#surroundings.createWorker(index, (message) => this.#onMessage(slot, message));
    const slot: Slot = { worker };
    this.#slots.push(slot);
    this.#next(slot);
  }

  #next(slot: Slot): void {
    const config = this.#pending.shift();
    if (!config) return;
    slot.job = { config, record: new RunRecord(config), timer: new RunTimer(), evaluating: false };
    slot.worker.start(this.store.getState().engine, config);
    slot.worker.allow(config.steps, false);
  }

  #onMessage(slot: Slot, message: FromWorker): void {
    const { job } = slot;
    if (!job) return;
    switch (message.type) {
      case 'ready':
        job.engine = message.engine;
        this.#work();
        break;
      case 'trained':
        for (const step of message.steps) {
          job.record.addStep(step);
          job.timer.trained(step.milliseconds);
        }
        break;
      case 'evaluating':
        job.evaluating = true;
        job.timer.evaluating(message.done, performance.now(), this.#rests());
        break;
      case 'evaluated':
        job.evaluating = false;
        job.record.addEvaluation(message.evaluation);
        break;
      case 'finished':
        this.#finish(slot, job);
        break;
      case 'failed':
        this.#fail(slot, job, message.message);
        break;
    }
    this.#learnSpeed(job);
    this.#publish();
  }

  #finish(slot: Slot, job: Job): void {
    const result = { ...resultOf(job.record, { short: true }), engine: job.engine! };
    this.store.setState(({ results }) => ({
      results: new Map(results).set(configKey(job.config), result),
    }));
    this.#end(slot, job);
  }

  #fail(slot: Slot, job: Job, message: string): void {
    this.store.setState(({ failures }) => ({
      failures: new Map(failures).set(configKey(job.config), { config: job.config, message }),
    }));
    this.#end(slot, job);
  }

  #end(slot: Slot, job: Job): void {
    delete slot.job;
    this.#finishedConfigs.push(job.config);
    this.#work();
  }

  #forgetFailures(configs: readonly RunConfig[]): void {
    const failures = new Map(this.store.getState().failures);
    for (const config of configs) failures.delete(configKey(config));
    this.store.setState({ failures });
  }

  #learnSpeed(job: Job): void {
    const { speed } = job.timer;
    if (speed && job.engine)
      this.store.setState({ speed, workers: poolSize(job.engine, this.#surroundings.cores) });
  }

  #disposeWorkers(): void {
    for (const slot of this.#slots) {
      slot.worker.dispose();
      // What is still on its way from it is not heard any more.
      delete slot.job;
    }
    this.#slots.length = 0;
  }

  #refresh(): void {
    this.#publish.cancel();
    const jobs = this.#jobs();
    const active = jobs.map(({ config, record, evaluating }) => ({
      config,
      step: record.loss.last?.step ?? 0,
      evaluating,
    }));
    this.store.setState((state) => {
      const { millisecondsLeft: _, ...rest } = state;
      // A share of the work needs no true speed, only the right proportions.
      const cost = (config: RunConfig, from = 0) => timeOf(config, state.speed ?? UNIT_SPEED, from);
      const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
      const finished = sum(this.#finishedConfigs.map((config) => cost(config)));
      const left =
        sum(this.#pending.map((config) => cost(config))) +
        sum(active.map(({ config, step }) => cost(config, step)));
      const whole =
        finished +
        sum(this.#pending.map((config) => cost(config))) +
        sum(active.map(({ config }) => cost(config)));
      const longest = Math.max(0, ...active.map(({ config, step }) => cost(config, step)));
      const workers = Math.max(1, this.#slots.length);
      return {
        ...rest,
        status: this.#status(),
        pending: [...this.#pending],
        running: active,
        total: this.#finishedConfigs.length + this.#pending.length + active.length,
        done: this.#finishedConfigs.length,
        progress: whole > 0 ? 1 - left / whole : 0,
        ...(state.speed && left > 0 && { millisecondsLeft: Math.max(longest, left / workers) }),
      };
    }, true);
  }

  #status(): QueueState['status'] {
    if (this.#isIdle()) return 'idle';
    if (this.#paused) return 'paused';
    return this.#held ? 'waiting' : 'running';
  }
}

/** Proportions of a step and an evaluation, until the machine's own are known. */
const UNIT_SPEED: Speed = { step: 1, evaluation: 7 };
