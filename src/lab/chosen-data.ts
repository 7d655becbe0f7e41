/** How far the images are that the lab is to train on: MNIST, as it arrives, or own data, which are here or are not. */
import type { DataState } from '../data/data-loader.ts';
import { type DataSet, dataKey, type OwnData } from '../domain/data-set.ts';

export interface ChosenDataParts {
  /** Has own data at hand; whether they are in this browser. */
  open(data: OwnData): Promise<boolean>;
  /** Told of every change of what is chosen. */
  onState(state: DataState): void;
}

const own: DataState = { phase: 'loading', startable: false, loadedBytes: 0, totalBytes: 0, fromCache: true };

export class ChosenData {
  readonly #parts: ChosenDataParts;
  #chosen: DataSet;
  #mnist: DataState;
  /** Which opening is under way: of those before, nobody wants to know. */
  #opening = 0;

  constructor(chosen: DataSet, mnist: DataState, parts: ChosenDataParts) {
    this.#chosen = chosen;
    this.#mnist = mnist;
    this.#parts = parts;
  }

  /** MNIST has come so far. */
  setMnist(state: DataState): void {
    this.#mnist = state;
    if (this.#chosen.kind === 'mnist') this.#parts.onState(state);
  }

  /** Other images are to be trained on. */
  choose(data: DataSet): void {
    const isSame = dataKey(data) === dataKey(this.#chosen);
    this.#chosen = data;
    if (isSame) return;
    if (data.kind === 'mnist') this.#parts.onState(this.#mnist);
    else void this.#open(data);
  }

  /** Looks for own data once more; false where MNIST is chosen, whose loader has its own way. */
  retry(): boolean {
    if (this.#chosen.kind === 'mnist') return false;
    void this.#open(this.#chosen);
    return true;
  }

  async #open(data: OwnData): Promise<void> {
    const opening = ++this.#opening;
    this.#parts.onState(own);
    const isThere = await this.#parts.open(data).catch(() => false);
    if (opening !== this.#opening || dataKey(this.#chosen) !== data.hash) return;
    this.#parts.onState(
      isThere
        ? { ...own, phase: 'ready', startable: true }
        : { ...own, phase: 'failed', error: { code: 'own-missing', values: { name: data.name } } },
    );
  }
}
