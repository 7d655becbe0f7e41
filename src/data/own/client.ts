/** The page's end of the line about own data. */
import type { OwnData } from '../../domain/data-set.ts';
import { OwnDataError } from './errors.ts';
import { type OwnAnswer, type OwnRead, type OwnRequest, ownAnswerSchema } from './messages.ts';

type Wanted<T extends OwnAnswer['type']> = Extract<OwnAnswer, { type: T }>;
/** A request without its number. */
type Question = OwnRequest extends infer R ? (R extends OwnRequest ? Omit<R, 'id'> : never) : never;

export class OwnDataClient {
  readonly #port: MessagePort;
  readonly #pending = new Map<number, { answered: (answer: OwnAnswer) => void; lost: () => void }>();
  #nextId = 1;

  /** @param port What `MnistLoader.connectOwn()` gave. */
  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = (event: MessageEvent<unknown>) => {
      const answer = ownAnswerSchema.parse(event.data);
      this.#pending.get(answer.id)?.answered(answer);
      this.#pending.delete(answer.id);
    };
  }

  /**
   * Reads four files in the data worker, which holds what is in them from now on.
   *
   * @throws {OwnDataError} (as a rejection) with what is wrong with them.
   */
  async read(files: readonly File[]): Promise<OwnRead> {
    return (await this.#ask({ type: 'read', files: [...files] }, 'read')).read;
  }

  /** Keeps what was read for later visits; false where the browser keeps nothing. */
  async keep(data: OwnData): Promise<boolean> {
    return (await this.#ask({ type: 'keep', data }, 'kept')).kept;
  }

  /** Whether the data are here, held or kept. */
  async open(hash: string): Promise<boolean> {
    return (await this.#ask({ type: 'open', hash }, 'opened')).there;
  }

  /** All that are kept. */
  async list(): Promise<OwnData[]> {
    return (await this.#ask({ type: 'list' }, 'list')).sets;
  }

  async delete(hash: string): Promise<void> {
    await this.#ask({ type: 'delete', hash }, 'deleted');
  }

  /** Closes the line. What is still pending is rejected. */
  close(): void {
    this.#port.close();
    for (const { lost } of this.#pending.values()) lost();
    this.#pending.clear();
  }

  #ask<T extends OwnAnswer['type']>(question: Question, type: T): Promise<Wanted<T>> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        answered: (answer) => {
          if (answer.type === type) resolve(answer as Wanted<T>);
          else if (answer.type === 'failed') reject(new OwnDataError(answer.problem));
        },
        lost: () => reject(new Error('The line to the data worker was closed.')),
      });
      this.#port.postMessage({ ...question, id } satisfies OwnRequest);
    });
  }
}
