/** The page's end of a bench worker. */
import type { MnistLoader } from '../src/data/data-loader.ts';
import { startWorker } from '../src/worker/start-worker.ts';
import type { BenchAnswer, BenchRequest, Contestant } from './role.ts';

export class Trainer {
  readonly contestant: Contestant;
  readonly batchNorm: boolean;
  readonly times: number[] = [];
  renderer = '';
  readonly #worker: Worker;

  constructor(contestant: Contestant, batchNorm: boolean, loader: MnistLoader) {
    this.contestant = contestant;
    this.batchNorm = batchNorm;
    this.#worker = startWorker('bench', `${contestant}-${batchNorm ? 'on' : 'off'}`);
    this.#worker.postMessage('connect', [loader.connect()]);
  }

  /** Makes steps and returns the milliseconds of each; keeps them unless they are for warming up. */
  async train(steps: number, warmUp = false): Promise<number[]> {
    const { contestant, batchNorm } = this;
    const answer = await new Promise<BenchAnswer>((resolve, reject) => {
      this.#worker.onmessage = (event: MessageEvent<BenchAnswer>) => resolve(event.data);
      this.#worker.onerror = (event) => reject(new Error(event.message || 'The worker could not be loaded.'));
      this.#worker.postMessage({ contestant, batchNorm, steps } satisfies BenchRequest);
    });
    if ('problem' in answer) throw new Error(`${contestant}: ${answer.problem}`);
    this.renderer ||= answer.renderer;
    if (!warmUp) this.times.push(...answer.times);
    return answer.times;
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
