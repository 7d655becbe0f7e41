import { beforeEach, describe, expect, test, vi } from 'vitest';
import { configKey, type RunConfig } from '../../domain/config.ts';
import { reproductionRuns } from '../../domain/experiments.ts';
import { RunRecord } from '../../domain/run-record.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { PoolWorker } from './pool-worker.ts';
import { type QueueState, RunQueue } from './run-queue.ts';

type Kept = NonNullable<Parameters<PoolWorker['start']>[3]>;

/** A worker that does what it is told to when the test says so. */
class FakeWorker implements PoolWorker {
  run = 0;
  engine: EngineName | undefined;
  config: RunConfig | undefined;
  paused = true;
  disposed = false;
  readonly #onMessage: (message: FromWorker) => void;

  constructor(onMessage: (message: FromWorker) => void) {
    this.#onMessage = onMessage;
  }

  /** Its checkpoints, and the one that it went on from. */
  kept: Kept | undefined;
  readonly asked: number[] = [];

  start(run: number, engine: EngineName, config: RunConfig, kept?: Kept): void {
    this.kept = kept;
    this.run = run;
    this.engine = engine;
    this.config = config;
    this.paused = true;
  }

  allow(_run: number, _step: number, paused: boolean): void {
    this.paused = paused;
  }

  keepNow(run: number): void {
    this.asked.push(run);
  }

  setLooking(): void {}

  dispose(): void {
    this.disposed = true;
  }

  ready(): void {
    this.#onMessage({ type: 'ready', run: this.run, engine: 'wasm', warmUp: 5 });
  }

  refuse(engine: EngineName): void {
    this.#onMessage({ type: 'refused', run: this.run, engine, why: 'no-webgl' });
  }

  train(step: number): void {
    const trained = { step, loss: 1, correct: 1, count: 50, saturation: 0.5, milliseconds: 10 };
    this.#onMessage({ type: 'trained', run: this.run, steps: [trained] });
  }

  look(done: number): void {
    this.#onMessage({ type: 'evaluating', run: this.run, step: 0, done, total: 1000 });
  }

  finish(): void {
    const step = this.config!.steps;
    const { run } = this;
    this.#onMessage({
      type: 'evaluated',
      run,
      evaluation: { step, count: 10, correct: 9, predictions: Array(10).fill(1), finite: true },
      memory: { tensors: 0, bytes: 0 },
    });
    this.#onMessage({ type: 'finished', run, step });
  }

  keep(step: number): void {
    this.#onMessage({ type: 'kept', run: this.run, place: { step, scaledAt: -1 } });
  }

  fail(): void {
    const problem = { code: 'engine-failed' as const, values: { reason: 'out of memory' } };
    this.#onMessage({ type: 'failed', run: this.run, problem });
  }
}

let workers: FakeWorker[] = [];
let queue: RunQueue;
const refuseEngine = vi.fn();
const configs = (seeds: number, learningRate = 1e-3) =>
  reproductionRuns('article', { learningRate, arm: 'batch' }, { seeds, steps: 10 });
const state = () => queue.store.getState();

beforeEach(() => {
  vi.useRealTimers();
  workers = [];
  queue = new RunQueue(
    {
      cores: 2,
      refuseEngine,
      createWorker: (_index, onMessage) => {
        const worker = new FakeWorker(onMessage);
        workers.push(worker);
        return worker;
      },
    },
    'auto',
  );
});

test('the first worker says which engine there is, then the pool is filled', () => {
  queue.add(configs(3));
  expect(workers).toHaveLength(1);
  workers[0]!.ready();
  expect(workers).toHaveLength(2);
  expect(workers.map((worker) => worker.config?.seed)).toEqual([1, 2]);
  expect(state()).toMatchObject({ status: 'running', total: 3, done: 0 });
});

test('all runs are worked off, then the workers give their memory back', () => {
  queue.add(configs(3));
  workers[0]!.ready();
  workers[1]!.ready();
  workers[0]!.finish();
  expect(workers[0]!.config?.seed).toBe(3);
  workers[0]!.ready();
  workers[1]!.finish();
  workers[0]!.finish();
  expect(state()).toMatchObject({ status: 'idle', done: 3, total: 3, progress: 1 });
  expect([...state().results.values()].map((run) => run.testAccuracy)).toEqual([0.9, 0.9, 0.9]);
  expect(workers.every((worker) => worker.disposed)).toBe(true);
});

test('a run that fails three times in a row says why, and the rest go on', () => {
  queue.add(configs(2));
  workers[0]!.ready();
  for (let time = 0; time < 3; time++) {
    expect(state().failures.size).toBe(0);
    workers[0]!.fail();
  }
  expect(state().over).toMatchObject([{ ended: false, problem: { code: 'engine-failed' } }]);
  workers[1]!.ready();
  workers[1]!.finish();
  expect(state().status).toBe('idle');
  expect([...state().failures.values()]).toMatchObject([
    { problem: { values: { reason: 'out of memory' } }, config: { seed: 1 } },
  ]);
  expect(state().results.size).toBe(1);
  // Asked for again, it is tried again, and the old message is gone.
  queue.add(configs(2));
  expect(state()).toMatchObject({ status: 'running', total: 1 });
  expect(state().failures.size).toBe(0);
});

test('a run whose worker fails goes on from its last checkpoint, with the record up to there', () => {
  queue.add(configs(1));
  const [worker] = workers as [FakeWorker];
  worker.ready();
  for (const step of [1, 2, 3]) worker.train(step);
  worker.keep(2);
  const [{ record }] = state().begun as [QueueState['begun'][number]];
  expect(worker.kept).toEqual({ keep: record.id });
  worker.fail();
  expect(worker.kept).toEqual({ keep: record.id, from: { run: record.id, step: 2 } });
  expect([...record.series.loss.points.steps]).toEqual([1, 2]);
  worker.ready();
  worker.train(3);
  worker.finish();
  expect([...record.series.loss.points.steps]).toEqual([1, 2, 3]);
  expect(state().over).toMatchObject([{ record: { id: record.id }, ended: true }]);
});

test('a run of another life of the page goes on where it was, on its engine', () => {
  const [first, second] = configs(2) as [RunConfig, RunConfig];
  const record = new RunRecord(second, 'kept');
  for (const step of [1, 2, 3, 4, 5])
    record.addStep({ step, loss: 1, correct: 1, count: 50, saturation: 0.5, milliseconds: 10 });
  const checkpoints = [{ step: 4, scaledAt: -1 }];
  queue.add([second, first], [{ record, engine: 'cpu', checkpoints }]);
  expect(workers[0]).toMatchObject({
    engine: 'cpu',
    config: second,
    kept: { keep: 'kept', from: { run: 'kept', step: 4 } },
  });
  expect(record.summary.step).toBe(4);
  expect(state().running[0]!.step).toBe(4);
});

test('checkpoints are taken when the page may be gone soon, of what has begun', () => {
  queue.add(configs(2));
  workers[0]!.ready();
  workers[0]!.train(1);
  workers[1]!.ready();
  queue.keepNow();
  expect(workers.map(({ asked }) => asked.length)).toEqual([1, 0]);
});

test('records of runs that are over stay until somebody has kept them, and no more than a dozen', () => {
  queue.add(configs(15));
  workers[0]!.ready();
  for (let time = 0; time < 15; time++) {
    workers[0]!.finish();
    workers[0]!.ready();
  }
  const { over, begun, results } = state();
  expect([over.length, results.size]).toEqual([12, 14]);
  expect(begun).toHaveLength(1);
  queue.letGo(over.slice(1));
  expect(state().over).toEqual([over[0]]);
  queue.cancel();
  expect(state().begun).toEqual([]);
});

test('what is measured or queued is not queued again', () => {
  queue.add(configs(2));
  queue.add(configs(2));
  expect(state().total).toBe(2);
  workers[0]!.ready();
  workers[0]!.finish();
  queue.add(configs(3));
  expect(state().total).toBe(3);
});

test('a pause holds all workers, and a resume lets them go on', () => {
  queue.add(configs(4));
  workers[0]!.ready();
  expect(workers.map((worker) => worker.paused)).toEqual([false, false]);
  queue.pause();
  expect(workers.map((worker) => worker.paused)).toEqual([true, true]);
  expect(state().status).toBe('paused');
  queue.resume();
  expect(workers.map((worker) => worker.paused)).toEqual([false, false]);
});

test('a worker that becomes ready in a pause begins nothing', () => {
  queue.add(configs(4));
  queue.pause();
  workers[0]!.ready();
  expect(workers).toHaveLength(1);
  expect(workers[0]!.paused).toBe(true);
});

test('while the Compare page trains the queue waits; it goes on afterwards', () => {
  queue.hold(true);
  queue.add(configs(2));
  expect(workers).toHaveLength(0);
  expect(state()).toMatchObject({ status: 'waiting', total: 2 });
  queue.hold(false);
  expect(state().status).toBe('running');
  workers[0]!.ready();
  queue.hold(true);
  expect(workers.map((worker) => worker.paused)).toEqual([true, true]);
  expect(state().status).toBe('waiting');
});

test('cancelled in the middle, the queue keeps what was measured and drops the rest', () => {
  queue.add(configs(4));
  workers[0]!.ready();
  workers[0]!.finish();
  queue.cancel();
  expect(state()).toMatchObject({ status: 'idle', pending: [], running: [] });
  expect([...state().results.keys()]).toEqual([configKey(configs(1)[0]!)]);
  // What a cancelled worker still says is not heard.
  workers[1]!.finish();
  expect(state().results.size).toBe(1);
});

test('runs that are cancelled are over as far as they came, where that is further than their checkpoints', () => {
  queue.add(configs(4));
  workers[0]!.ready();
  workers[1]!.ready();
  for (const step of [1, 2, 3]) workers[0]!.train(step);
  for (const step of [1, 2]) workers[1]!.train(step);
  workers[1]!.keep(2);
  queue.cancel();
  const { over, begun } = state();
  expect(begun).toEqual([]);
  expect(over).toHaveLength(1);
  expect(over[0]).toMatchObject({ ended: false, engine: 'wasm', checkpoints: [] });
  expect(over[0]!.record.summary.step).toBe(3);
  // The same run again is another one.
  queue.add(configs(1));
  expect(state().over[0]!.record.summary.step).toBe(3);
});

test('progress grows with the steps and has a time left once the speed is known', () => {
  vi.useFakeTimers();
  queue.add(configs(2));
  workers[0]!.ready();
  expect(state().millisecondsLeft).toBeUndefined();
  workers[0]!.look(100);
  vi.advanceTimersByTime(20);
  workers[0]!.look(200);
  for (let step = 1; step <= 5; step++) workers[0]!.train(step);
  vi.advanceTimersByTime(1000);
  const { progress, running, millisecondsLeft, speed } = state();
  expect(running[0]).toMatchObject({ step: 5, evaluating: false });
  expect(progress).toBeGreaterThan(0);
  expect(progress).toBeLessThan(0.5);
  // 100 images in 20 ms; of 10 steps and looks before, half-way and at all 10,000 images two runs share two workers.
  expect(speed).toEqual({ step: 10, evaluation: 200 });
  expect(millisecondsLeft).toBe(10 * 10 + 200 + 200 + 10 * 200);
});

test('workers that lost the data are replaced, and their runs go on from their checkpoints', () => {
  queue.add(configs(2));
  workers[0]!.ready();
  workers[0]!.train(1);
  workers[0]!.keep(1);
  queue.reconnect();
  expect(workers.slice(0, 2).every((worker) => worker.disposed)).toBe(true);
  expect(workers[2]!.config?.seed).toBe(1);
  expect(workers[2]!.kept?.from?.step).toBe(1);
  expect(state().total).toBe(2);
});

test('another engine forgets what the one before has measured', () => {
  queue.add(configs(1));
  workers[0]!.ready();
  workers[0]!.finish();
  queue.chooseEngine('cpu');
  expect(state().results.size).toBe(0);
  expect(state().engine).toBe('cpu');
});

describe('the speed of the machine', () => {
  const measure = () => {
    for (const step of [1, 2, 3, 4]) workers.at(-1)!.train(step);
    workers.at(-1)!.look(100);
    vi.advanceTimersByTime(20);
    workers.at(-1)!.look(200);
    workers.at(-1)!.train(5);
  };
  const flush = () => vi.advanceTimersByTimeAsync(1);

  beforeEach(() => {
    vi.useFakeTimers();
  });

  test('is measured when it is asked for', async () => {
    queue.measure();
    expect(state().measuring).toBe('running');
    workers[0]!.ready();
    measure();
    await flush();
    expect(state()).toMatchObject({ measuring: 'known', workers: 2, speed: { step: 10, evaluation: 200 } });
    expect(workers[0]!.disposed).toBe(true);
  });

  test('is said to be unknown when the measurement failed, and asked for again it is tried again', async () => {
    queue.measure();
    workers[0]!.fail();
    await flush();
    expect(state().measuring).toBe('failed');
    queue.measure();
    expect(state().measuring).toBe('running');
  });

  test('is measured after the machine was given to somebody else meanwhile', async () => {
    queue.measure();
    queue.hold(true);
    await flush();
    expect(state().measuring).toBe('wanted');
    queue.hold(false);
    workers.at(-1)!.ready();
    measure();
    await flush();
    expect(state().measuring).toBe('known');
  });

  test('is measured with another engine where the first does not start', async () => {
    queue.chooseEngine('webgl');
    refuseEngine.mockImplementationOnce((engine, why) =>
      queue.setKnowledge({ findings: {}, refusals: { [engine]: why } }),
    );
    queue.measure();
    workers[0]!.refuse('webgl');
    await flush();
    expect(refuseEngine).toHaveBeenLastCalledWith('webgl', 'no-webgl');
    expect(state().measuring).toBe('running');
    expect(workers).toHaveLength(2);
    expect(workers[1]!.engine).not.toBe('webgl');
    measure();
    await flush();
    expect(state().measuring).toBe('known');
  });

  test('is measured anew for another engine', async () => {
    queue.measure();
    workers[0]!.ready();
    measure();
    await flush();
    queue.chooseEngine('cpu');
    expect([state().measuring, state().speed]).toEqual(['running', undefined]);
    workers.at(-1)!.ready();
    measure();
    await flush();
    expect(state().measuring).toBe('known');
  });
});
