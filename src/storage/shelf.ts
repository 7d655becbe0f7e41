/** Kept runs, as the page writes and reads them. Everything may reject with a `StorageError`. */

import { type KeptQueue, keptQueueSchema } from '../domain/kept-queue.ts';
import {
  type KeptComparison,
  type KeptRun,
  keptComparisonSchema,
  keptRunSchema,
  recordStateSchema,
} from '../domain/kept-run.ts';
import type { RecordState } from '../domain/run-record.ts';
import { checkpointsOf } from './checkpoints.ts';
import { PINNED, withStores } from './database.ts';

/** A run with its record; without one, only what lists show is written. */
export interface ShelvedRun {
  run: KeptRun;
  record?: RecordState;
}

/** The queue of a tab. */
export interface ShelvedQueue {
  name: string;
  /** Names of those of its runs that were kept before. */
  runs: readonly string[];
  /** What it is now; without it, it stays as it was kept. */
  queue?: KeptQueue;
  /** Names of queues that it has taken in, which are forgotten. */
  takenIn?: readonly string[];
}

/** What runs belong to. */
interface Whose {
  comparison?: KeptComparison;
  queue?: ShelvedQueue;
}

/**
 * Writes runs, and the comparison or the queue that they are of: all or nothing, as a page may go at any moment. A run that the comparison names already, or that a queue
 * has kept before, and that is not there any more was taken away by the visitor, while it trained: it stays away, with what its
 * worker has kept since. Where the comparison, or the queue, is gone as well, somebody has emptied the whole storage, and all is
 * kept anew.
 */
export async function keepRuns(
  shelved: readonly ShelvedRun[],
  { comparison, queue }: Whose = {},
): Promise<void> {
  const stores = ['runs', 'records', 'comparisons', 'queue'] as const;
  const takenAway = await withStores(stores, 'readwrite', async (transaction) => {
    const runs = transaction.objectStore('runs');
    const records = transaction.objectStore('records');
    const comparisons = transaction.objectStore('comparisons');
    const queues = transaction.objectStore('queue');
    const [before, named, isQueueThere] = await Promise.all([
      Promise.all(shelved.map(({ run }) => runs.get(run.id))),
      comparison && comparisons.get(comparison.id),
      queue && queues.getKey(queue.name),
    ]);
    const ofQueue = isQueueThere === undefined ? undefined : queue?.runs;
    const known = keptComparisonSchema.safeParse(named).data?.runs ?? ofQueue ?? [];
    const gone: string[] = [];
    // One after the other, as each is copied by this thread: hundreds would hold it up.
    for (const [i, { run, record }] of shelved.entries()) {
      if (before[i] === undefined && known.includes(run.id)) {
        gone.push(run.id);
        continue;
      }
      await runs.put(stored({ ...run, ...writtenTo(before[i]) }), run.id);
      if (record) await records.put(record, run.id);
    }
    if (comparison) await comparisons.put(comparison, comparison.id);
    if (queue?.queue) await queues.put(queue.queue, queue.name);
    for (const name of queue?.takenIn ?? []) await queues.delete(name);
    return gone;
  });
  // Apart, as workers hold the checkpoints for long.
  if (takenAway.length > 0) await removeRuns(takenAway);
}

/** A run as it is stored. */
function stored(run: KeptRun): object {
  return run.pinned ? { ...run, ...PINNED } : run;
}

/** When a run was kept first, where it came from, and what a visitor has written to it: that stays when it is kept again. */
function writtenTo(before: unknown): Partial<KeptRun> {
  const parsed = keptRunSchema.safeParse(before);
  if (!parsed.success) return {};
  const { created, name, notes, pinned, parent } = parsed.data;
  return { created, name, notes, pinned, ...(parent && { parent }) };
}

/** All runs, newest first, and how many could not be read. */
export function listRuns(): Promise<{ runs: KeptRun[]; damaged: string[] }> {
  return withStores(['runs'], 'readonly', async ({ store }) => {
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const runs: KeptRun[] = [];
    const damaged: string[] = [];
    values.forEach((value, i) => {
      const parsed = keptRunSchema.safeParse(value);
      if (parsed.success && parsed.data.id === keys[i]) runs.push(parsed.data);
      else damaged.push(keys[i]!);
    });
    runs.sort(newestFirst);
    return { runs, damaged };
  });
}

/** The runs that a visitor has pinned, newest first: all that a page needs to know when it opens. */
export function listPinned(): Promise<KeptRun[]> {
  return withStores(['runs'], 'readonly', async ({ store }) =>
    (await store.index('pinned').getAll())
      .flatMap((value) => keptRunSchema.safeParse(value).data ?? [])
      .sort(newestFirst),
  );
}

function newestFirst(a: KeptRun, b: KeptRun): number {
  return b.created - a.created || (a.arm ?? 0) - (b.arm ?? 0);
}

/** One run; undefined when it is not there or damaged. */
export function readRun(id: string): Promise<KeptRun | undefined> {
  return withStores(['runs'], 'readonly', async ({ store }) => {
    const parsed = keptRunSchema.safeParse(await store.get(id));
    return parsed.success ? parsed.data : undefined;
  });
}

/** The record of a run; undefined when it is not there or damaged. */
export function readRecord(id: string): Promise<RecordState | undefined> {
  return withStores(['records'], 'readonly', async ({ store }) => {
    const parsed = recordStateSchema.safeParse(await store.get(id));
    return parsed.success ? parsed.data : undefined;
  });
}

/** Changes what lists show of a run that is there. */
export function changeRun(id: string, change: Partial<KeptRun>): Promise<KeptRun | undefined> {
  return withStores(['runs'], 'readwrite', async ({ store }) => {
    const parsed = keptRunSchema.safeParse(await store.get(id));
    const changed = parsed.success ? { ...parsed.data, ...change } : undefined;
    if (changed) await store.put(stored(changed), id);
    return changed;
  });
}

/** Takes runs away with all that belongs to them. */
export function removeRuns(ids: readonly string[]): Promise<void> {
  return withStores(['runs', 'records', 'checkpoints'], 'readwrite', async (transaction) => {
    const all = ids.flatMap((id) => [
      transaction.objectStore('runs').delete(id),
      transaction.objectStore('records').delete(id),
      transaction.objectStore('checkpoints').delete(checkpointsOf(id)),
    ]);
    await Promise.all(all);
  });
}

/** Takes runs away that cannot be read, unless they can by now. */
export async function removeDamaged(ids: readonly string[]): Promise<void> {
  const readable = new Set((await listRuns()).runs.map(({ id }) => id));
  await removeRuns(ids.filter((id) => !readable.has(id)));
}

/** Forgets comparisons that nobody can go on with; their runs stay. */
export function removeClosedComparisons(): Promise<void> {
  return withStores(['comparisons'], 'readwrite', async ({ store }) => {
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const closed = keys.filter((_, i) => keptComparisonSchema.safeParse(values[i]).data?.state !== 'open');
    await Promise.all(closed.map((key) => store.delete(key)));
  });
}

/** Steps of the checkpoints that are there of a run, in order. */
export function checkpointSteps(id: string): Promise<number[]> {
  return withStores(['checkpoints'], 'readonly', async ({ store }) =>
    (await store.getAllKeys(checkpointsOf(id))).map(([, step]) => step),
  );
}

/** All comparisons that can be read, newest first. */
export function listComparisons(): Promise<KeptComparison[]> {
  return withStores(['comparisons'], 'readonly', async ({ store }) =>
    (await store.getAll())
      .flatMap((value) => keptComparisonSchema.safeParse(value).data ?? [])
      .sort((a, b) => b.updated - a.updated),
  );
}

/** Says that nobody wants to go on with a comparison; its runs stay. */
export function closeComparison(id: string): Promise<void> {
  return withStores(['comparisons'], 'readwrite', async ({ store }) => {
    const parsed = keptComparisonSchema.safeParse(await store.get(id));
    if (parsed.success) await store.put({ ...parsed.data, state: 'done' }, id);
  });
}

/** The queues that were kept, by name, without those that are damaged. */
export function readQueues(): Promise<ReadonlyMap<string, KeptQueue>> {
  return withStores(['queue'], 'readonly', async ({ store }) => {
    const [names, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    return new Map(
      names.flatMap((name, i) => {
        const parsed = keptQueueSchema.safeParse(values[i]);
        return parsed.success ? [[name, parsed.data]] : [];
      }),
    );
  });
}
