/** Fetches one file as bytes, with its progress, and names every way it can fail. */

import { withTimeLimit } from '../browser/time-limit.ts';
import { DataError } from './errors.ts';
import type { Bytes } from './types.ts';

/** A download that brings no byte for this long has stalled, in milliseconds. */
const STALL_TIME = 20_000;

interface DownloadOptions {
  /** `fetch`, or a test's own. */
  fetch: typeof fetch;
  /** How the browser's own HTTP cache is used; `no-cache` asks the server whether its copy is fresh. */
  cache?: RequestCache;
  /** Called with all bytes that have arrived so far, counted, and the first part of them. */
  onProgress?: (received: number, start: Uint8Array) => void;
  /** Milliseconds without a byte after which to give up. */
  stallTime?: number;
  /** Stops the download, which then rejects with `Stopped`. */
  signal?: AbortSignal;
  /** The beginning of the file, from a download that was stopped: only the rest is asked for. */
  from?: Bytes | undefined;
}

/** A download was stopped, with what had arrived by then. */
export class Stopped extends Error {
  readonly received: Bytes;

  constructor(received: Bytes) {
    super('The download was stopped.');
    this.received = received;
  }
}

/**
 * Downloads `url`. `file` names it in errors.
 *
 * @throws {DataError} `offline`, `not-found`, `page-instead`, `server`, `truncated` or `timeout`.
 * @throws {Stopped} when its signal says so.
 */
export async function download(url: string, file: string, options: DownloadOptions): Promise<Bytes> {
  const { cache = 'default', stallTime = STALL_TIME, signal, from } = options;
  const abort = new AbortController();
  const stop = () => abort.abort();
  signal?.addEventListener('abort', stop);
  // A stop is heard at once, also where what is waited for does not hear it.
  const stopped = new Promise<never>((_, reject) => {
    abort.signal.addEventListener('abort', () => reject(new Error('stopped')));
  });
  stopped.catch(() => {});
  const soon = <T>(promise: Promise<T>) =>
    withTimeLimit(Promise.race([promise, stopped]), stallTime, () => stalled(file, stallTime));
  const parts: Uint8Array[] = [];
  try {
    if (signal?.aborted) throw new Stopped(from ?? new Uint8Array());
    const headers = from && { Range: `bytes=${from.length}-` };
    const init = { cache, signal: abort.signal, ...(headers && { headers }) };
    const response = await soon(request(url, file, options.fetch, init));
    checkResponse(response, file);
    // A server that knows no ranges sends all of it anew.
    if (from && response.status === 206) parts.push(from);
    await readBody(response, file, soon, parts, options.onProgress);
    return join(parts);
  } catch (error) {
    // Whatever was wrong: nothing more of this response is wanted.
    abort.abort();
    throw signal?.aborted ? new Stopped(parts.length > 0 ? join(parts) : (from ?? join([]))) : error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function request(url: string, file: string, get: typeof fetch, init: RequestInit): Promise<Response> {
  try {
    return await get(url, init);
  } catch (error) {
    throw new DataError({ code: 'offline', values: { file } }, { cause: error });
  }
}

function checkResponse(response: Response, file: string): void {
  const { ok, status, headers } = response;
  if (status === 404 || status === 410) throw new DataError({ code: 'not-found', values: { file, status } });
  if (!ok) throw new DataError({ code: 'server', values: { file, status } });
  // Servers of single-page apps answer an address they do not know with the page itself and status 200.
  if (headers.get('content-type')?.includes('text/html'))
    throw new DataError({ code: 'page-instead', values: { file } });
}

/** Reads an answer to its end, into `parts`. */
async function readBody(
  response: Response,
  file: string,
  soon: <T>(promise: Promise<T>) => Promise<T>,
  parts: Uint8Array[],
  onProgress: DownloadOptions['onProgress'],
): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let received = lengthOf(parts);
  for (;;) {
    const next = await soon(reader.read().catch((error) => Promise.reject(cutOff(file, received, error))));
    if (next.done) return;
    parts.push(next.value);
    received += next.value.length;
    onProgress?.(received, parts[0]!);
  }
}

function join(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function stalled(file: string, milliseconds: number): DataError {
  return new DataError({ code: 'timeout', values: { file, seconds: milliseconds / 1000 } });
}

function cutOff(file: string, received: number, cause: unknown): DataError {
  return new DataError({ code: 'truncated', values: { file, received } }, { cause });
}
