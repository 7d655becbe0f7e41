/**
 * Keeps the queue in the browser: runs that are over at once, and those that are wanted until they are. A run that the page left
 * in the middle begins again, which gives the same numbers.
 */
import { createStore } from 'zustand/vanilla';
import { configKey } from '../../domain/config.ts';
import { type KeptQueue, MOST_RESULTS } from '../../domain/kept-queue.ts';
import { keptFrom } from '../../domain/run-file.ts';
import { engineNames } from '../../engine/catalogue.ts';
import { failureOf, type StorageFailure } from '../../storage/failure.ts';
import type * as shelf from '../../storage/shelf.ts';
import { newId } from '../new-id.ts';
import type { MeasuredRun, QueueState, RunQueue } from '../queue/run-queue.ts';
import { watch } from '../watch.ts';
import { environmentOf } from './environment.ts';
import type { TabLocks } from './tab-locks.ts';

export interface QueueKeepingState {
  failure?: StorageFailure;
  /** A queue that another life of the page has left with work in it. */
  interrupted?: Pick<KeptQueue, 'wanted' | 'done' | 'total'>;
}

interface Surroundings {
  shelf: Pick<typeof shelf, 'keepRuns' | 'keepQueue' | 'readQueue'>;
  locks: TabLocks;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after runs were kept. */
  onKept: () => void;
}

/** One tab keeps its queue; others train theirs, and keep nothing of it but the runs. */
const LOCK = 'batchnorm-lab.queue';

export class QueueKeeper {
  readonly store = createStore<QueueKeepingState>(() => ({}));
  readonly #queue: RunQueue;
  readonly #surroundings: Surroundings;
  /** Results that are kept already. */
  readonly #kept = new Set<string>();
  #isMine = false;
  #writing = Promise.resolve();

  constructor(queue: RunQueue, surroundings: Surroundings) {
    this.#queue = queue;
    this.#surroundings = surroundings;
  }

  /** Brings finished runs back, finds what was left, and keeps what comes. */
  async open(): Promise<void> {
    const { locks, shelf } = this.#surroundings;
    this.#isMine = (await locks.hold(LOCK)) !== undefined;
    try {
      const kept = await shelf.readQueue();
      this.#restore(kept?.results ?? []);
      // What another tab has in hand is not left.
      if (kept && this.#isMine && kept.wanted.length > 0 && this.#queue.store.getState().status === 'idle')
        this.store.setState({ interrupted: kept });
    } catch (error) {
      this.store.setState({ failure: failureOf(error) });
    }
    watch(this.#queue.store, (state, before) => {
      if (state.results !== before.results || unfinished(state) !== unfinished(before)) this.#keep(state);
    });
  }

  goOn(): void {
    const { interrupted } = this.store.getState();
    this.store.setState({}, true);
    if (interrupted) this.#queue.add(interrupted.wanted);
  }

  dismiss(): void {
    this.store.setState({}, true);
    this.#keep(this.#queue.store.getState());
  }

  /** Resolves when all that was to be kept is kept, or could not be. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #restore(results: KeptQueue['results']): void {
    const known = results.flatMap((result): MeasuredRun[] => {
      const engine = engineNames.find((name) => name === result.engine);
      return engine ? [{ ...result, engine }] : [];
    });
    for (const { config } of known) this.#kept.add(configKey(config));
    this.#queue.restore(known);
  }

  #keep(state: QueueState): void {
    // Whoever trains has answered.
    if (state.status !== 'idle') this.store.setState({}, true);
    const { shelf, now, onKept } = this.#surroundings;
    const updated = now();
    const fresh = [...state.results].filter(([key]) => !this.#kept.has(key)).map(([, result]) => result);
    for (const { config } of fresh) this.#kept.add(configKey(config));
    const environment = environmentOf(undefined);
    const runs = fresh.map((result) => {
      const { run, record } = keptFrom(result, newId(), updated);
      return { run: { ...run, origin: 'queue' as const, environment }, record };
    });
    const kept: KeptQueue = {
      updated,
      wanted: [...state.running.map(({ config }) => config), ...state.pending],
      done: state.done,
      total: state.total,
      results: [...state.results.values()].slice(-MOST_RESULTS),
    };
    this.#writing = this.#writing.then(async () => {
      try {
        if (runs.length > 0) await shelf.keepRuns(runs);
        if (this.#isMine) await shelf.keepQueue(kept);
        if (runs.length > 0) onKept();
      } catch (error) {
        this.store.setState({ failure: failureOf(error) });
      }
    });
  }
}

/** Which runs are to be trained; the same text for as long as they are the same. */
function unfinished({ running, pending }: QueueState): string {
  return [...running.map(({ config }) => config), ...pending].map(configKey).join();
}
