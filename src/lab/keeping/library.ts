/** All kept runs, as the page of runs lists and changes them. */
import { createStore } from 'zustand/vanilla';
import { keyOf } from '../../domain/config.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import type { Parameters } from '../../domain/network.ts';
import {
  type FiledRun,
  type FileFault,
  filedRun,
  filedText,
  fileLimits,
  keptFrom,
  readRuns,
  runFiles,
} from '../../domain/run-file.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { nextTask } from '../../engine/next-task.ts';
import {
  dropCheckpoints,
  pruneCheckpoints,
  readCheckpoint,
  runsWithCheckpoints,
} from '../../storage/checkpoints.ts';
import { failureOf, type StorageFailure } from '../../storage/failure.ts';
import * as shelf from '../../storage/shelf.ts';
import { newId } from '../new-id.ts';
import { throttle } from '../throttle.ts';
import { MOST_PINS, usePins } from './pins.ts';
import { recordingOf, recordOf } from './recorded-runs.ts';

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
  /** Whether the browser keeps it even when it runs out of room, and whether it was asked to and did not say so. */
  isPersistent: boolean;
  isRefused?: boolean;
}

/** How an import is followed, and stopped. */
export interface Importing {
  stop?: AbortSignal;
  /** Called with the number of runs that were read so far. */
  onRead?: (count: number) => void;
}

export interface Imported {
  count: number;
  faults: FileFault[];
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
  /** Lists that are shown. Of hundreds of runs nothing is read for nobody. */
  #readers = 0;

  /** What trains is kept again and again: lists need not follow at once. */
  readonly #follow = throttle(() => {
    void (this.#readers > 0 ? this.#load() : this.drawPins()).then(() => this.#dropOld());
  }, FOLLOWING);

  constructor() {
    this.#others?.addEventListener('message', () => this.#follow());
  }

  /** Reads what there is, and follows what becomes of it until what is given back is called. */
  open(): () => void {
    this.#readers++;
    this.store.setState({ failure: undefined });
    void this.#load();
    return () => {
      this.#readers--;
    };
  }

  /** Draws what is pinned. */
  async drawPins(): Promise<void> {
    await this.#try(async () => drawPins(await shelf.listPinned()));
  }

  async #load(): Promise<void> {
    await this.#try(async () => {
      const { runs: read, damaged } = await shelf.listRuns();
      // What is as it was stays the same value, so that nothing is painted anew for it.
      const before = new Map(this.store.getState().runs?.map((run) => [run.id, run]));
      const runs = read.map((run) => {
        const old = before.get(run.id);
        return old && keyOf(old) === keyOf(run) ? old : run;
      });
      this.store.setState({ runs, damaged });
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
      const runs = await runsWithWeights();
      const kept = runs.filter(isAllowedWeights).map(({ id }) => id);
      // Checkpoints of which no run is listed yet may be of one that has just begun.
      if (runs.length > 0) await pruneCheckpoints(new Set([...kept, ...spared]));
      await shelf.removeClosedComparisons();
    });
  }

  /**
   * The same while runs train: a page that is open for a day must not fill the disk. Of those alone that are kept, as of a run
   * that has just begun there may be weights before it is.
   */
  async #dropOld(): Promise<void> {
    await this.#try(async () => {
      const runs = await runsWithWeights();
      const old = runs.filter((run, i) => !isAllowedWeights(run, i)).map(({ id }) => id);
      if (old.length > 0) await dropCheckpoints(old);
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
    await this.#load();
  }

  /** Does what the visitor has asked for. What failed stays said until something else is asked for. */
  async #write<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.store.setState({ failure: undefined });
    const result = await this.#try(work);
    await this.changed();
    return result;
  }

  async change(id: string, change: Partial<Pick<KeptRun, 'name' | 'notes' | 'pinned'>>): Promise<void> {
    await this.#write(() => shelf.changeRun(id, change));
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
    const recording = recordingOf(run);
    if (recording) return recordOf(recording);
    const state = await this.#try(() => shelf.readRecord(run.id));
    return state && new RunRecord(state.config, run.id, state);
  }

  /** Files of runs, without those that cannot be read. */
  async files(runs: readonly KeptRun[]): Promise<Blob[]> {
    const texts: Blob[] = [];
    for await (const run of this.#filed(runs)) texts.push(filedText(run));
    return runFiles(texts);
  }

  /** Runs as files have them, without those that cannot be read; each in a task of its own. */
  async *#filed(runs: readonly KeptRun[]): AsyncGenerator<FiledRun, void, void> {
    for (const run of runs) {
      const record = await this.record(run);
      // Of a recorded run also what only its file knows, such as at how many images it was tested.
      if (record) yield { ...filedRun(run, record), ...recordingOf(run) };
      await nextTask();
    }
  }

  /** The weights of the last checkpoint that is there; undefined where there is none. */
  async weights(run: KeptRun): Promise<{ step: number; parameters: Parameters } | undefined> {
    return this.#try(async () => {
      const step = (await shelf.checkpointSteps(run.id)).at(-1);
      const checkpoint = step === undefined ? undefined : await readCheckpoint(run.id, step);
      return checkpoint && { step: checkpoint.snapshot.step, parameters: checkpoint.snapshot.parameters };
    });
  }

  /** The steps of the checkpoints that are there and that the record reaches, in order. */
  async checkpoints(run: KeptRun): Promise<number[]> {
    const there = await this.#try(() => shelf.checkpointSteps(run.id));
    return run.checkpoints.flatMap(({ step }) => (there?.includes(step) ? step : []));
  }

  /** Takes away for good what cannot be read anyway. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#write(() => shelf.removeDamaged(ids));
  }

  /**
   * Keeps the runs of a file under names of their own, unless it is stopped before. Resolves to how many, and what could not be
   * read.
   */
  async importFile(file: Blob, { stop, onRead }: Importing = {}): Promise<Imported> {
    if (file.size > fileLimits.bytes) return { count: 0, faults: [{ kind: 'too-large' }] };
    // A folder is dropped as a file that cannot be read; so is one that is gone by now.
    const text = await file.text().catch(() => undefined);
    if (text === undefined) return { count: 0, faults: [{ kind: 'unreadable' }] };
    const runs: FiledRun[] = [];
    const faults: FileFault[] = [];
    for (const read of readRuns(text)) {
      if ('run' in read) runs.push(read.run);
      else faults.push(read.fault);
      onRead?.(runs.length);
      await nextTask();
      if (stop?.aborted) return { count: 0, faults };
    }
    return { count: await this.#takeIn(runs), faults };
  }

  /** Keeps copies of runs, which are the visitor's own. Resolves to how many. */
  async copy(runs: readonly KeptRun[]): Promise<number> {
    const filed: FiledRun[] = [];
    for await (const run of this.#filed(runs)) filed.push(run);
    return this.#takeIn(filed);
  }

  async #takeIn(runs: readonly FiledRun[]): Promise<number> {
    const now = Date.now();
    const ids = runs.map(() => newId());
    const names = new Map(
      runs.flatMap(({ about }, i): [string, string][] => (about?.place ? [[about.place.id, ids[i]!]] : [])),
    );
    const kept: shelf.ShelvedRun[] = [];
    for (const [i, filed] of runs.entries()) {
      kept.push(keptFrom(filed, ids[i]!, now, names));
      await nextTask();
    }
    // All of them or none.
    const count = await this.#write(async () => {
      await shelf.keepRuns(kept);
      return kept.length;
    });
    return count ?? 0;
  }

  /** Asks the browser to keep everything even when it runs out of room. */
  async persist(): Promise<void> {
    const isPersistent = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
    this.store.setState({ isPersistent, isRefused: !isPersistent });
  }

  async #removeForGood(): Promise<void> {
    const ids = [...this.store.getState().removed];
    await this.#write(() => shelf.removeRuns(ids));
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

/** The kept runs of which there are checkpoints, newest first. */
async function runsWithWeights(): Promise<KeptRun[]> {
  const found = await Promise.all((await runsWithCheckpoints()).map(shelf.readRun));
  return found.flatMap((run) => run ?? []).sort((a, b) => b.updated - a.updated);
}

/** Whether one of them, by its place, may keep its weights. */
function isAllowedWeights({ pinned }: KeptRun, place: number): boolean {
  return pinned || place < WITH_WEIGHTS;
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
