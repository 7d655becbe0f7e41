/** Fetches one file as bytes, with its progress, and puts every way it can fail into words. */
import { DataError } from './errors.ts';
import { withTimeLimit } from './time-limit.ts';
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
}

/**
 * Downloads `url`. `file` names it in messages.
 *
 * @throws {DataError} `offline`, `not-found`, `server`, `truncated` or `timeout`.
 */
export async function download(url: string, file: string, options: DownloadOptions): Promise<Bytes> {
  const { cache = 'default', stallTime = STALL_TIME } = options;
  const abort = new AbortController();
  const soon = <T>(promise: Promise<T>) => withTimeLimit(promise, stallTime, () => stalled(file, stallTime));
  try {
    const response = await soon(request(url, file, options.fetch, { cache, signal: abort.signal }));
    checkResponse(response, file);
    return await readBody(response, file, soon, options.onProgress);
  } catch (error) {
    // Whatever was wrong: nothing more of this response is wanted.
    abort.abort();
    throw error;
  }
}

async function request(url: string, file: string, get: typeof fetch, init: RequestInit): Promise<Response> {
  try {
    return await get(url, init);
  } catch (error) {
    throw new DataError('offline', `${file} could not be requested: the server did not answer.`, {
      cause: error,
    });
  }
}

function checkResponse(response: Response, file: string): void {
  if (response.status === 404 || response.status === 410)
    throw new DataError('not-found', `${file} is not on the server (HTTP ${response.status}).`);
  if (!response.ok)
    throw new DataError(
      'server',
      `The server answered the request for ${file} with HTTP ${response.status}.`,
    );
  // Servers of single-page apps answer an address they do not know with the page itself and status 200.
  if (response.headers.get('content-type')?.includes('text/html'))
    throw new DataError('not-found', `${file} is not on the server: it sent an HTML page instead.`);
}

async function readBody(
  response: Response,
  file: string,
  soon: <T>(promise: Promise<T>) => Promise<T>,
  onProgress: DownloadOptions['onProgress'],
): Promise<Bytes> {
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const next = await soon(reader.read().catch((error) => Promise.reject(cutOff(file, received, error))));
    if (next.done) return join(parts, received);
    parts.push(next.value);
    received += next.value.length;
    onProgress?.(received, parts[0]!);
  }
}

function join(parts: readonly Uint8Array[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function stalled(file: string, milliseconds: number): DataError {
  return new DataError(
    'timeout',
    `The download of ${file} stalled: nothing for ${milliseconds / 1000} seconds.`,
  );
}

function cutOff(file: string, received: number, cause: unknown): DataError {
  return new DataError('truncated', `${file} was cut off: the connection broke after ${received} bytes.`, {
    cause,
  });
}
