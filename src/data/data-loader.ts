/** The page's handle on the data worker. */
import { ownProgram } from '../browser/own-program.ts';
import { reasonOf } from './errors.ts';
import { type DataProblem, type DataState, dataStateSchema, type PageMessage } from './messages.ts';
import program from './mnist-worker.ts?worker&url';

export type { DataState } from './messages.ts';

/** Starts the data worker, tells how far it is, and connects run workers to it. */
export class MnistLoader {
  readonly #baseUrl: string;
  readonly #onState: (state: DataState) => void;
  #worker: Worker | undefined;
  #wantsAll = false;
  #state: DataState = { phase: 'loading', startable: false, loadedBytes: 0, totalBytes: 0, fromCache: true };

  /**
   * Starts loading what a run starts with.
   *
   * @param baseUrl The absolute address of the folder with the data, `new URL('mnist/', document.baseURI).href`.
   * @param onState Told of every change; never called before the constructor has returned.
   */
  constructor(baseUrl: string, onState: (state: DataState) => void) {
    this.#baseUrl = baseUrl;
    this.#onState = onState;
    this.#start();
  }

  /** What was reported last. */
  get state(): DataState {
    return this.#state;
  }

  /**
   * Loads all of MNIST; call it when a run starts. Rows that a run worker asks for come without it as well,
   * but only once it waits for them.
   */
  loadAll(): void {
    if (this.#wantsAll) return;
    this.#wantsAll = true;
    this.#send({ type: 'load-all' });
  }

  /**
   * A port to hand to a run worker, for its `DataClient`. Rows asked for through it before they have
   * arrived are sent when they arrive.
   */
  connect(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#send({ type: 'connect', port: port1 }, [port1]);
    return port2;
  }

  /** A port for an `OwnDataClient`. */
  connectOwn(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#send({ type: 'connect-own', port: port1 }, [port1]);
    return port2;
  }

  /** Downloads nothing more until `retry`. What has arrived stays. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  /**
   * Loads what is missing after a failure or a stop. When the worker itself has failed, starts a new one: ports that
   * were handed out before lead nowhere then, so the runs that have them must be started again.
   */
  retry(): void {
    if (this.#worker) this.#send({ type: 'retry' });
    else this.#start();
  }

  /** Ends the worker. */
  dispose(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): void {
    try {
      const worker = new Worker(ownProgram(program), { type: 'module', name: 'mnist' });
      worker.onmessage = (event: MessageEvent<unknown>) => this.#report(dataStateSchema.parse(event.data));
      // A program that could not be loaded is an error without a message.
      worker.onerror = ({ message }) =>
        this.#crashed(
          message
            ? { code: 'data-worker-stopped', values: { reason: message } }
            : { code: 'data-worker-not-loaded', values: {} },
        );
      worker.onmessageerror = () => this.#crashed({ code: 'data-worker-unreadable-message', values: {} });
      this.#worker = worker;
      this.#send({ type: 'load', baseUrl: this.#baseUrl });
      if (this.#wantsAll) this.#send({ type: 'load-all' });
    } catch (error) {
      const values = { reason: reasonOf(error) };
      queueMicrotask(() => this.#crashed({ code: 'data-worker-stopped', values }));
    }
  }

  #send(message: PageMessage, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(message, transfer);
  }

  #crashed(error: DataProblem): void {
    this.dispose();
    this.#report({ ...this.#state, phase: 'failed', startable: false, error });
  }

  #report(state: DataState): void {
    this.#state = state;
    this.#onState(state);
  }
}
