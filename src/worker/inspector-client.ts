/** A run worker's end of the line to the inspector. */
import type { RunConfig } from '../domain/config.ts';
import type { Look } from '../domain/look.ts';
import { type LookRequestMessage, lookAnswerSchema } from './inspector-messages.ts';
import type { LookRequest } from './run-loop.ts';

interface Pending {
  resolve: (look: Look) => void;
  reject: (error: Error) => void;
}

export class InspectorClient {
  readonly #port: MessagePort;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #closed: Error | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
  }

  /** Hands the snapshot's memory over: it is empty afterwards. Never resolves when the inspector dies meanwhile. */
  look(config: RunConfig, request: LookRequest): Promise<Look> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#port.postMessage({ id, config, ...request } satisfies LookRequestMessage, buffersOf(request));
    });
  }

  close(): void {
    this.#end(new Error('The line to the inspector was closed.'));
  }

  #end(error: Error): void {
    this.#closed ??= error;
    this.#port.close();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #receive(data: unknown): void {
    const { success, data: answer } = lookAnswerSchema.safeParse(data);
    // What cannot be read costs the looks, and not the run.
    if (!success) {
      this.#end(new Error('An answer of the inspector could not be read.'));
      return;
    }
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('failed' in answer) pending?.reject(new Error(answer.failed));
    else pending?.resolve(answer.look);
  }
}

/** The memory behind a snapshot's tensors, each once. */
function buffersOf({ snapshot }: LookRequest): ArrayBuffer[] {
  const { parameters, firstMoments, secondMoments } = snapshot;
  const tensors = [parameters, firstMoments, secondMoments].flatMap((all) => Object.values(all));
  return [...new Set(tensors.map(({ buffer }) => buffer as ArrayBuffer))];
}
