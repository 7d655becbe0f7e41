/**
 * Keeps the queue in the browser: its runs, those that are over at once and others whenever a checkpoint was kept, and which are
 * wanted still. A run that the page left in the middle goes on from its checkpoint, or begins again: either way it gives the same
 * numbers.
 */
import { createStore } from 'zustand/vanilla';
import { configKey } from '../../domain/config.ts';
import { joinQueues, type KeptQueue, MOST_RESULTS } from '../../domain/kept-queue.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { engineNames } from '../../engine/catalogue.ts';
import { failureOf, type StorageFailure } from '../../storage/failure.ts';
import type * as shelf from '../../storage/shelf.ts';
import type { BegunRun, MeasuredRun, QueuedRun, QueueState, RunQueue } from '../queue/run-queue.ts';
import { watch } from '../watch.ts';
import { environmentOf } from './environment.ts';
import { keptRun } from './kept-of.ts';
import type { TabLocks } from './tab-locks.ts';
import { Writing } from './writing.ts';

export interface QueueKeepingState {
  failure?: StorageFailure;
  /** What other lives of the page, and tabs that are gone, have left to be done. */
  interrupted?: Pick<KeptQueue, 'done' | 'total'>;
}

interface Surroundings {
  shelf: Pick<typeof shelf, 'keepRuns' | 'readQueues' | 'readRun' | 'readRecord' | 'checkpointSteps'>;
  locks: TabLocks;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after runs were kept. */
  onKept: () => void;
  /** Takes the weights of old runs away, but not those of these. */
  prune: (spared: readonly string[]) => Promise<void>;
}

/**
 * Names of queues: each tab keeps its own under the first that no other tab has, behind a lock. Of more tabs than there are names,
 * the last keep their runs alone.
 */
const NAMES = ['queue', 'queue.2', 'queue.3', 'queue.4'] as const;

export class QueueKeeper {
  readonly store = createStore<QueueKeepingState>(() => ({}));
  readonly #queue: RunQueue;
  readonly #surroundings: Surroundings;
  /** The queue as it was kept last. */
  #kept: Pick<QueueState, 'results' | 'pending' | 'begun'> | undefined;
  /** Checkpoints that the kept records name, by the run's name. */
  readonly #named = new Map<string, QueuedRun['checkpoints']>();
  /** The name of this tab's queue, and those that it has taken in and that are to be forgotten. */
  #name: string | undefined;
  #takenIn: { name: string; release: () => void }[] = [];
  /** What is offered: it stays written down until that is answered, whatever is trained meanwhile. */
  #left: KeptQueue | undefined;
  readonly #writing = new Writing(() => this.#write());

  constructor(queue: RunQueue, surroundings: Surroundings) {
    this.#queue = queue;
    this.#surroundings = surroundings;
  }

  /** Brings finished runs back, finds what was left, and keeps what comes. */
  async open(): Promise<void> {
    const { shelf } = this.#surroundings;
    const nothing: ReadonlyMap<string, KeptQueue> = new Map();
    const names = await this.#takePlace((await this.#try(shelf.readQueues())) ?? nothing);
    // Once more behind the locks: until then another tab may have gone on with it.
    const kept = (await this.#try(shelf.readQueues())) ?? nothing;
    const left = joinQueues(names.flatMap((name) => kept.get(name) ?? []));
    // Results are shown in every tab; work that another tab has in hand is not left.
    this.#restore(joinQueues([...kept.values()]).results);
    const { status, over } = this.#queue.store.getState();
    const isUntouched = status === 'idle' && over.length === 0;
    const isOffered = left.wanted.length > 0 && isUntouched;
    if (isOffered) {
      this.#left = left;
      this.store.setState({ interrupted: left });
    }
    watch(this.#queue.store, (state, before) => {
      if (isNews(state, before)) this.#writing.ask();
    });
    if (!isUntouched || (this.#takenIn.length > 0 && !isOffered)) this.#writing.ask();
  }

  /** Gives this tab's queue a name. Resolves to it and those of queues that no tab has. */
  async #takePlace(kept: ReadonlyMap<string, KeptQueue>): Promise<string[]> {
    const names: string[] = [];
    for (const name of NAMES) {
      if (this.#name !== undefined && !kept.has(name)) continue;
      const release = await this.#surroundings.locks.hold(`batchnorm-lab.${name}`);
      if (!release) continue;
      if (this.#name === undefined) this.#name = name;
      else this.#takenIn.push({ name, release });
      names.push(name);
    }
    return names;
  }

  /** Goes on with what was left, each run where it has a checkpoint. */
  async goOn(): Promise<void> {
    const left = this.#left;
    if (!left || !this.store.getState().interrupted) return;
    this.#hideOffer();
    const { wanted, begun = [] } = left;
    const runs = await this.#try(Promise.all(begun.map((id) => this.#begun(id))));
    const known = (runs ?? []).flatMap((run) => run ?? []);
    // Of what two tabs had begun, one goes on.
    const byRun = new Map(known.map((run) => [configKey(run.record.config), run]));
    this.#left = undefined;
    this.#queue.add(wanted, [...byRun.values()]);
  }

  dismiss(): void {
    this.#left = undefined;
    this.#hideOffer();
    this.#kept = undefined;
    this.#writing.ask();
  }

  /** Resolves when all that was to be kept is kept, or could not be. */
  settled(): Promise<void> {
    return this.#writing.settled();
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

  async #write(): Promise<void> {
    const state = this.#queue.store.getState();
    const { begun, over } = state;
    this.#hearAnswer(state);
    // Of a run without a checkpoint there is nothing to go on with.
    const fresh = begun.filter(
      ({ record, checkpoints }) => checkpoints.length > 0 && this.#named.get(record.id) !== checkpoints,
    );
    // Nor is there anything of a run that has failed before its first step.
    const runs = [...over.filter(({ record }) => record.summary.step > 0), ...fresh];
    const isKept = await this.#keep(state, runs);
    // Where there is no room for records there may be for the queue.
    if (!isKept && runs.length > 0) await this.#keep(state, []);
    if (isKept) for (const { record, checkpoints } of fresh) this.#named.set(record.id, checkpoints);
    for (const { record } of over) this.#named.delete(record.id);
    this.#queue.letGo(over);
    if (isKept && over.length > 0) await this.#surroundings.prune(begun.map(({ record }) => record.id));
  }

  /**
   * Writes runs together with the queue, so that a page which goes in the middle leaves none that is both kept and wanted.
   * Resolves to whether they are kept.
   */
  async #keep(state: QueueState, runs: readonly QueuedRun[]): Promise<boolean> {
    const { shelf, now, onKept } = this.#surroundings;
    const queue = this.#shelvedQueue(state);
    if (runs.length === 0 && !queue?.queue) return true;
    const updated = now();
    const shelved = runs.map((run) => {
      const { record, renderer } = run;
      const view = { ...run, summary: record.summary };
      return {
        run: keptRun(view, { origin: 'queue' }, environmentOf(renderer), updated),
        record: record.state,
      };
    });
    const isKept = await this.#try(shelf.keepRuns(shelved, queue ? { queue } : {}).then(() => true));
    if (!isKept) return false;
    if (queue?.queue) {
      this.#kept = state;
      // Other tabs may have these names again.
      for (const { release } of this.#takenIn.splice(0)) release();
    }
    if (runs.length > 0) {
      const { failure: _, ...sound } = this.store.getState();
      this.store.setState(sound, true);
      onKept();
    }
    return true;
  }

  /** This tab's queue; undefined where there is no name for it. */
  #shelvedQueue(state: QueueState): shelf.ShelvedQueue | undefined {
    if (this.#name === undefined) return undefined;
    const known = { name: this.#name, runs: [...this.#named.keys()] };
    if (this.#kept && !isOther(state, this.#kept)) return known;
    const { running, pending, begun, results, done, total } = state;
    const own: KeptQueue = {
      updated: this.#surroundings.now(),
      wanted: [...running.map(({ config }) => config), ...pending],
      begun: begun.map(({ record }) => record.id),
      done,
      total,
      results: [...results.values()].slice(-MOST_RESULTS),
    };
    return {
      ...known,
      queue: this.#left ? joinQueues([this.#left, own]) : own,
      takenIn: this.#takenIn.map((old) => old.name),
    };
  }

  /** Whoever has all of it trained in another way has answered. */
  #hearAnswer({ results, running, pending }: QueueState): void {
    if (!this.#left || !this.store.getState().interrupted) return;
    const known = new Set([
      ...results.keys(),
      ...[...running.map(({ config }) => config), ...pending].map(configKey),
    ]);
    if (!this.#left.wanted.every((config) => known.has(configKey(config)))) return;
    this.#left = undefined;
    this.#hideOffer();
  }

  #hideOffer(): void {
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
