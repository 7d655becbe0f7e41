/** The page's end of the inspector: one worker that looks into the networks of all runs, started when somebody wants to see. */
import { startWorker } from '../worker/start-worker.ts';

export class Inspector {
  #worker: Worker | undefined;
  #generation = 0;
  readonly #onLost: () => void;

  /** `onLost`: the worker is gone, with every line to it; the next line starts another. */
  constructor(onLost: () => void) {
    this.#onLost = onLost;
  }

  /** Gives lines to it, for the workers of runs; those of an earlier generation are dead. */
  get line(): { generation: number; connect: () => MessagePort } {
    return { generation: this.#generation, connect: () => this.#connect() };
  }

  #connect(): MessagePort {
    this.#worker ??= this.#start();
    const { port1, port2 } = new MessageChannel();
    this.#worker.postMessage({ type: 'connect' }, [port1]);
    return port2;
  }

  #start(): Worker {
    const worker = startWorker('inspector', 'looks');
    const lost = () => {
      if (this.#worker !== worker) return;
      worker.terminate();
      this.#worker = undefined;
      this.#generation++;
      this.#onLost();
    };
    worker.onerror = lost;
    worker.onmessageerror = lost;
    return worker;
  }
}
