import { afterEach, expect, test, vi } from 'vitest';
import { ROLE_NOT_LOADED } from './role-not-loaded.ts';

vi.mock('./run-worker.ts', () => {
  throw new Error('The chunk is gone.');
});
vi.mock('./trial-worker.ts', () => ({
  serve: (event: MessageEvent<unknown>) => {
    served.push(event);
    if (event.data === 'broken') throw new Error('The message is broken.');
  },
}));

const served: MessageEvent<unknown>[] = [];
const message = (data: unknown) => ({ data }) as MessageEvent<unknown>;

/** Starts the program as a worker of a role; `thrown` holds what reaches the page as an error of the worker. */
async function start(name: string) {
  vi.resetModules();
  const worker: { name: string; onmessage?: (event: MessageEvent<unknown>) => void } = { name };
  const thrown: unknown[] = [];
  vi.stubGlobal('self', worker);
  vi.stubGlobal('setTimeout', (work: () => void) => {
    try {
      work();
    } catch (error) {
      thrown.push(error);
    }
  });
  await import('./worker.ts');
  return { worker, thrown };
}

afterEach(() => {
  vi.unstubAllGlobals();
  served.length = 0;
});

test('what is said before the role is loaded is served in order', async () => {
  const { worker, thrown } = await start('trial-engines');
  worker.onmessage?.(message(1));
  worker.onmessage?.(message(2));
  await vi.waitUntil(() => served.length === 2);
  worker.onmessage?.(message(3));
  expect(served.map(({ data }) => data)).toEqual([1, 2, 3]);
  expect(thrown).toEqual([]);
});

test('a role that cannot be loaded reaches the page', async () => {
  const { thrown } = await start('run-A');
  await vi.waitUntil(() => thrown.length === 1);
  expect(thrown[0]).toMatchObject({ message: ROLE_NOT_LOADED });
});

test('a message that cannot be served reaches the page, also an early one', async () => {
  const { worker, thrown } = await start('trial-engines');
  worker.onmessage?.(message('broken'));
  await vi.waitUntil(() => thrown.length === 1);
  expect(thrown).toEqual([new Error('The message is broken.')]);
});
