/** What can go wrong, in words. Whoever meets a problem reports its code and values; the words are found here. */

/** `file`: a file of the data; `reason`: what a browser or a driver said, in its own words and language. */
type File = { file: string };
type Reason = { reason: string };
type Nothing = Record<string, never>;

/** Every kind of problem, with the values that its words need. */
interface ProblemValues {
  // The data on its way to the page.
  offline: File;
  'not-found': File & { status: number };
  'page-instead': File;
  server: File & { status: number };
  /** Bytes; how many there should be is not always known. */
  truncated: File & { received: number; expected?: number | undefined };
  corrupt: File & { check: 'gzip' | 'sha256' | 'rows' };
  'not-gzip': File;
  'manifest-not-json': Nothing;
  /** `place`: where in the list, as `shards.0.file`; empty for the whole. */
  'manifest-shape': Reason & { place: string };
  'manifest-rows': { split: 'train' | 'test'; row: number };
  timeout: File & { seconds: number };
  unsupported: File;
  'data-unexpected': Reason;
  'data-worker-not-loaded': Nothing;
  'data-worker-stopped': Reason;
  'data-worker-unreadable-message': Nothing;

  // A visitor's own data.
  'own-missing': { name: string };
  'own-empty': File;
  'own-unreadable': File;
  'own-magic': File & { magic: string };
  'own-shape': File & { rows: number; columns: number };
  'own-none': File;
  'own-too-large': File & { count: number; most: number };
  /** Bytes, uncompressed. */
  'own-truncated': File & { received: number; expected: number };
  'own-too-long': File & { count: number; expected: number };
  /** How many files of each there are. */
  'own-files': { images: number; labels: number };
  'own-untold': { first: string; second: string };
  'own-counts': File & { images: number; other: string; labels: number };
  'own-label': File & { row: number; label: number };
  'own-classes': File;
  'own-unexpected': Reason;

  // The browser's cache for the data.
  'cache-missing': Nothing;
  'cache-full': Nothing;
  'cache-silent': Nothing;
  'cache-broken': Reason;

  // Engines, and the workers that they train in.
  'context-lost': Nothing;
  'worker-stopped': Reason;
  'worker-not-loaded': Nothing;
  'worker-unreadable-message': Nothing;
  'worker-silent': { seconds: number };
  'checkpoint-missing': Nothing;
  'engine-failed': Reason;
}

type ProblemCode = keyof ProblemValues;

/** A problem as it is reported. */
export type Problem = { [Code in ProblemCode]: { code: Code; values: ProblemValues[Code] } }[ProblemCode];

/**
 * For each problem `what` was wrong, and as a `hint` what to do or to expect, in whole sentences; in the queue, where there are
 * other buttons, `queueHint`.
 */
export type ProblemWords = {
  readonly [Code in ProblemCode]: {
    what(values: ProblemValues[Code]): string;
    hint: string;
    queueHint?: string;
  };
};
