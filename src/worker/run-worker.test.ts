import { beforeEach, expect, test, vi } from 'vitest';
import { comparisonRuns } from '../domain/config.ts';
import { presetComparison } from '../domain/presets.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Networks that were asked for, each made when the test says so. */
const asked: { learningRate: number; ready: () => void; isDisposed: boolean }[] = [];
const said: FromWorker[] = [];

vi.mock('../engine/backend.ts', () => ({ startBackend: async () => {} }));
vi.mock('../data/data-client.ts', () => ({
  MnistClient: class {
    rows = async () => ({ images: new Uint8Array(), labels: new Uint8Array() });
  },
}));
vi.mock('../engine/create.ts', () => ({
  usesWebGL: () => false,
  createEngine: (_: string, { learningRate }: { learningRate: number }) =>
    new Promise((resolve) => {
      const entry = { learningRate, ready: () => resolve(engine), isDisposed: false };
      const engine = {
        learningRate,
        step: 0,
        lost: new Promise(() => {}),
        calibrate: async () => {},
        // The first look at the test images never ends.
        predict: () => new Promise(() => {}),
        memory: () => ({ tensors: 0, bytes: 0 }),
        dispose: () => {
          entry.isDisposed = true;
        },
      };
      asked.push(entry);
    }),
}));

beforeEach(() => {
  vi.stubGlobal('self', { postMessage: (message: FromWorker) => said.push(message) });
});

test('a run that is replaced while its network is made gives way to the next', async () => {
  const { serve } = await import('./run-worker.ts');
  const say = (data: ToWorker, ports: unknown[] = []) =>
    serve({ data, ports } as unknown as MessageEvent<unknown>);
  const [config] = comparisonRuns(presetComparison('article'));
  say({ type: 'connect' }, [{}]);
  say({ type: 'start', run: 1, engine: 'wasm', config: { ...config, learningRate: 1e-4 } });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  say({ type: 'start', run: 2, engine: 'wasm', config: { ...config, learningRate: 1e-3 } });
  asked[0]!.ready();
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[0]!.isDisposed).toBe(true);
  expect(said).toEqual([]);
  asked[1]!.ready();
  await vi.waitFor(() => expect(said[0]).toMatchObject({ type: 'ready', run: 2 }));
  expect(asked.map(({ learningRate }) => learningRate)).toEqual([1e-4, 1e-3]);
});
