import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DataState, MnistLoader } from './data-loader.ts';
import { isDataWorkerLost } from './errors.ts';

const BASE_URL = 'https://example.org/lab/mnist/';

/** Stands in for the browser's worker, and keeps what it was sent. */
class FakeWorker {
  static created: FakeWorker[] = [];
  readonly sent: unknown[] = [];
  readonly terminate = vi.fn();
  onmessage?: (event: { data: unknown }) => void;
  onerror?: (event: { message: string }) => void;

  constructor() {
    FakeWorker.created.push(this);
  }

  postMessage(message: unknown): void {
    this.sent.push(message);
  }
}

let states: DataState[];
const create = () => new MnistLoader(BASE_URL, (state) => states.push(state));

beforeEach(() => {
  states = [];
  FakeWorker.created = [];
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', new URL(BASE_URL));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('MnistLoader', () => {
  it('starts loading, passes states on, and asks for a retry', () => {
    const loader = create();
    const worker = FakeWorker.created[0]!;
    const state: DataState = {
      phase: 'ready',
      startable: true,
      loadedBytes: 5,
      totalBytes: 5,
      fromCache: true,
    };
    worker.onmessage!({ data: state });
    loader.retry();
    expect(states).toEqual([state]);
    expect(worker.sent).toEqual([{ type: 'load', baseUrl: BASE_URL }, { type: 'retry' }]);
  });

  it('gives the page one end of a line and the worker the other', () => {
    const port = create().connect();
    expect(port).toBeInstanceOf(MessagePort);
    expect(FakeWorker.created[0]!.sent[1]).toEqual({ type: 'connect', port: expect.any(MessagePort) });
    port.close();
  });

  it('asks for the rest of the data once', () => {
    const loader = create();
    loader.loadAll();
    loader.loadAll();
    expect(FakeWorker.created[0]!.sent).toEqual([{ type: 'load', baseUrl: BASE_URL }, { type: 'load-all' }]);
  });

  it.each([
    ['Out of memory', { code: 'data-worker-stopped', values: { reason: 'Out of memory' } }],
    ['', { code: 'data-worker-not-loaded', values: {} }],
  ])(
    'reports a worker that crashes with "%s" as a failure and starts another one on retry',
    (message, error) => {
      const loader = create();
      const [worker] = FakeWorker.created;
      worker!.onerror!({ message });
      expect(states.at(-1)).toMatchObject({ phase: 'failed', startable: false, error });
      expect(isDataWorkerLost(states.at(-1)!.error!)).toBe(true);
      expect(worker!.terminate).toHaveBeenCalledOnce();
      loader.retry();
      expect(FakeWorker.created).toHaveLength(2);
      expect(FakeWorker.created[1]!.sent).toEqual([{ type: 'load', baseUrl: BASE_URL }]);
    },
  );

  it('asks the next worker for all when the one before was asked for it', () => {
    const loader = create();
    loader.loadAll();
    FakeWorker.created[0]!.onerror!({ message: '' });
    loader.retry();
    expect(FakeWorker.created[1]!.sent).toEqual([{ type: 'load', baseUrl: BASE_URL }, { type: 'load-all' }]);
  });

  it('reports a browser without module workers as a failure', async () => {
    vi.stubGlobal('Worker', undefined);
    create();
    await Promise.resolve();
    expect(states.at(-1)).toMatchObject({ phase: 'failed', error: { code: 'data-worker-stopped' } });
  });
});
