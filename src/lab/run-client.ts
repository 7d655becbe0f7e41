/** The page's end of a run worker. */
import type { RunConfig } from '../domain/config.ts';
import type { EngineChoice } from '../engine/choose.ts';
import { type FromWorker, fromWorkerSchema, type ToWorker } from '../worker/messages.ts';
import { startWorker } from '../worker/start-worker.ts';

export class RunClient {
  readonly #name: string;
  readonly #connect: () => MessagePort;
  #worker: Worker | undefined;
  readonly #onMessage: (message: FromWorker) => void;
  #run = 0;

  /** `connect` gives a port to the data worker. Messages of a run that was replaced are not passed on. */
  constructor(name: string, connect: () => MessagePort, onMessage: (message: FromWorker) => void) {
    this.#name = name;
    this.#connect = connect;
    this.#onMessage = onMessage;
  }

  /** Replaces whatever the worker does by a new run, which waits for `allow`. */
  start(engine: EngineChoice, config: RunConfig): void {
    this.#run++;
    this.#worker ??= this.#createWorker();
    this.#say({ type: 'start', run: this.#run, engine, config });
  }

  allow(step: number, paused: boolean): void {
    this.#say({ type: 'allow', run: this.#run, step, paused });
  }

  setLearningRate(value: number, fromStep: number): void {
    this.#say({ type: 'learning-rate', run: this.#run, value, fromStep });
  }

  setSteps(value: number): void {
    this.#say({ type: 'steps', run: this.#run, value });
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #say(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #createWorker(): Worker {
    const worker = startWorker('run', this.#name);
    worker.onmessage = (event: MessageEvent<unknown>) => {
      const message = fromWorkerSchema.parse(event.data);
      if (message.run !== this.#run) return;
      // The next start gets a new worker: the graphics context of this one may be lost for good.
      if (message.type === 'failed') this.dispose();
      this.#onMessage(message);
    };
    worker.onerror = (event) => this.#fail(event.message || 'its program could not be loaded');
    worker.onmessageerror = () => this.#fail('one of its messages could not be read');
    worker.postMessage({ type: 'connect' } satisfies ToWorker, [this.#connect()]);
    return worker;
  }

  /** A worker that failed is not to be trusted: the next start gets a new one. */
  #fail(reason: string): void {
    this.dispose();
    this.#onMessage({ type: 'failed', run: this.#run, message: `The training worker stopped: ${reason}.` });
  }
}
