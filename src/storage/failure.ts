/** Why something could not be kept, as a word: the page has a sentence for each. */

/**
 * `refused`: the browser lets this page keep nothing, as in some private windows; `full`: there is no room; `newer`: a newer
 * version of the lab has kept runs here in a way that this one does not know; `gone`: what was kept has been deleted, while
 * it was in use; `failed`: anything else.
 */
export const storageFailures = ['refused', 'full', 'newer', 'gone', 'failed'] as const;
export type StorageFailure = (typeof storageFailures)[number];

const NAMES: Readonly<Record<string, StorageFailure>> = {
  SecurityError: 'refused',
  QuotaExceededError: 'full',
  VersionError: 'newer',
  InvalidStateError: 'gone',
  NotFoundError: 'gone',
};

export class StorageError extends Error {
  readonly failure: StorageFailure;

  constructor(failure: StorageFailure, cause?: unknown) {
    super(`Nothing can be kept: ${failure}.`, { cause });
    this.name = 'StorageError';
    this.failure = failure;
  }
}

/** The failure behind what IndexedDB has thrown. */
export function failureOf(error: unknown): StorageFailure {
  if (error instanceof StorageError) return error.failure;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return NAMES[name] ?? 'failed';
}
