import { beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../../domain/config.ts';
import { reproductionRuns } from '../../domain/experiments.ts';
import type { KeptQueue } from '../../domain/kept-queue.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import { StorageError } from '../../storage/failure.ts';
import type { ShelvedRun } from '../../storage/shelf.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { RunQueue } from '../queue/run-queue.ts';
import { QueueKeeper } from './queue-keeper.ts';

const configs = reproductionRuns('article', { learningRate: 1e-3, arm: 'none' }, { seeds: 3, steps: 400 });

class Disk {
  readonly shelved = new Map<string, ShelvedRun>();
  /** Steps of the checkpoints of each run. */
  readonly checkpoints = new Map<string, number[]>();
  readonly queues = new Map<string, KeptQueue>();
  readonly locks = new Set<string>();
  isFull = false;
  /** Whether the page goes as soon as it has written something more. */
  isLast = false;

  get runs(): KeptRun[] {
    return [...this.shelved.values()].map(({ run }) => run);
  }
}

/** Every run has losses of its own, and trains as fast as it is asked to. */
const lossOf = ({ seed }: RunConfig, step: number) => seed + 1 / step;

/** A page with a queue of one worker, whose runs get on when the test says so. */
async function open(disk: Disk) {
  let worker: { run: number; config: RunConfig; step: number; keep: string } | undefined;
  let tell: (message: FromWorker) => void = () => {};
  const queue = new RunQueue(
    {
      createWorker: (_, onMessage: (message: FromWorker) => void) => ({
        start: (run, engine, config, kept) => {
          tell = onMessage;
          worker = { run, config, step: kept?.from?.step ?? 0, keep: kept!.keep };
          onMessage({ type: 'ready', run, engine, warmUp: 1, renderer: 'a card' });
        },
        keepNow: () => {},
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
  const pruned: (readonly string[])[] = [];
  const keeper = new QueueKeeper(queue, {
    shelf: {
      keepRuns: async (shelved, { queue } = {}) => {
        if (disk.isFull) throw new StorageError('full');
        const known = queue && disk.queues.has(queue.name) ? queue.runs : [];
        for (const one of structuredClone(shelved))
          if (disk.shelved.has(one.run.id) || !known.includes(one.run.id)) disk.shelved.set(one.run.id, one);
        if (queue?.queue) disk.queues.set(queue.name, structuredClone(queue.queue));
        for (const old of queue?.takenIn ?? []) disk.queues.delete(old);
        if (disk.isLast) await new Promise(() => {});
      },
      readQueues: async () => structuredClone(disk.queues),
      readRun: async (id) => structuredClone(disk.shelved.get(id)?.run),
      readRecord: async (id) => structuredClone(disk.shelved.get(id)?.record),
      checkpointSteps: async (id) => disk.checkpoints.get(id) ?? [],
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
    prune: async (spared) => {
      pruned.push(spared);
    },
  });
  await keeper.open();
  const train = async (to: number) => {
    const { run, config } = worker!;
    const steps = Array.from({ length: to - worker!.step }, (_, i) => {
      const step = worker!.step + i + 1;
      return { step, loss: lossOf(config, step), correct: 5, count: 50, saturation: 0.5, milliseconds: 3 };
    });
    worker!.step = to;
    tell({ type: 'trained', run, steps });
    await keeper.settled();
  };
  const keep = async () => {
    const { run, step, keep } = worker!;
    disk.checkpoints.set(keep, [...(disk.checkpoints.get(keep) ?? []), step].slice(-2));
    tell({ type: 'kept', run, place: { step, scaledAt: -1 } });
    await keeper.settled();
  };
  const finish = async () => {
    await train(400);
    tell({ type: 'finished', run: worker!.run, step: 400 });
    await keeper.settled();
  };
  const fail = async () => {
    tell({
      type: 'failed',
      run: worker!.run,
      problem: { code: 'engine-failed', values: { reason: 'out of memory' } },
    });
    await keeper.settled();
  };
  const crash = () => {
    for (const name of mine) disk.locks.delete(name);
  };
  return { queue, keeper, train, keep, finish, fail, crash, pruned };
}

beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'test', hardwareConcurrency: 1 });
});

test('a queue that died with its page is offered, and goes on with what is missing', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.finish();
  expect(disk.runs).toMatchObject([{ origin: 'queue', state: 'finished', step: 400 }]);
  first.crash();

  const second = await open(disk);
  expect(second.queue.store.getState()).toMatchObject({ status: 'idle', results: { size: 1 } });
  expect(second.keeper.store.getState().interrupted).toMatchObject({ done: 1, total: 3 });
  await second.keeper.goOn();
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

test('a run that ends as its page goes is done, or wanted, but never both', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.keeper.settled();
  disk.isLast = true;
  void first.finish();
  await vi.waitFor(() => expect(disk.runs).toHaveLength(1));
  first.crash();
  disk.isLast = false;

  const second = await open(disk);
  expect(second.keeper.store.getState().interrupted).toMatchObject({ done: 1, total: 3 });
  await second.keeper.goOn();
  for (let time = 0; time < 2; time++) await second.finish();
  expect(disk.runs).toHaveLength(3);
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
  expect(disk.queues.get('queue')?.wanted).toEqual([]);
});

test('a run that is cancelled before its first checkpoint is kept as far as it came', async () => {
  const disk = new Disk();
  const { queue, keeper, train } = await open(disk);
  queue.add(configs);
  await train(40);
  expect(disk.runs).toEqual([]);
  queue.cancel();
  await keeper.settled();
  expect(disk.runs).toMatchObject([{ origin: 'queue', state: 'unfinished', step: 40, checkpoints: [] }]);
  expect(queue.store.getState().over).toEqual([]);
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
  expect([disk.queues.get('queue')?.total, disk.runs.length]).toEqual([3, 1]);
});

test('what several tabs have left is offered as one queue, in the next tab, and not in another one as well', async () => {
  const disk = new Disk();
  const [first, second] = [await open(disk), await open(disk)];
  first.queue.add(configs.slice(0, 2));
  await first.finish();
  second.queue.add(configs.slice(1));
  await second.train(100);
  await second.keep();
  first.crash();
  second.crash();
  expect([...disk.queues.keys()]).toEqual(['queue', 'queue.2']);

  const third = await open(disk);
  // The second run was wanted in both.
  expect(third.keeper.store.getState().interrupted).toMatchObject({ done: 1, total: 3 });
  const fourth = await open(disk);
  expect(fourth.keeper.store.getState().interrupted).toBeUndefined();
  expect(fourth.queue.store.getState().results.size).toBe(1);
  await third.keeper.goOn();
  expect(third.queue.store.getState().running).toMatchObject([{ step: 100, config: configs[1] }]);
  await third.finish();
  await third.finish();
  expect([...disk.queues.keys()]).toEqual(['queue']);
  expect(disk.queues.get('queue')?.wanted).toEqual([]);
  // The fourth has a place of its own, and its name is free for others when it goes.
  fourth.queue.add(
    reproductionRuns('article', { learningRate: 1e-4, arm: 'none' }, { seeds: 1, steps: 400 }),
  );
  await fourth.keeper.settled();
  expect([...disk.queues.keys()]).toEqual(['queue', 'queue.3']);
  fourth.crash();
  const fifth = await open(disk);
  expect(fifth.keeper.store.getState().interrupted).toMatchObject({ done: 0, total: 1 });
  fifth.keeper.dismiss();
  await fifth.keeper.settled();
  expect([...disk.queues.keys()]).toEqual(['queue', 'queue.2']);
});

test('what is offered stays written down, whatever is trained and chosen meanwhile, until it is answered', async () => {
  const other = reproductionRuns('article', { learningRate: 1e-4, arm: 'none' }, { seeds: 1, steps: 400 });
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.keeper.settled();
  first.crash();
  const second = await open(disk);
  second.queue.add(other);
  await second.finish();
  expect(second.keeper.store.getState().interrupted).toMatchObject({ done: 0, total: 3 });
  second.queue.chooseEngine('simd');
  await second.keeper.settled();
  second.crash();

  const third = await open(disk);
  expect(third.keeper.store.getState().interrupted).toMatchObject({ done: 0, total: 3 });
  // Whoever has all of it trained in another way has answered.
  third.queue.add(configs);
  await third.keeper.settled();
  expect(third.keeper.store.getState().interrupted).toBeUndefined();
  third.crash();
  const fourth = await open(disk);
  await fourth.keeper.goOn();
  expect(fourth.keeper.store.getState().interrupted).toBeUndefined();
  for (let time = 0; time < 3; time++) await fourth.finish();
  expect(disk.queues.get('queue')?.wanted).toEqual([]);
});

test('a run of the queue that is deleted while it trains stays away', async () => {
  const disk = new Disk();
  const { queue, train, keep, finish } = await open(disk);
  queue.add(configs.slice(0, 2));
  await train(100);
  await keep();
  const [id] = disk.shelved.keys();
  disk.shelved.delete(id!);
  await train(200);
  await keep();
  await finish();
  expect(disk.shelved.size).toBe(0);
  // Where the whole storage was emptied, what comes is kept anew.
  await train(100);
  await keep();
  disk.shelved.clear();
  disk.queues.clear();
  await finish();
  expect(disk.runs).toMatchObject([{ config: configs[1], state: 'finished' }]);
});

test('of a tab that is gone with nothing left to do, the results stay', async () => {
  const disk = new Disk();
  const [first, second] = [await open(disk), await open(disk)];
  second.queue.add(configs.slice(0, 1));
  await second.finish();
  second.crash();
  first.crash();
  const third = await open(disk);
  await third.keeper.settled();
  expect(third.keeper.store.getState().interrupted).toBeUndefined();
  expect([...disk.queues].map(([name, { results }]) => [name, results.length])).toEqual([['queue', 1]]);
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

test('a run is kept whole: configuration, every step, verdict, environment and where its checkpoints are', async () => {
  const disk = new Disk();
  const { queue, train, keep, finish, pruned } = await open(disk);
  queue.add(configs);
  await train(150);
  // What could not be gone on with is not kept.
  expect(disk.runs).toEqual([]);
  await keep();
  expect(disk.runs).toMatchObject([{ state: 'unfinished', step: 150, checkpoints: [{ step: 150 }] }]);
  await train(300);
  await keep();
  await finish();
  const [{ run, record } = {}] = disk.shelved.values();
  expect(disk.shelved.size).toBe(1);
  expect(run).toMatchObject({
    config: configs[0],
    engine: 'cpu',
    origin: 'queue',
    state: 'finished',
    environment: { agent: 'test', renderer: 'a card' },
    checkpoints: [{ step: 150 }, { step: 300 }],
  });
  const { steps, values } = record!.series.loss;
  expect([steps.length, values[0], values[399]]).toEqual([
    400,
    lossOf(configs[0]!, 1),
    lossOf(configs[0]!, 400),
  ]);
  // It is on the disk, and nowhere else.
  expect(queue.store.getState().over).toEqual([]);
  // Behind every run that is over old weights go, and not those of the runs under way.
  expect(pruned).toEqual([queue.store.getState().begun.map(({ record: { id } }) => id)]);
});

test('a run in the middle goes on from its checkpoint in the next life of the page', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.train(100);
  await first.keep();
  await first.train(170);
  first.crash();

  const second = await open(disk);
  await second.keeper.goOn();
  expect(second.queue.store.getState().running).toMatchObject([{ step: 100 }]);
  for (let time = 0; time < 3; time++) await second.finish();
  expect(disk.shelved.size).toBe(3);
  const [{ record } = {}] = disk.shelved.values();
  const { steps, values } = record!.series.loss;
  expect(Array.from(steps)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  expect(Array.from(values)).toEqual(Array.from(steps, (step) => lossOf(configs[0]!, step)));
});

test('a run whose checkpoints are gone begins again', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.queue.add(configs);
  await first.train(100);
  await first.keep();
  first.crash();
  disk.checkpoints.clear();
  const second = await open(disk);
  await second.keeper.goOn();
  expect(second.queue.store.getState().running).toMatchObject([{ step: 0, config: configs[0] }]);
});

test('a run that could not be finished is kept as far as it came, and says so', async () => {
  const disk = new Disk();
  const { queue, train, fail } = await open(disk);
  queue.add(configs);
  for (let time = 0; time < 3; time++) {
    await train(5);
    await fail();
  }
  expect(disk.runs).toMatchObject([{ state: 'failed', config: configs[0], step: 5 }]);
  // Of one that never began there is nothing to be kept.
  for (let time = 0; time < 3; time++) await fail();
  expect(queue.store.getState()).toMatchObject({ failures: { size: 2 }, over: [] });
  expect(disk.runs).toHaveLength(1);
});

test('a storage that has room again keeps what comes then', async () => {
  const disk = new Disk();
  disk.isFull = true;
  const { queue, finish, keeper } = await open(disk);
  queue.add(configs);
  await finish();
  disk.isFull = false;
  await finish();
  // The second was kept, and the trouble is over.
  expect(disk.runs).toMatchObject([{ config: configs[1] }]);
  expect(keeper.store.getState()).toEqual({});
});
