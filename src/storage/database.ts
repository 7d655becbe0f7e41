/**
 * The lab's database in the browser. The page and its workers open it on their own; all stores and every version of them are
 * here.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { giveUp, openedInTime, transact } from '../browser/indexed-db.ts';
import { failureOf, StorageError } from './failure.ts';

/** What is stored is whatever an older version, another tab or an extension has left: it is checked when it is read. */
interface Schema extends DBSchema {
  /** `KeptRun`s, by id: small, as all are read for a list. Those that are pinned have `PINNED` and are found by it. */
  runs: { key: string; value: unknown; indexes: { pinned: number } };
  /** `RecordState`s, by the run's id. */
  records: { key: string; value: unknown };
  /** `Checkpoint`s, by the run's id and the step. */
  checkpoints: { key: [string, number]; value: unknown };
  /** `KeptComparison`s, by id. */
  comparisons: { key: string; value: unknown };
  /** `KeptQueue`s, by the name of each tab's place. */
  queue: { key: string; value: unknown };
}
type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** What a pinned run is stored with, as an index knows no booleans. */
export const PINNED = { pin: 1 } as const;

export const DATABASE = 'batchnorm-lab';

/**
 * One for each version of the database, the first one first: what makes of the version before the next. Those that were
 * released stay as they are.
 */
const migrations: readonly ((database: Database, upgrade: Upgrade) => void | Promise<void>)[] = [
  (database) => {
    database.createObjectStore('runs');
    database.createObjectStore('records');
    database.createObjectStore('checkpoints');
    database.createObjectStore('comparisons');
    database.createObjectStore('queue');
  },
  // Pinned runs are found without reading all others.
  async (_, upgrade) => {
    const runs = upgrade.objectStore('runs');
    runs.createIndex('pinned', 'pin');
    for await (const run of runs) if (isPinned(run.value)) await run.update({ ...run.value, ...PINNED });
  },
];

function isPinned(value: unknown): value is { pinned: true } {
  return (value as { pinned?: unknown } | null)?.pinned === true;
}

let opened: Promise<Database> | undefined;

/** The database; rejects with a `StorageError`. It is opened anew after it was lost. */
function openDatabase(): Promise<Database> {
  opened ??= openedInTime(open()).catch((error: unknown) => {
    opened = undefined;
    throw new StorageError(failureOf(error), error);
  });
  return opened;
}

async function open(): Promise<Database> {
  // Where storage is forbidden, even asking for it may throw.
  if (typeof indexedDB === 'undefined') throw new StorageError('refused');
  const database = await openDB<Schema>(DATABASE, migrations.length, {
    async upgrade(database, from, _, upgrade) {
      // Whoever opens is told.
      upgrade.done.catch(() => {});
      try {
        for (const migrate of migrations.slice(from)) await migrate(database, upgrade);
      } catch {
        // The old version stays as it was, and opening fails.
        giveUp(upgrade);
      }
    },
    // Another tab has a newer version of the lab, or deletes everything: this one does not stand in its way.
    blocking() {
      void opened?.then((old) => old.close()).catch(() => {});
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return database;
}

/** Does something with some stores: all of it, or nothing and it rejects with a `StorageError`. */
export async function withStores<
  const Names extends readonly StoreNames<Schema>[],
  Mode extends 'readonly' | 'readwrite',
  T,
>(
  names: Names,
  mode: Mode,
  work: (transaction: IDBPTransaction<Schema, Names, Mode>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    return await transact(database, names, mode, work);
  } catch (error) {
    throw new StorageError(failureOf(error), error);
  }
}
