/** Whether a download takes so long that it is worth a word. */

/** How far it was at a moment, in bytes and in milliseconds. */
export interface DownloadMark {
  at: number;
  bytes: number;
}

/** Milliseconds in which it may become quick before it is called slow. */
const WATCHED = 4_000;
/** Milliseconds that whoever waits takes for long. */
const LONG = 60_000;

/** Milliseconds that a download takes still, at the speed since `from`; undefined while that is not known. */
export function downloadTimeLeft(from: DownloadMark, now: DownloadMark, total: number): number | undefined {
  const passed = now.at - from.at;
  if (passed < WATCHED || total === 0) return undefined;
  const bytes = now.bytes - from.bytes;
  return bytes > 0 ? ((total - now.bytes) / bytes) * passed : Number.POSITIVE_INFINITY;
}

export function isLong(left: number | undefined): boolean {
  return left !== undefined && left > LONG;
}
