/** The page's end of a bench worker. */
import type { MnistLoader } from '../src/data/data-loader.ts';
import { startWorker } from '../src/worker/start-worker.ts';
import type { BenchArm, Contestant } from './contestants.ts';
import type { ContextCounts } from './context-watch.ts';
import type { BenchAnswer, BenchRequest } from './role.ts';

/** A worker that answers one request at a time. */
class BenchWorker {
  readonly #worker: Worker;

  constructor(name: string, loader: MnistLoader) {
    this.#worker = startWorker('bench', name);
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

  dispose(): void {
    this.#worker.dispose();
  }
}

/** Measures the raw matrix product. */
export class RawMatrixRunner {
  /** Milliseconds of each measurement; none where there is no WebGL2. */
  readonly times: number[] = [];
  renderer = '';
  readonly #worker: BenchWorker;

  constructor(loader: MnistLoader) {
    this.#worker = new BenchWorker('raw-matrix', loader);
  }

  async measure(): Promise<void> {
    try {
      const { milliseconds, renderer } = await this.#worker.ask({ what: 'raw-matrix' });
      this.renderer = renderer;
      this.times.push(milliseconds);
    } catch {
      // Without WebGL2 there is no row of it; the engines that need it say why.
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
