/** The page's end of a run worker. */
import type { RunConfig } from '../domain/config.ts';
import type { KernelScalings } from '../domain/kernel-scaling.ts';
import type { LearningRate } from '../domain/learning-rate.ts';
import type { EngineName } from '../engine/engine.ts';
import { ALIVE } from '../worker/alive.ts';
import { type FromWorker, fromWorkerSchema, type ToWorker } from '../worker/messages.ts';
import type { WorkerProblem } from '../worker/problem.ts';
import { ROLE_NOT_LOADED } from '../worker/role-not-loaded.ts';
import { startWorker } from '../worker/start-worker.ts';
import { SilenceWatch } from './silence.ts';

/** What give ports to other workers. */
interface Lines {
  data: () => MessagePort;
  /** Of one generation, all lines are alive or none. */
  inspector: () => { generation: number; connect: () => MessagePort };
}

export class RunClient {
  readonly #name: string;
  readonly #lines: Lines;
  readonly #onMessage: (message: FromWorker) => void;
  #worker: Worker | undefined;
  /** The run that the worker was told of last. */
  #run = 0;
  #watch: SilenceWatch | undefined;
  #looking: number | undefined;
  /** The generation of the inspector that the worker has a line to. */
  #inspected: number | undefined;

  constructor(name: string, lines: Lines, onMessage: (message: FromWorker) => void) {
    this.#name = name;
    this.#lines = lines;
    this.#onMessage = onMessage;
  }

  /** Replaces whatever the worker does by a new run, which waits for `allow`. */
  start(
    run: number,
    engine: EngineName,
    config: RunConfig,
    kept: { keep?: string; from?: { run: string; step: number } } = {},
  ): void {
    this.#run = run;
    this.#worker ??= this.#createWorker();
    if (this.#watch) this.#watch.isReady = false;
    this.#say({ type: 'start', run, engine, config, ...kept });
  }

  /** Has a checkpoint taken as soon as may be. */
  keepNow(run: number): void {
    this.#say({ type: 'keep', run });
  }

  allow(run: number, step: number, paused: boolean): void {
    this.#say({ type: 'allow', run, step, paused });
  }

  setLearningRate(run: number, schedule: LearningRate): void {
    this.#say({ type: 'learning-rate', run, schedule });
  }

  setKernelScalings(run: number, scalings: KernelScalings): void {
    this.#say({ type: 'kernel-scalings', run, scalings });
  }

  /** After every how many steps this run and the next ones are looked into; undefined: they are not. */
  setLooking(interval: number | undefined): void {
    this.#looking = interval;
    if (this.#worker) this.#tellLooking(this.#worker);
  }

  setSteps(run: number, value: number): void {
    this.#say({ type: 'steps', run, value });
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#watch?.stop();
    this.#inspected = undefined;
  }

  #say(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #tellLooking(worker: Worker): void {
    const interval = this.#looking ?? null;
    const line = this.#lines.inspector();
    const isNew = interval !== null && line.generation !== this.#inspected;
    if (isNew) this.#inspected = line.generation;
    worker.postMessage({ type: 'looking', interval } satisfies ToWorker, isNew ? [line.connect()] : []);
  }

  #createWorker(): Worker {
    const worker = startWorker('run', this.#name);
    const watch = new SilenceWatch((seconds) => this.#fail({ code: 'worker-silent', values: { seconds } }));
    this.#watch = watch;
    worker.onmessage = (event: MessageEvent<unknown>) => {
      // What a worker has said before it was ended may still be under way.
      if (worker !== this.#worker) return;
      watch.heard();
      if (event.data === ALIVE) return;
      const message = fromWorkerSchema.safeParse(event.data);
      if (!message.success) {
        this.#fail({ code: 'worker-unreadable-message', values: {} });
        return;
      }
      // The next start gets a new worker: the graphics context of this one may be lost for good.
      const { type, run } = message.data;
      if (message.data.type === 'ready') watch.isReady = true;
      if (message.data.type === 'trained') watch.stepTime = message.data.steps.at(-1)?.milliseconds ?? 0;
      if ((type === 'failed' || type === 'refused') && run === this.#run) this.dispose();
      this.#onMessage(message.data);
    };
    // Without a message of its own, an error is that of a program that did not come at all.
    worker.onerror = ({ message }) =>
      this.#fail(
        message && !message.includes(ROLE_NOT_LOADED)
          ? { code: 'worker-stopped', values: { reason: message } }
          : { code: 'worker-not-loaded', values: {} },
      );
    worker.onmessageerror = () => this.#fail({ code: 'worker-unreadable-message', values: {} });
    worker.postMessage({ type: 'connect' } satisfies ToWorker, [this.#lines.data()]);
    if (this.#looking !== undefined) this.#tellLooking(worker);
    return worker;
  }

  /** A worker that failed is not to be trusted: the next start gets a new one. */
  #fail(problem: WorkerProblem): void {
    this.dispose();
    this.#onMessage({ type: 'failed', run: this.#run, problem });
  }
}
