import { beforeEach, expect, test, vi } from 'vitest';
import { reproductionRuns } from '../../domain/experiments.ts';
import type { KeptQueue } from '../../domain/kept-queue.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import { StorageError } from '../../storage/failure.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { RunQueue } from '../queue/run-queue.ts';
import { QueueKeeper } from './queue-keeper.ts';

const configs = reproductionRuns('article', { learningRate: 1e-3, arm: 'none' }, { seeds: 3, steps: 2 });

class Disk {
  readonly runs: KeptRun[] = [];
  queue: KeptQueue | undefined;
  readonly locks = new Set<string>();
  isFull = false;
}

/** A page with a queue whose runs are over when the test says so. */
async function open(disk: Disk) {
  const finishes: (() => void)[] = [];
  const queue = new RunQueue(
    {
      createWorker: (_, onMessage: (message: FromWorker) => void) => ({
        start: (run, engine) => {
          onMessage({ type: 'ready', run, engine, warmUp: 1 });
          const steps = [1, 2].map((step) => ({
            step,
            loss: step,
            correct: 5,
            count: 50,
            saturation: 0.5,
            milliseconds: 3,
          }));
          finishes.push(() => {
            onMessage({ type: 'trained', run, steps });
            onMessage({ type: 'finished', run, step: 2 });
          });
        },
        allow: () => {},
        setLooking: () => {},
        dispose: () => {},
      }),
      cores: 1,
      refuseEngine: () => {},
    },
    'cpu',
  );
  const mine = new Set<string>();
  const keeper = new QueueKeeper(queue, {
    shelf: {
      keepRuns: async (shelved) => {
        if (disk.isFull) throw new StorageError('full');
        disk.runs.push(...shelved.map(({ run }) => run));
      },
      keepQueue: async (kept) => {
        disk.queue = structuredClone(kept);
      },
      readQueue: async () => structuredClone(disk.queue),
    },
    locks: {
      held: async () => disk.locks,
      hold: async (name) => {
        if (disk.locks.has(name)) return undefined;
        disk.locks.add(name);
        mine.add(name);
        return () => disk.locks.delete(name);
      },
    },
    now: () => 7,
    onKept: () => {},
  });
  await keeper.open();
  const finish = async () => {
    finishes.shift()!();
    await keeper.settled();
  };
  const crash = () => {
    for (const name of mine) disk.locks.delete(name);
  };
  return { queue, keeper, finish, crash };
}

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test', hardwareConcurrency: 1 });
});

test('a queue that died with its page is offered, and goes on with what is missing', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.finish();
  expect(disk.runs).toMatchObject([{ origin: 'queue', state: 'finished', step: 2 }]);
  first.crash();

  const second = await open(disk);
  expect(second.queue.store.getState()).toMatchObject({ status: 'idle', results: { size: 1 } });
  expect(second.keeper.store.getState().interrupted).toMatchObject({ done: 1, total: 3 });
  second.keeper.goOn();
  await second.finish();
  await second.finish();
  expect(second.queue.store.getState()).toMatchObject({ status: 'idle', results: { size: 3 } });
  // Each run once.
  expect(disk.runs).toHaveLength(3);
  second.crash();
  const third = await open(disk);
  expect(third.keeper.store.getState().interrupted).toBeUndefined();
  third.queue.add(configs);
  expect(third.queue.store.getState().status).toBe('idle');
});

test('what is cancelled or dismissed is not offered again', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.keeper.settled();
  first.crash();
  const second = await open(disk);
  second.keeper.dismiss();
  await second.keeper.settled();
  second.crash();
  const third = await open(disk);
  expect(third.keeper.store.getState()).toEqual({});
  third.queue.add(configs);
  third.queue.cancel();
  await third.keeper.settled();
  expect(disk.queue?.wanted).toEqual([]);
});

test('the queue of another tab is neither offered nor overwritten; runs of both are kept', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.keeper.settled();
  const second = await open(disk);
  expect(second.keeper.store.getState().interrupted).toBeUndefined();
  second.queue.add(configs.slice(0, 1));
  await second.finish();
  expect([disk.queue?.total, disk.runs.length]).toEqual([3, 1]);
});

test('a full storage is said, and the queue goes on', async () => {
  const disk = new Disk();
  disk.isFull = true;
  const { queue, keeper, finish } = await open(disk);
  queue.add(configs);
  await finish();
  expect(keeper.store.getState().failure).toBe('full');
  expect(queue.store.getState().results.size).toBe(1);
});
