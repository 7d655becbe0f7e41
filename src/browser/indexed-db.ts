/** IndexedDB with an answer to every question, of whichever database. */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { withTimeLimit } from './time-limit.ts';

/** Milliseconds in which a database opens: with an upgrade of thousands of runs, on a slow disk. */
const OPENED_WITHIN = 20_000;

/**
 * A database that opens, or rejects in the end. Chromium never answers what it is asked in the moment in which it clears what a
 * site has kept, and answers what comes later.
 */
export function openedInTime<Schema extends DBSchema>(
  opening: Promise<IDBPDatabase<Schema>>,
): Promise<IDBPDatabase<Schema>> {
  return withTimeLimit(opening, OPENED_WITHIN, () => {
    // Should it open yet, it must not stand in the way of those that want to upgrade or to delete it.
    void opening.then((database) => database.close()).catch(() => {});
    return new Error(`The database has not opened within ${OPENED_WITHIN / 1000} s.`);
  });
}

/**
 * Does something with some stores: all of it, or nothing and it rejects.
 *
 * A transaction may end by itself at any moment, as when everything is deleted, or a disk is full: then what was asked of it
 * rejects, and its own promise as well. Both are taken up here, as one that nobody takes up counts as a fault of the page. That
 * of the transaction says more: of a full disk a request may only hear that it was given up.
 */
export async function transact<
  Schema extends DBSchema,
  const Names extends readonly StoreNames<Schema>[],
  Mode extends 'readonly' | 'readwrite',
  T,
>(
  database: IDBPDatabase<Schema>,
  names: Names,
  mode: Mode,
  work: (transaction: IDBPTransaction<Schema, Names, Mode>) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(names, mode, { durability: 'relaxed' });
  // Not its `done`: that rejects with the first request that fails, before the transaction knows why.
  const ended = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new DOMException('The browser has given a transaction up.', 'AbortError')),
    );
  });
  transaction.done.catch(() => {});
  const working = work(transaction).catch((error: unknown) => {
    giveUp(transaction);
    throw error;
  });
  const [end, result] = await Promise.allSettled([ended, working]);
  if (end.status === 'rejected' && (end.reason as Error).name !== 'AbortError') throw end.reason;
  if (result.status === 'rejected') throw result.reason;
  if (end.status === 'rejected') throw end.reason;
  return result.value;
}

/** Leaves everything as it was before. */
export function giveUp(transaction: { abort: () => void }): void {
  try {
    transaction.abort();
  } catch {
    // The browser has done so, or all is written already.
  }
}
