/** The page's end of a bench worker. */
import { ownProgram } from '../src/browser/own-program.ts';
import type { MnistLoader } from '../src/data/data-loader.ts';
import { type BenchArm, type Contestant, isStock } from './contestants.ts';
import type { ContextCounts } from './context-watch.ts';
import type { BenchAnswer, BenchRequest } from './role.ts';
import program from './worker.ts?worker&url';

/** A worker that answers one request at a time. */
class BenchWorker {
  readonly #worker: Worker;

  constructor(name: string, loader: MnistLoader) {
    this.#worker = new Worker(ownProgram(program), { type: 'module', name });
    this.#worker.postMessage('connect', [loader.connect()]);
  }

  async ask(request: BenchRequest): Promise<Exclude<BenchAnswer, { problem: string }>> {
    const answer = await new Promise<BenchAnswer>((resolve, reject) => {
      this.#worker.onmessage = (event: MessageEvent<BenchAnswer>) => resolve(event.data);
      this.#worker.onerror = (event) => reject(new Error(event.message || 'The worker could not be loaded.'));
      this.#worker.postMessage(request);
    });
    if ('problem' in answer) throw new Error(answer.problem);
    return answer;
  }

  dispose(): void {
    this.#worker.terminate();
  }
}

/** Trains one network. */
export class Trainer {
  readonly contestant: Contestant;
  readonly arm: BenchArm;
  /** Milliseconds a step, of each measurement. */
  readonly times: number[] = [];
  /** Milliseconds of a batch that is evaluated, of each measurement. */
  readonly predictions: number[] = [];
  steps = 0;
  renderer = '';
  /** What one step asked of the context, of the last measurement. */
  counts: ContextCounts | undefined;
  /** Why it cannot train. */
  problem: string | undefined;
  readonly #worker: BenchWorker;

  readonly #batchSize: number | undefined;

  constructor(contestant: Contestant, arm: BenchArm, loader: MnistLoader, batchSize?: number) {
    this.contestant = contestant;
    this.arm = arm;
    this.#batchSize = batchSize;
    this.#worker = new BenchWorker(`${contestant}-${arm}`, loader);
  }

  /** Makes steps, with a fresh network if so, and keeps their time unless they are for warming up. A problem ends it. */
  async train(steps: number, { warmUp = false, fresh = false } = {}): Promise<void> {
    if (this.problem !== undefined || steps === 0) return;
    const { contestant, arm } = this;
    try {
      const { milliseconds, renderer, counts } = await this.#worker.ask({
        what: 'train',
        contestant,
        arm,
        steps,
        fresh,
        ...(this.#batchSize !== undefined && { batchSize: this.#batchSize }),
      });
      this.renderer = renderer;
      if (warmUp) return;
      this.times.push(milliseconds);
      this.steps += steps;
      this.counts = counts && perStep(counts, steps);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** Evaluates batches, where the contestant is an engine that has trained, and keeps the time of one. */
  async predict(batches: number): Promise<void> {
    if (this.problem !== undefined || isStock(this.contestant)) return;
    try {
      const { milliseconds } = await this.#worker.ask({ what: 'predict', batches });
      this.predictions.push(milliseconds);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
  }

  dispose(): void {
    this.#worker.dispose();
  }
}

/** Measures a raw product: of textures by WebGL, or of the processor's kernels. */
export class RawProductRunner {
  /** Milliseconds of each measurement; none where the browser lacks what it takes. */
  readonly times: number[] = [];
  renderer = '';
  readonly #worker: BenchWorker;

  readonly #what: 'raw-matrix' | 'raw-kernels';

  constructor(what: 'raw-matrix' | 'raw-kernels', loader: MnistLoader) {
    this.#what = what;
    this.#worker = new BenchWorker(what, loader);
  }

  async measure(): Promise<void> {
    try {
      const { milliseconds, renderer } = await this.#worker.ask({ what: this.#what });
      this.renderer = renderer;
      this.times.push(milliseconds);
    } catch {
      // Without it there is no row of it; the engines that need it say why.
    }
  }

  dispose(): void {
    this.#worker.dispose();
  }
}

function perStep(counts: ContextCounts, steps: number): ContextCounts {
  const { draws, texturesCreated, uploadedBytes, waitedBytes, textureBytes } = counts;
  return {
    draws: draws / steps,
    texturesCreated: texturesCreated / steps,
    uploadedBytes: uploadedBytes / steps,
    waitedBytes: waitedBytes / steps,
    textureBytes,
  };
}
