import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstRate, type LearningRate } from '../domain/learning-rate.ts';
import { presetRun } from '../domain/presets.ts';
import { ContextLost } from '../engine/webgl-context.ts';
import { ALIVE } from './alive.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Networks that were asked for, each made when the test says so. */
const asked: {
  learningRate: number;
  ready: () => void;
  fail: (error: Error) => void;
  lose: (error: Error) => void;
  isDisposed: boolean;
}[] = [];
const said: FromWorker[] = [];

vi.mock('../data/data-client.ts', () => ({
  DataClient: class {
    rows = async () => ({ images: new Uint8Array(), labels: new Uint8Array() });
  },
}));
vi.mock('../engine/device.ts', () => ({
  Device: class {
    openWebGL = () => undefined;
    start = async () => {};
    make = (_: string, config: { learningRate: LearningRate }) => newEngine(firstRate(config.learningRate));
  },
}));

function newEngine(learningRate: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let lose: (error: Error) => void = () => {};
    const lost = new Promise((_, reject) => {
      lose = reject;
    });
    const entry = { learningRate, ready: () => resolve(engine), fail: reject, lose, isDisposed: false };
    const engine = {
      learningRate,
      step: 0,
      lost,
      settle: async () => [],
      calibrate: async () => {},
      // The first look at the test images never ends.
      predict: () => new Promise(() => {}),
      memory: () => ({ tensors: 0, bytes: 0 }),
      dispose: () => {
        entry.isDisposed = true;
      },
    };
    asked.push(entry);
  });
}

beforeEach(() => {
  vi.resetModules();
  // That it is alive, a worker says whenever it takes so long.
  const postMessage = (message: FromWorker | typeof ALIVE) => {
    if (message !== ALIVE) said.push(message);
  };
  vi.stubGlobal('self', { postMessage });
});

afterEach(() => {
  asked.length = 0;
  said.length = 0;
});

/** A worker, as the page speaks to it. */
async function open() {
  const { serve } = await import('./run-worker.ts');
  return (data: ToWorker, ports: unknown[] = []) =>
    serve({ data, ports } as unknown as MessageEvent<unknown>);
}

const config = presetRun('article');
const start = { type: 'start', run: 1, engine: 'wasm', config } as const;

test('a run that is replaced while its network is made gives way to the next', async () => {
  const say = await open();
  say({ type: 'connect' }, [{}]);
  say({ ...start, config: { ...config, learningRate: 1e-4 } });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  say({ ...start, run: 2, config: { ...config, learningRate: 1e-3 } });
  asked[0]!.ready();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[0]!.isDisposed).toBe(true);
  expect(said).toEqual([]);
  asked[1]!.ready();
  await vi.waitFor(() => expect(said[0]).toMatchObject({ type: 'ready', run: 2 }));
  expect(asked.map(({ learningRate }) => learningRate)).toEqual([1e-4, 1e-3]);
});

test('an engine that the device does not have is refused, as others may train', async () => {
  const say = await open();
  say({ type: 'connect' }, [{}]);
  say({ ...start, engine: 'webgl' });
  await vi.waitFor(() => expect(said).toHaveLength(1));
  expect(said).toEqual([{ type: 'refused', run: 1, engine: 'webgl', why: 'no-webgl' }]);
  expect(asked).toEqual([]);
});

test('what stops a run is said as a code', async () => {
  const say = await open();
  say(start);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  say({ type: 'connect' }, [{}]);
  say({ ...start, run: 2 });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]!.fail(new Error('The graphics card has no memory left.'));
  await vi.waitFor(() => expect(said).toHaveLength(2));
  say({ ...start, run: 3 });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]!.ready();
  await vi.waitFor(() => expect(said[2]).toMatchObject({ type: 'ready', run: 3 }));
  asked[1]!.lose(new ContextLost());
  await vi.waitFor(() => expect(said).toHaveLength(4));
  const problem = { code: 'engine-failed', values: { reason: 'The graphics card has no memory left.' } };
  expect(said.filter(({ type }) => type === 'failed')).toEqual([
    {
      type: 'failed',
      run: 1,
      problem: { code: 'engine-failed', values: { reason: 'The run has no connection to the data.' } },
    },
    { type: 'failed', run: 2, problem },
    { type: 'failed', run: 3, problem: { code: 'context-lost', values: {} } },
  ]);
  expect(asked[1]!.isDisposed).toBe(true);
});
