import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withShared } from '../../domain/comparison.ts';
import type { KeptComparison, KeptRun } from '../../domain/kept-run.ts';
import { presetComparison } from '../../domain/presets.ts';
import type { RecordState } from '../../domain/run-record.ts';
import { StorageError } from '../../storage/failure.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { ComparisonLab, type Runner } from '../comparison/comparison-lab.ts';
import { ComparisonKeeper } from './comparison-keeper.ts';

/** A runner that makes the steps it is told to. */
class FakeRunner implements Runner {
  run = 0;
  step = 0;
  keep = '';
  from: { run: string; step: number } | undefined;
  readonly say: (message: FromWorker) => void;
  constructor(say: (message: FromWorker) => void) {
    this.say = say;
  }
  start(run: number, engine: 'cpu', _config: unknown, kept: Parameters<Runner['start']>[3]): void {
    Object.assign(this, { run, step: kept.from?.step ?? 0, keep: kept.keep, from: kept.from });
    this.say({ type: 'ready', run, engine, warmUp: 1 });
  }
  train(steps: number): void {
    for (let i = 0; i < steps; i++) {
      this.step++;
      const trained = { step: this.step, loss: 1, correct: 5, count: 50, saturation: 0.5, milliseconds: 400 };
      this.say({ type: 'trained', run: this.run, steps: [trained] });
    }
  }
  checkpoint(disk: Disk): void {
    disk.checkpoints.set(this.keep, [...(disk.checkpoints.get(this.keep) ?? []), this.step]);
    this.say({ type: 'kept', run: this.run, place: { step: this.step, scaledAt: -1 } });
  }
  allow(): void {}
  setLearningRate(): void {}
  setSteps(): void {}
  setKernelScalings(): void {}
  setLooking(): void {}
  keepNow(): void {}
  dispose(): void {}
}

/** Storage and locks that outlive pages. */
class Disk {
  readonly runs = new Map<string, KeptRun>();
  readonly records = new Map<string, RecordState>();
  readonly comparisons = new Map<string, KeptComparison>();
  readonly checkpoints = new Map<string, number[]>();
  readonly locks = new Set<string>();
  isFull = false;
}

/** A page of the lab. */
async function open(disk: Disk) {
  const runners: FakeRunner[] = [];
  const lab = new ComparisonLab(
    {
      createRunner: (_, say) => {
        const runner = new FakeRunner((message) => queueMicrotask(() => say(message)));
        runners.push(runner);
        return runner;
      },
      retryData: () => {},
      refuseEngine: () => {},
    },
    withShared(presetComparison('article'), { steps: 400 }),
    'auto',
    { phase: 'ready', startable: true, loadedBytes: 1, totalBytes: 1, fromCache: false },
  );
  const mine = new Set<string>();
  const keeper = new ComparisonKeeper(lab, {
    shelf: {
      keepRuns: async (shelved, { comparison } = {}) => {
        if (disk.isFull) throw new StorageError('full');
        for (const { run, record } of shelved) {
          disk.runs.set(run.id, structuredClone(run));
          if (record) disk.records.set(run.id, structuredClone(record));
        }
        if (comparison) disk.comparisons.set(comparison.id, structuredClone(comparison));
      },
      listComparisons: async () => [...disk.comparisons.values()].sort((a, b) => b.updated - a.updated),
      readRun: async (id) => disk.runs.get(id),
      readRecord: async (id) => structuredClone(disk.records.get(id)),
      checkpointSteps: async (id) => disk.checkpoints.get(id) ?? [],
      closeComparison: async (id) => {
        const comparison = disk.comparisons.get(id);
        if (comparison) disk.comparisons.set(id, { ...comparison, state: 'done' });
      },
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
    now: () => Date.now(),
    onKept: () => {},
  });
  lab.open();
  const stop = keeper.open();
  await keeper.findInterrupted();
  const settle = async () => {
    await vi.advanceTimersByTimeAsync(200);
    await keeper.settled();
  };
  await settle();
  /** Without a warning, as when a browser crashes. */
  const crash = () => {
    stop();
    for (const name of mine) disk.locks.delete(name);
  };
  return { lab, keeper, runners, settle, crash };
}

/** A page on which both runs have trained to step 130, with checkpoints at 100. */
async function trained(disk: Disk) {
  const page = await open(disk);
  page.lab.run();
  await page.settle();
  for (const steps of [100, 30]) {
    for (const runner of page.runners) runner.train(steps);
    await page.settle();
    if (steps === 100) for (const runner of page.runners) runner.checkpoint(disk);
    await page.settle();
  }
  return page;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { userAgent: 'test', hardwareConcurrency: 2 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('runs whose place others take are kept as far as they came, and are not offered', async () => {
  const disk = new Disk();
  const first = await open(disk);
  first.lab.run();
  await first.settle();
  // Before any checkpoint.
  for (const runner of first.runners) runner.train(30);
  await first.settle();
  expect(disk.runs.size).toBe(0);
  first.lab.reset();
  await first.settle();
  expect([...disk.runs.values()].map(({ step, state }) => [step, state])).toEqual([
    [30, 'unfinished'],
    [30, 'unfinished'],
  ]);
  expect([...disk.records.values()].map(({ series }) => series.loss.steps.length)).toEqual([30, 30]);
  expect(new Set([...disk.runs.values()].map(({ comparison }) => comparison)).size).toBe(1);

  // Behind one, and with another setting, which goes on.
  const second = await trained(disk);
  second.lab.change(withShared(presetComparison('article'), { steps: 400, batchSize: 10 }), 'batchSize');
  await second.settle();
  expect([...disk.runs.values()].slice(2).map(({ step }) => step)).toEqual([130, 130]);
  // What nobody has trained is not kept when its place is taken.
  second.lab.reset();
  await second.settle();
  second.lab.reset();
  await second.settle();
  expect(disk.runs.size).toBe(4);
  expect([...disk.comparisons.values()].map(({ state }) => state)).toEqual(['done', 'done']);
  expect(disk.locks.size).toBe(0);
});

test('nothing is kept of networks that nobody trains', async () => {
  const disk = new Disk();
  const { keeper, settle } = await open(disk);
  keeper.keepNow();
  await settle();
  expect([disk.runs.size, disk.comparisons.size, disk.locks.size]).toEqual([0, 0, 0]);
});

test('a page that crashed is gone on with from its checkpoints, as the same runs', async () => {
  const disk = new Disk();
  const first = await trained(disk);
  first.lab.setLearningRate(1e-4);
  first.crash();
  const { keeper, lab, runners, settle } = await open(disk);
  expect(keeper.store.getState().interrupted).toMatchObject({ step: 100, steps: 400 });
  const before = [...disk.runs.keys()];
  await keeper.goOn();
  await settle();
  expect(runners.map(({ from, keep }) => [from, keep]).slice(-2)).toEqual(
    before.map((id) => [{ run: id, step: 100 }, id]),
  );
  expect(lab.store.getState().runs.map(({ summary }) => summary.step)).toEqual([100, 100]);
  expect(lab.store.getState().status).toBe('running');
  lab.pause();
  for (const runner of runners.slice(-2)) runner.train(2);
  await settle();
  expect([...disk.runs.keys()]).toEqual(before);
  expect(disk.runs.get(before[0]!)).toMatchObject({ step: 102, state: 'unfinished' });
});

test('runs that another tab has in hand, that were replaced or dismissed, are not offered', async () => {
  const disk = new Disk();
  const first = await trained(disk);
  const second = await open(disk);
  expect(second.keeper.store.getState().interrupted).toBeUndefined();
  first.lab.reset();
  await first.settle();
  first.crash();
  expect((await open(disk)).keeper.store.getState().interrupted).toBeUndefined();

  const other = new Disk();
  (await trained(other)).crash();
  const third = await open(other);
  await third.keeper.dismiss();
  expect((await open(other)).keeper.store.getState().interrupted).toBeUndefined();
  // They are among the runs all the same.
  expect(other.runs.size).toBe(2);
});

test('what another tab has gone on with, and left, is not taken for what it was', async () => {
  const disk = new Disk();
  (await trained(disk)).crash();
  const [one, two] = [await open(disk), await open(disk)];
  await one.keeper.goOn();
  await one.settle();
  for (const runner of one.runners.slice(-2)) {
    runner.train(100);
    runner.checkpoint(disk);
  }
  await one.settle();
  one.crash();
  // The question stood there all the time.
  await two.keeper.goOn();
  await two.settle();
  expect(two.lab.store.getState().runs.map(({ summary }) => summary.step)).toEqual([200, 200]);
  two.lab.reset();
  await two.settle();
  const three = await open(disk);
  expect(three.keeper.store.getState().interrupted).toBeUndefined();
  await two.keeper.goOn();
  expect(two.lab.store.getState().status).toBe('idle');
});

test('a question that was answered is not gone without a word: what became of the runs is said', async () => {
  const disk = new Disk();
  (await trained(disk)).crash();
  const [one, two] = [await open(disk), await open(disk)];
  await one.keeper.dismiss();
  expect(one.keeper.store.getState()).toEqual({ outcome: 'declined' });
  // The other tab asks still.
  await two.keeper.goOn();
  expect(two.keeper.store.getState()).toEqual({ outcome: 'answered' });
  expect(two.lab.store.getState().status).toBe('idle');
  // Whoever trains something else has read it.
  two.lab.run();
  await two.settle();
  for (const runner of two.runners) runner.train(1);
  await two.settle();
  expect(two.keeper.store.getState()).toEqual({});
});

test('runs that are all over are not offered: to go on would be to begin anew', async () => {
  const disk = new Disk();
  const page = await open(disk);
  page.lab.run();
  await page.settle();
  for (const runner of page.runners) {
    const trained = { step: 1, loss: Number.NaN, correct: 5, count: 50, saturation: 0.5, milliseconds: 400 };
    runner.say({ type: 'trained', run: runner.run, steps: [trained] });
  }
  await page.settle();
  page.keeper.keepNow();
  await page.settle();
  expect([...disk.runs.values()].map(({ diverged }) => diverged)).toEqual([true, true]);
  page.crash();
  expect((await open(disk)).keeper.store.getState().interrupted).toBeUndefined();
});

test('a checkpoint that is gone is not relied on; without any there is nothing to go on from', async () => {
  const disk = new Disk();
  (await trained(disk)).crash();
  const [a, b] = [...disk.runs.keys()];
  disk.checkpoints.set(a!, []);
  const page = await open(disk);
  await page.keeper.goOn();
  await page.settle();
  // The one begins again, which gives the same numbers, and the other waits for it.
  expect(page.runners.slice(-2).map(({ from }) => from?.step)).toEqual([undefined, 100]);
  expect(page.lab.store.getState().runs.map(({ summary }) => summary.step)).toEqual([0, 100]);
  page.crash();
  disk.checkpoints.set(b!, []);
  expect((await open(disk)).keeper.store.getState().interrupted).toBeUndefined();
});

test('a record that is damaged is said, and the page is as it was', async () => {
  const disk = new Disk();
  (await trained(disk)).crash();
  disk.records.clear();
  const { keeper, lab } = await open(disk);
  await keeper.goOn();
  expect(keeper.store.getState()).toEqual({ outcome: 'unreadable' });
  expect([lab.store.getState().status, disk.locks.size]).toEqual(['idle', 0]);
});

test('a full storage is said and harms nothing; what comes later is kept when there is room again', async () => {
  const disk = new Disk();
  disk.isFull = true;
  const { keeper, lab, runners, settle } = await trained(disk);
  expect([keeper.store.getState().failure, disk.runs.size]).toEqual(['full', 0]);
  expect(lab.store.getState().status).toBe('running');
  disk.isFull = false;
  for (const runner of runners) runner.checkpoint(disk);
  await settle();
  expect([keeper.store.getState().failure, disk.runs.size]).toEqual([undefined, 2]);
});

test('a kept run is opened at its checkpoint twice, with two rates, as new runs that name their parent', async () => {
  const disk = new Disk();
  const page = await trained(disk);
  const parent = [...disk.runs.values()][1]!;
  expect(await page.keeper.rewind(parent, 100, 1e-2)).toBe(true);
  await page.settle();
  const { runs, status, comparison } = page.lab.store.getState();
  expect([status, runs.map(({ summary }) => summary.step)]).toEqual(['paused', [100, 100]]);
  expect(comparison.arms).toEqual([
    {},
    { learningRate: { first: 1e-3, changes: [{ fromStep: 101, value: 1e-2 }] } },
  ]);
  const [a, b] = page.runners.slice(-2);
  expect([a!.from, b!.from]).toEqual(Array(2).fill({ run: parent.id, step: 100 }));
  expect(new Set([a!.keep, b!.keep, parent.id]).size).toBe(3);
  page.lab.run();
  for (const runner of [a!, b!]) runner.train(2);
  await page.settle();
  page.keeper.keepNow();
  await page.settle();
  expect(disk.runs.get(b!.keep)).toMatchObject({ step: 102, parent: { id: parent.id, step: 100 } });
  // A checkpoint that is gone cannot be opened.
  expect(await page.keeper.rewind(parent, 70, 1e-2)).toBe(false);
});
