/** Own data of the visitor: what reads, keeps and lists them, loaded when it is first asked for. */
import type { OwnDataClient } from '../data/own/client.ts';

export class OwnDataDesk {
  readonly #connect: () => MessagePort;
  #client: Promise<OwnDataClient> | undefined;

  /** @param connect Gives a line to the data worker. */
  constructor(connect: () => MessagePort) {
    this.#connect = connect;
  }

  client(): Promise<OwnDataClient> {
    this.#client ??= import('../data/own/client.ts').then(
      ({ OwnDataClient }) => new OwnDataClient(this.#connect()),
      (error: unknown) => {
        // Without a network it did not come; it may the next time.
        this.#client = undefined;
        throw error;
      },
    );
    return this.#client;
  }

  /** The data worker is gone, and the line to it: whoever waits on it is told. */
  reconnect(): void {
    void this.#client?.then((client) => client.close()).catch(() => {});
    this.#client = undefined;
  }
}
