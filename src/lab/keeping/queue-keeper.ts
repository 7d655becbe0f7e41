/**
 * Keeps the queue in the browser: its runs, those that are over at once and others whenever a checkpoint was kept, and which are
 * wanted still. A run that the page left in the middle goes on from its checkpoint, or begins again: either way it gives the same
 * numbers.
 */
import { createStore } from 'zustand/vanilla';
import { type KeptQueue, MOST_RESULTS } from '../../domain/kept-queue.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { engineNames } from '../../engine/catalogue.ts';
import { failureOf, type StorageFailure } from '../../storage/failure.ts';
import type * as shelf from '../../storage/shelf.ts';
import type { BegunRun, MeasuredRun, QueuedRun, QueueState, RunQueue } from '../queue/run-queue.ts';
import { watch } from '../watch.ts';
import { environmentOf } from './environment.ts';
import { keptRun } from './kept-of.ts';
import type { TabLocks } from './tab-locks.ts';

export interface QueueKeepingState {
  failure?: StorageFailure;
  /** A queue that another life of the page has left with work in it. */
  interrupted?: Pick<KeptQueue, 'wanted' | 'begun' | 'done' | 'total'>;
}

interface Surroundings {
  shelf: Pick<
    typeof shelf,
    'keepRuns' | 'keepQueue' | 'readQueue' | 'readRun' | 'readRecord' | 'checkpointSteps'
  >;
  locks: TabLocks;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after runs were kept. */
  onKept: () => void;
  /** Takes the weights of old runs away, but not those of these. */
  prune: (spared: readonly string[]) => Promise<void>;
}

/** One tab keeps its queue; others train theirs, and keep nothing of it but the runs. */
const LOCK = 'batchnorm-lab.queue';

export class QueueKeeper {
  readonly store = createStore<QueueKeepingState>(() => ({}));
  readonly #queue: RunQueue;
  readonly #surroundings: Surroundings;
  /** The queue as it was kept last. */
  #kept: Pick<QueueState, 'results' | 'pending' | 'begun'> | undefined;
  /** Checkpoints that the kept records name, by the run's name. */
  readonly #named = new Map<string, QueuedRun['checkpoints']>();
  #isMine = false;
  /** What is being written, one after the other, and whether there is more to write. */
  #writing: Promise<void> | undefined;
  #isDue = false;

  constructor(queue: RunQueue, surroundings: Surroundings) {
    this.#queue = queue;
    this.#surroundings = surroundings;
  }

  /** Brings finished runs back, finds what was left, and keeps what comes. */
  async open(): Promise<void> {
    const { locks, shelf } = this.#surroundings;
    this.#isMine = (await locks.hold(LOCK)) !== undefined;
    const kept = await this.#try(shelf.readQueue());
    this.#restore(kept?.results ?? []);
    const { status, over } = this.#queue.store.getState();
    const isUntouched = status === 'idle' && over.length === 0;
    // What another tab has in hand is not left.
    if (kept && this.#isMine && kept.wanted.length > 0 && isUntouched)
      this.store.setState({ interrupted: kept });
    watch(this.#queue.store, (state, before) => {
      if (isNews(state, before)) this.#keep();
    });
    if (!isUntouched) this.#keep();
  }

  /** Goes on with what was left, each run where it has a checkpoint. */
  async goOn(): Promise<void> {
    const { interrupted } = this.store.getState();
    if (!interrupted) return;
    this.#answered();
    const { wanted, begun = [] } = interrupted;
    const runs = await this.#try(Promise.all(begun.map((id) => this.#begun(id))));
    this.#queue.add(
      wanted,
      (runs ?? []).flatMap((run) => run ?? []),
    );
  }

  dismiss(): void {
    this.#answered();
    this.#kept = undefined;
    this.#keep();
  }

  /** Resolves when all that was to be kept is kept, or could not be. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #restore(results: KeptQueue['results']): void {
    const known = results.flatMap((result): MeasuredRun[] => {
      const engine = engineNames.find((name) => name === result.engine);
      return engine ? [{ ...result, engine }] : [];
    });
    this.#queue.restore(known);
  }

  /** A run that was begun, and where it can go on; undefined when it cannot. */
  async #begun(id: string): Promise<BegunRun | undefined> {
    const { shelf } = this.#surroundings;
    const run = await shelf.readRun(id);
    const steps = await shelf.checkpointSteps(id);
    const checkpoints = (run?.checkpoints ?? []).filter(({ step }) => steps.includes(step));
    const engine = engineNames.find((name) => name === run?.engine);
    const state = checkpoints.length > 0 ? await shelf.readRecord(id) : undefined;
    return engine && state && { record: new RunRecord(state.config, id, state), engine, checkpoints };
  }

  #keep(): void {
    this.#isDue = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  async #write(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false;
      const state = this.#queue.store.getState();
      // Whoever trains has answered.
      if (state.status !== 'idle') this.#answered();
      await this.#keepRuns(state);
      if (this.#isMine && (!this.#kept || isOther(state, this.#kept))) await this.#keepQueue(state);
    }
  }

  async #keepRuns({ begun, over }: QueueState): Promise<void> {
    const { shelf, now, onKept, prune } = this.#surroundings;
    // Of a run without a checkpoint there is nothing to go on with.
    const fresh = begun.filter(
      ({ record, checkpoints }) => checkpoints.length > 0 && this.#named.get(record.id) !== checkpoints,
    );
    // Nor is there anything of a run that has failed before its first step.
    const runs = [...over.filter(({ record }) => record.summary.step > 0), ...fresh];
    if (runs.length === 0) {
      this.#queue.letGo(over);
      return;
    }
    const updated = now();
    const kept = await this.#try(
      shelf
        .keepRuns(
          runs.map((run) => {
            const { record, renderer } = run;
            const view = { ...run, summary: record.summary };
            return {
              run: keptRun(view, { origin: 'queue' }, environmentOf(renderer), updated),
              record: record.state,
            };
          }),
        )
        .then(() => true),
    );
    for (const { record } of over) this.#named.delete(record.id);
    if (kept) for (const { record, checkpoints } of fresh) this.#named.set(record.id, checkpoints);
    this.#queue.letGo(over);
    if (!kept) return;
    const { failure: _, ...sound } = this.store.getState();
    this.store.setState(sound, true);
    onKept();
    if (over.length > 0) await prune(begun.map(({ record }) => record.id));
  }

  async #keepQueue(state: QueueState): Promise<void> {
    const { shelf, now } = this.#surroundings;
    const { running, pending, begun, results, done, total } = state;
    this.#kept = state;
    await this.#try(
      shelf.keepQueue({
        updated: now(),
        wanted: [...running.map(({ config }) => config), ...pending],
        begun: begun.map(({ record }) => record.id),
        done,
        total,
        results: [...results.values()].slice(-MOST_RESULTS),
      }),
    );
  }

  /** Nobody is asked any more whether to go on. */
  #answered(): void {
    const { interrupted: _, ...rest } = this.store.getState();
    this.store.setState(rest, true);
  }

  async #try<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.store.setState({ failure: failureOf(error) });
      return undefined;
    }
  }
}

/** Whether there is more to be kept. */
function isNews(state: QueueState, before: QueueState): boolean {
  const hasEnded = state.over.some((run) => !before.over.includes(run));
  const known = new Map(before.begun.map(({ record, checkpoints }) => [record.id, checkpoints]));
  const isFurther = state.begun.some(({ record, checkpoints }) => known.get(record.id) !== checkpoints);
  return hasEnded || isFurther || isOther(state, before);
}

/** Whether other runs are wanted, or done. */
function isOther(
  { results, pending, begun }: Pick<QueueState, 'results' | 'pending' | 'begun'>,
  before: Pick<QueueState, 'results' | 'pending' | 'begun'>,
): boolean {
  const isSame =
    begun.length === before.begun.length &&
    begun.every(({ record }, i) => record === before.begun[i]!.record);
  return results !== before.results || pending !== before.pending || !isSame;
}
