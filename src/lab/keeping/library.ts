/** All kept runs, as the page of runs lists and changes them. */
import { createStore } from 'zustand/vanilla';
import { keyOf } from '../../domain/config.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import type { Parameters } from '../../domain/network.ts';
import { type FiledRun, type FileFault, filedRun, keptFrom, parseRunFile } from '../../domain/run-file.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { dropCheckpoints, pruneCheckpoints, readCheckpoint } from '../../storage/checkpoints.ts';
import { failureOf, type StorageFailure } from '../../storage/failure.ts';
import * as shelf from '../../storage/shelf.ts';
import { newId } from '../new-id.ts';
import { throttle } from '../throttle.ts';
import { MOST_PINS, usePins } from './pins.ts';

export interface LibraryState {
  /** Undefined until they were read. */
  runs: readonly KeptRun[] | undefined;
  /** Names of runs that could not be read. */
  damaged: readonly string[];
  /** Taken away, and still to be brought back. */
  removed: ReadonlySet<string>;
  failure?: StorageFailure | undefined;
  /** Bytes that the lab takes of the browser's storage, and the most it may; undefined where the browser does not say. */
  usage?: { bytes: number; most: number } | undefined;
  /** Whether the browser keeps it even when it runs out of room. */
  isPersistent: boolean;
}

/** Milliseconds until what was taken away cannot be brought back. */
const UNDO_TIME = 10_000;
/** The newest runs keep their weights; others have their curves alone, unless they are pinned. */
const WITH_WEIGHTS = 12;
/** Milliseconds until lists follow what trains. */
const FOLLOWING = 5_000;
const CHANNEL = 'batchnorm-lab.runs';

export class RunLibrary {
  readonly store = createStore<LibraryState>(() => ({
    runs: undefined,
    damaged: [],
    removed: new Set(),
    isPersistent: false,
  }));
  /** Other tabs of the lab. */
  readonly #others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Runs whose weights were taken away. */
  readonly #dropped = new Set<string>();

  /** What trains is kept again and again: lists need not follow at once. */
  readonly #follow = throttle(() => void this.load().then(() => this.#dropOld()), FOLLOWING);

  constructor() {
    this.#others?.addEventListener('message', () => this.#follow());
  }

  /** Reads what there is, and draws what is pinned. */
  async load(): Promise<void> {
    await this.#try(async () => {
      const { runs: read, damaged } = await shelf.listRuns();
      // What is as it was stays the same value, so that nothing is painted anew for it.
      const before = new Map(this.store.getState().runs?.map((run) => [run.id, run]));
      const runs = read.map((run) => {
        const old = before.get(run.id);
        return old && keyOf(old) === keyOf(run) ? old : run;
      });
      this.store.setState({ runs, damaged, failure: undefined });
      await drawPins(runs);
    });
    await this.#measure();
  }

  /**
   * Takes away the weights of old runs, forty megabytes for each checkpoint. Runs that train elsewhere are among the newest,
   * as they are kept again and again; `spared`: those that may be on no list yet.
   */
  async prune(spared: readonly string[] = []): Promise<void> {
    await this.#try(async () => {
      const { runs } = await shelf.listRuns();
      const old = new Set(withoutWeights(runs));
      const kept = runs.map(({ id }) => id).filter((id) => !old.has(id));
      if (runs.length > 0) await pruneCheckpoints(new Set([...kept, ...spared]));
      await shelf.removeClosedComparisons();
    });
  }

  /**
   * The same while runs train: a page that is open for a day must not fill the disk. Of those alone that are in the list, as of a
   * run that has just begun there may be weights before it is there.
   */
  async #dropOld(): Promise<void> {
    const old = withoutWeights(this.store.getState().runs ?? []).filter((id) => !this.#dropped.has(id));
    if (old.length === 0) return;
    await this.#try(async () => {
      await dropCheckpoints(old);
      for (const id of old) this.#dropped.add(id);
    });
  }

  /** Something was kept: lists will read it, here and in other tabs. */
  followSoon(): void {
    this.#others?.postMessage('changed');
    this.#follow();
  }

  /** The visitor has changed something: lists read it. */
  async changed(): Promise<void> {
    this.#others?.postMessage('changed');
    await this.load();
  }

  async change(id: string, change: Partial<Pick<KeptRun, 'name' | 'notes' | 'pinned'>>): Promise<void> {
    await this.#try(() => shelf.changeRun(id, change));
    await this.changed();
  }

  /** Takes runs away. For a while they can be brought back; a page that is left sooner leaves them where they are. */
  remove(ids: readonly string[]): void {
    this.store.setState(({ removed }) => ({ removed: new Set([...removed, ...ids]) }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#removeForGood(), UNDO_TIME);
  }

  bringBack(): void {
    clearTimeout(this.#timer);
    this.store.setState({ removed: new Set() });
  }

  /** The record of a run; undefined when it cannot be read. */
  async record(run: KeptRun): Promise<RunRecord | undefined> {
    const state = await this.#try(() => shelf.readRecord(run.id));
    return state && new RunRecord(state.config, run.id, state);
  }

  /** Runs as files have them, without those that cannot be read. */
  async filed(runs: readonly KeptRun[]): Promise<FiledRun[]> {
    const filed: FiledRun[] = [];
    for (const run of runs) {
      const record = await this.record(run);
      if (record) filed.push(filedRun(run, record));
    }
    return filed;
  }

  /** The weights of the last checkpoint that is there; undefined where there is none. */
  async weights(run: KeptRun): Promise<{ step: number; parameters: Parameters } | undefined> {
    return this.#try(async () => {
      const step = (await shelf.checkpointSteps(run.id)).at(-1);
      const checkpoint = step === undefined ? undefined : await readCheckpoint(run.id, step);
      return checkpoint && { step: checkpoint.snapshot.step, parameters: checkpoint.snapshot.parameters };
    });
  }

  /** The step of the last checkpoint that is there and that the record reaches. */
  async lastCheckpoint(run: KeptRun): Promise<number | undefined> {
    const steps = await this.#try(() => shelf.checkpointSteps(run.id));
    return run.checkpoints.findLast(({ step }) => steps?.includes(step))?.step;
  }

  /** Takes away for good what cannot be read anyway. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#try(() => shelf.removeDamaged(ids));
    await this.changed();
  }

  /** Keeps the runs of a file under names of their own. Resolves to how many, and what could not be read. */
  async importFile(text: string): Promise<{ count: number; faults: FileFault[] }> {
    const { runs, faults } = parseRunFile(text);
    const now = Date.now();
    const kept = runs.map((filed) => keptFrom(filed, newId(), now));
    // All of them or none.
    const count = await this.#try(async () => {
      await shelf.keepRuns(kept);
      return kept.length;
    });
    await this.changed();
    return { count: count ?? 0, faults };
  }

  /** Asks the browser to keep everything even when it runs out of room. */
  async persist(): Promise<void> {
    const isPersistent = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
    this.store.setState({ isPersistent });
  }

  async #removeForGood(): Promise<void> {
    const ids = [...this.store.getState().removed];
    await this.#try(() => shelf.removeRuns(ids));
    await this.changed();
    // Meanwhile others may have been taken away.
    this.store.setState(({ removed }) => ({
      removed: new Set([...removed].filter((id) => !ids.includes(id))),
    }));
  }

  async #measure(): Promise<void> {
    try {
      const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
      const isPersistent = (await navigator.storage?.persisted?.()) ?? false;
      const known = usage !== undefined && quota !== undefined;
      this.store.setState({ isPersistent, usage: known ? { bytes: usage, most: quota } : undefined });
    } catch {
      // The browser does not say.
    }
  }

  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.store.setState({ failure: failureOf(error), runs: this.store.getState().runs ?? [] });
      return undefined;
    }
  }
}

/** Which of the runs that have had weights are to have none any more. */
function withoutWeights(runs: readonly KeptRun[]): string[] {
  return runs
    .filter(({ checkpoints }) => checkpoints.length > 0)
    .sort((a, b) => b.updated - a.updated)
    .slice(WITH_WEIGHTS)
    .filter(({ pinned }) => !pinned)
    .map(({ id }) => id);
}

/** Puts the curves of pinned runs where the charts find them. */
async function drawPins(runs: readonly KeptRun[]): Promise<void> {
  const pinned = runs.filter((run) => run.pinned).slice(0, MOST_PINS);
  const { pins } = usePins.getState();
  const isSame =
    pins.length === pinned.length &&
    pins.every(({ record, name }, i) => record.id === pinned[i]!.id && name === pinned[i]!.name);
  // Whoever is pinned is mostly over: its record does not change.
  if (isSame && pinned.every(({ state }) => state !== 'unfinished')) return;
  const records = await Promise.all(pinned.map(({ id }) => shelf.readRecord(id)));
  usePins.setState({
    pins: pinned.flatMap(({ id, name }, i) => {
      const state = records[i];
      return state ? [{ mark: `P${i + 1}`, name, record: new RunRecord(state.config, id, state) }] : [];
    }),
  });
}
