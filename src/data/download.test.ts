import { describe, expect, it } from 'vitest';
import { download } from './download.ts';

const get = (answer: () => Response | Promise<Response>, stallTime = 1_000) =>
  download('https://example.org/rows.bin', 'rows.bin', { fetch: async () => answer(), stallTime });

/** A body of three bytes that then does what `after` says. */
function body(after: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Uint8Array.of(1, 2, 3)),
    pull: after,
  });
}

describe('download', () => {
  it('joins the parts in which a file arrives and reports each', async () => {
    const progress: number[] = [];
    const parts = [Uint8Array.of(1, 2), Uint8Array.of(3)];
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = parts.shift();
        if (next) controller.enqueue(next);
        else controller.close();
      },
    });
    const bytes = await download('https://example.org/rows.bin', 'rows.bin', {
      fetch: async () => new Response(stream),
      onProgress: (received) => progress.push(received),
    });
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3));
    expect(progress).toEqual([2, 3]);
  });

  it.each([
    ['offline', 'no network', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['not-found', 'HTTP 404', () => new Response('', { status: 404 })],
    ['server', 'HTTP 500', () => new Response('', { status: 500 })],
    [
      'page-instead',
      'the page itself instead of the file',
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    ],
    [
      'truncated',
      'a connection that breaks',
      () => new Response(body((controller) => controller.error(new TypeError('network error')))),
    ],
  ])('fails as %s on %s', async (code, _, answer) => {
    await expect(get(answer)).rejects.toEqual(
      expect.objectContaining({
        problem: { code, values: expect.objectContaining({ file: 'rows.bin' }) },
      }),
    );
  });

  it.each([
    ['the server never answers', () => new Promise<Response>(() => {})],
    ['the answer stops in the middle', () => new Response(body(() => new Promise(() => {})))],
  ])('fails as timeout when %s', async (_, answer) => {
    await expect(get(answer, 20)).rejects.toEqual(
      expect.objectContaining({ problem: { code: 'timeout', values: { file: 'rows.bin', seconds: 0.02 } } }),
    );
  });
});
