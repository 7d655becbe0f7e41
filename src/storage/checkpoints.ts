/** Checkpoints, as run workers write and read them: some forty megabytes each, so the page never holds one. */
import { type Checkpoint, checkpointSchema } from '../engine/checkpoint.ts';
import { withStores } from './database.ts';

/** How many are kept of a run: if the page ends before it knows of the newest, the one before it serves. */
const KEPT = 2;

/** Keeps a checkpoint, and of older ones of its run the newest. Rejects with a `StorageError`. */
export function keepCheckpoint(run: string, checkpoint: Checkpoint): Promise<void> {
  const { step } = checkpoint.snapshot;
  return withStores(['checkpoints'], 'readwrite', async ({ store }) => {
    await store.put(checkpoint, [run, step]);
    // Later ones are of a life of this run that ended behind this step.
    for (const key of await store.getAllKeys(checkpointsOf(run))) if (key[1] > step) await store.delete(key);
    const keys = await store.getAllKeys(checkpointsOf(run));
    for (const key of keys.slice(0, -KEPT)) await store.delete(key);
  });
}

/** A checkpoint that was kept; undefined when it is not there, or is none. Rejects with a `StorageError`. */
export function readCheckpoint(run: string, step: number): Promise<Checkpoint | undefined> {
  return withStores(['checkpoints'], 'readonly', async ({ store }) => {
    const parsed = checkpointSchema.safeParse(await store.get([run, step]));
    return parsed.success && parsed.data.snapshot.step === step ? parsed.data : undefined;
  });
}

/** The runs of which there are checkpoints. */
export function runsWithCheckpoints(): Promise<string[]> {
  return withStores(['checkpoints'], 'readonly', async ({ store }) => [
    ...new Set((await store.getAllKeys()).map(([run]) => run)),
  ]);
}

/** Takes away the checkpoints of all runs but some. */
export function pruneCheckpoints(keep: ReadonlySet<string>): Promise<void> {
  return withStores(['checkpoints'], 'readwrite', async ({ store }) => {
    const old = (await store.getAllKeys()).filter(([run]) => !keep.has(run));
    await Promise.all(old.map((key) => store.delete(key)));
  });
}

/** Takes away all checkpoints of some runs. */
export function dropCheckpoints(runs: readonly string[]): Promise<void> {
  return withStores(['checkpoints'], 'readwrite', async ({ store }) => {
    await Promise.all(runs.map((run) => store.delete(checkpointsOf(run))));
  });
}

/** The keys of all checkpoints of a run, in order of steps. */
export function checkpointsOf(run: string): IDBKeyRange {
  return IDBKeyRange.bound([run, 0], [run, Number.MAX_SAFE_INTEGER]);
}
