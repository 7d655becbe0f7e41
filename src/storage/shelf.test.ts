import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { giveUp } from '../browser/indexed-db.ts';
import { comparisonRuns } from '../domain/comparison.ts';
import { initialParameters } from '../domain/initial-parameters.ts';
import { keptRun } from '../domain/kept-run.testing.ts';
import { presetComparison, presetRun } from '../domain/presets.ts';
import { RunRecord } from '../domain/run-record.ts';
import type { Checkpoint } from '../engine/checkpoint.ts';
import { DATABASE } from './database.ts';
import { StorageError } from './failure.ts';

/** The modules with a connection of their own, as after a reload. */
async function open() {
  vi.resetModules();
  const [shelf, checkpoints] = await Promise.all([import('./shelf.ts'), import('./checkpoints.ts')]);
  return { ...shelf, ...checkpoints };
}

const close = () => {};
beforeEach(async () => {
  close();
  await deleteDB(DATABASE);
});

function record(id: string): RunRecord {
  const run = new RunRecord(presetRun('article'), id);
  for (let step = 1; step <= 3; step++)
    run.addStep({ step, loss: 1 / step, correct: 5, count: 50, saturation: 0.5, milliseconds: 4 });
  return run;
}

const parameters = { 'fc2.bias': initialParameters(presetRun('article'))['fc2.bias']! };
const checkpoint = (step: number): Checkpoint => ({
  engine: 'simd',
  snapshot: { step, parameters, firstMoments: {}, secondMoments: {}, moving: {} },
  loop: { looked: { step: 0, count: 1000 }, insideAt: -1, scaledAt: -1 },
});

test('a run comes back as it was kept, in another life of the page', async () => {
  const first = await open();
  await first.keepRuns([{ run: keptRun('a'), record: record('a').state }]);
  const later = await open();
  expect(await later.listRuns()).toEqual({ runs: [keptRun('a')], damaged: [] });
  expect(await later.readRecord('a')).toEqual(record('a').state);
  const again = new RunRecord(presetRun('article'), 'a', await later.readRecord('a'));
  expect(again.summary).toEqual(record('a').summary);
});

test('what a visitor has written to a run stays when it is kept again', async () => {
  const { keepRuns, changeRun, listRuns } = await open();
  await keepRuns([{ run: keptRun('a') }]);
  await changeRun('a', { name: 'The best', notes: '<b>?', pinned: true });
  await keepRuns([{ run: keptRun('a', { created: 9, updated: 9, step: 7 }) }]);
  const [run] = (await listRuns()).runs;
  expect(run).toMatchObject({
    created: 1,
    updated: 9,
    step: 7,
    name: 'The best',
    notes: '<b>?',
    pinned: true,
  });
  expect(await changeRun('nobody', { name: 'x' })).toBeUndefined();
});

test('a run that is taken away while it trains stays away; where everything was deleted, it is kept anew', async () => {
  const { keepRuns, keepCheckpoint, removeRuns, listRuns, readRecord, checkpointSteps } = await open();
  const comparison = {
    id: 'pair',
    updated: 1,
    comparison: presetComparison('article'),
    asked: presetComparison('article'),
    engine: 'simd',
    granted: 3,
    runs: ['a', 'b'],
    state: 'open' as const,
  };
  const keep = () =>
    keepRuns(
      ['a', 'b'].map((id) => ({ run: keptRun(id), record: record(id).state })),
      { comparison },
    );
  await keep();
  await removeRuns(['a']);
  // Its worker knows nothing of that.
  await keepCheckpoint('a', checkpoint(2));
  await keepCheckpoint('b', checkpoint(2));
  await keep();
  expect((await listRuns()).runs.map(({ id }) => id)).toEqual(['b']);
  expect(await readRecord('a')).toBeUndefined();
  expect([await checkpointSteps('a'), await checkpointSteps('b')]).toEqual([[], [2]]);

  // A queue has no comparison, and knows what it has kept.
  const queue = { updated: 1, wanted: [], done: 0, total: 0, results: [] };
  await keepRuns([], { queue: { name: 'queue', runs: [], queue } });
  const ofQueue = { queue: { name: 'queue', runs: ['c'] } };
  await keepRuns([{ run: keptRun('c') }, { run: keptRun('d') }], ofQueue);
  expect((await listRuns()).runs.map(({ id }) => id).sort()).toEqual(['b', 'd']);
  await removeRuns(['d']);

  const database = await openDB(DATABASE);
  await Promise.all(['runs', 'records', 'comparisons', 'queue'].map((store) => database.clear(store)));
  await keepRuns([{ run: keptRun('c') }], ofQueue);
  await removeRuns(['c']);
  database.close();
  await keep();
  expect((await listRuns()).runs.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('of a run the last two checkpoints are kept, and none of a life that ended behind a later one', async () => {
  const { keepCheckpoint, readCheckpoint, checkpointSteps } = await open();
  for (const step of [100, 200, 300]) await keepCheckpoint('a', checkpoint(step));
  await keepCheckpoint('b', checkpoint(50));
  expect(await checkpointSteps('a')).toEqual([200, 300]);
  expect(await readCheckpoint('a', 300)).toEqual(checkpoint(300));
  expect(await readCheckpoint('a', 100)).toBeUndefined();
  await keepCheckpoint('a', checkpoint(250));
  expect(await checkpointSteps('a')).toEqual([200, 250]);
  expect(await checkpointSteps('b')).toEqual([50]);
});

test('old runs lose their checkpoints and nothing else', async () => {
  const { keepRuns, listRuns, keepCheckpoint, checkpointSteps, ...rest } = await open();
  const { pruneCheckpoints, runsWithCheckpoints } = rest;
  for (const id of ['a', 'b']) {
    await keepRuns([{ run: keptRun(id) }]);
    for (const step of [100, 200]) await keepCheckpoint(id, checkpoint(step));
  }
  expect(await runsWithCheckpoints()).toEqual(['a', 'b']);
  await pruneCheckpoints(new Set(['b']));
  expect([await checkpointSteps('a'), await checkpointSteps('b')]).toEqual([[], [100, 200]]);
  expect((await listRuns()).runs).toHaveLength(2);
});

test('what is pinned is found among the others, newest first, and what is damaged is not', async () => {
  const { keepRuns, changeRun, removeRuns, listPinned } = await open();
  await keepRuns([
    { run: keptRun('old', { pinned: true }) },
    { run: keptRun('plain', { created: 2 }) },
    { run: keptRun('new', { pinned: true, created: 3 }) },
  ]);
  const database = await openDB(DATABASE);
  await database.put('runs', { pinned: true, pin: 1 }, 'broken');
  await database.put('runs', null, 'nothing');
  database.close();
  expect((await listPinned()).map(({ id }) => id)).toEqual(['new', 'old']);
  await changeRun('old', { pinned: false });
  await changeRun('plain', { pinned: true });
  await keepRuns([{ run: keptRun('plain', { step: 7 }) }]);
  expect((await listPinned()).map(({ id }) => id)).toEqual(['new', 'plain']);
  await removeRuns(['plain']);
  expect((await listPinned()).map(({ id }) => id)).toEqual(['new']);
});

test.each(['TypeError', 'QuotaExceededError'])(
  'storage that cannot be brought up to date stays as it was, and it is said: %s',
  async (name) => {
    const old = await openDB(DATABASE, 1, {
      upgrade(database) {
        database.createObjectStore('runs');
      },
    });
    await old.put('runs', keptRun('pinned', { pinned: true }), 'pinned');
    old.close();
    const { update } = IDBCursor.prototype;
    IDBCursor.prototype.update = function () {
      // The browser may have given the whole up by then.
      if (name === 'QuotaExceededError') (this.source as IDBObjectStore).transaction.abort();
      throw new DOMException('Not now.', name);
    };
    const { listRuns, listPinned } = await open();
    await expect(listRuns()).rejects.toMatchObject({ name: 'StorageError', failure: 'failed' });
    IDBCursor.prototype.update = update;
    const still = await openDB(DATABASE);
    expect([still.version, await still.get('runs', 'pinned')]).toEqual([
      1,
      keptRun('pinned', { pinned: true }),
    ]);
    still.close();
    // The next time it is.
    expect((await listPinned()).map(({ id }) => id)).toEqual(['pinned']);
  },
);

test('storage of the first version is brought up to date, with all that is in it, damaged or not', async () => {
  const stores = ['runs', 'records', 'checkpoints', 'comparisons', 'queue'] as const;
  const old = await openDB(DATABASE, 1, {
    upgrade(database) {
      for (const store of stores) database.createObjectStore(store);
    },
  });
  await old.put('runs', keptRun('plain'), 'plain');
  await old.put('runs', keptRun('pinned', { pinned: true, name: 'The best' }), 'pinned');
  await old.put('runs', null, 'nothing');
  await old.put('records', record('plain').state, 'plain');
  await old.put('checkpoints', checkpoint(100), ['plain', 100]);
  old.close();
  const { listRuns, listPinned, readRecord, readCheckpoint } = await open();
  expect(await listPinned()).toEqual([keptRun('pinned', { pinned: true, name: 'The best' })]);
  const { runs, damaged } = await listRuns();
  expect([runs.map(({ id }) => id).sort(), damaged]).toEqual([['pinned', 'plain'], ['nothing']]);
  expect(await readRecord('plain')).toEqual(record('plain').state);
  expect(await readCheckpoint('plain', 100)).toEqual(checkpoint(100));
});

test('a run is removed with all that belongs to it, and others stay', async () => {
  const { keepRuns, removeRuns, listRuns, readRecord, keepCheckpoint, checkpointSteps } = await open();
  for (const id of ['a', 'b']) {
    await keepRuns([{ run: keptRun(id), record: record(id).state }]);
    await keepCheckpoint(id, checkpoint(100));
  }
  await removeRuns(['a']);
  expect((await listRuns()).runs.map(({ id }) => id)).toEqual(['b']);
  expect([await readRecord('a'), await checkpointSteps('a')]).toEqual([undefined, []]);
  expect(await checkpointSteps('b')).toEqual([100]);
});

test('comparisons come newest first, and a closed one is done', async () => {
  const { keepRuns, listComparisons, closeComparison } = await open();
  const comparison = presetComparison('modern');
  const kept = (id: string, updated: number) => ({
    id,
    updated,
    comparison,
    asked: comparison,
    engineChoice: 'auto',
    engine: 'simd',
    granted: 3,
    runs: ['a', 'b'],
    state: 'open' as const,
  });
  await keepRuns([], { comparison: kept('x', 1) });
  await keepRuns([], { comparison: kept('y', 2) });
  expect((await listComparisons()).map(({ id }) => id)).toEqual(['y', 'x']);
  await closeComparison('y');
  expect((await listComparisons()).map(({ state }) => state)).toEqual(['done', 'open']);
  expect(comparisonRuns((await listComparisons())[0]!.comparison)).toHaveLength(2);
});

test('what is damaged is named, and keeps nothing else from being read', async () => {
  const { keepRuns, listRuns, readRecord, readCheckpoint, keepCheckpoint } = await open();
  await keepRuns([{ run: keptRun('a'), record: record('a').state }, { run: keptRun('b') }]);
  await keepCheckpoint('a', checkpoint(100));
  const database = await openDB(DATABASE);
  await database.put('runs', { id: 'b', config: 'nonsense' }, 'b');
  await database.put('runs', keptRun('a'), 'c');
  await database.put('records', { ...record('a').state, time: 7 }, 'a');
  const small = { ...checkpoint(100).snapshot, parameters: { 'fc2.bias': new Float32Array(3) } };
  await database.put('checkpoints', { ...checkpoint(100), snapshot: small }, ['a', 100]);
  database.close();
  const { runs, damaged } = await listRuns();
  expect([runs.map(({ id }) => id), damaged]).toEqual([['a'], ['b', 'c']]);
  expect(await readRecord('a')).toBeUndefined();
  expect(await readCheckpoint('a', 100)).toBeUndefined();
});

test('storage of a newer version is left alone, and it is said', async () => {
  const newer = await openDB(DATABASE, 99);
  newer.close();
  const { listRuns } = await open();
  await expect(listRuns()).rejects.toMatchObject({ name: 'StorageError', failure: 'newer' });
  expect(new StorageError('newer').failure).toBe('newer');
  const still = await openDB(DATABASE);
  expect(still.version).toBe(99);
  still.close();
});

test('where the browser forbids storage, that is the failure', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const { listRuns } = await open();
  await expect(listRuns()).rejects.toMatchObject({ failure: 'refused' });
  vi.unstubAllGlobals();
});

test('what the browser gives up in the middle is one failure, and what comes next is as ever', async () => {
  const shelf = await open();
  const kept = keptRun('a', {});
  await shelf.keepRuns([{ run: kept }]);
  const methods = ['put', 'get', 'getAll', 'getAllKeys', 'delete'] as const;
  const before = methods.map((name) => IDBObjectStore.prototype[name]);
  const ways: [string, () => Promise<unknown>][] = [
    ['keepRuns', () => shelf.keepRuns([{ run: kept }])],
    ['keepCheckpoint', () => shelf.keepCheckpoint('a', checkpoint(100))],
    ['readCheckpoint', () => shelf.readCheckpoint('a', 100)],
    ['runsWithCheckpoints', () => shelf.runsWithCheckpoints()],
    ['pruneCheckpoints', () => shelf.pruneCheckpoints(new Set())],
    ['dropCheckpoints', () => shelf.dropCheckpoints(['a'])],
    ['listRuns', () => shelf.listRuns()],
    ['readRun', () => shelf.readRun('a')],
    ['readRecord', () => shelf.readRecord('a')],
    ['changeRun', () => shelf.changeRun('a', { notes: 'x' })],
    ['removeRuns', () => shelf.removeRuns(['a'])],
    ['removeClosedComparisons', () => shelf.removeClosedComparisons()],
    ['checkpointSteps', () => shelf.checkpointSteps('a')],
    ['listComparisons', () => shelf.listComparisons()],
    ['closeComparison', () => shelf.closeComparison('c')],
    ['readQueues', () => shelf.readQueues()],
  ];
  methods.forEach((name, i) => {
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...of: unknown[]) {
      const request = Reflect.apply(before[i]!, this, of);
      queueMicrotask(() => giveUp(this.transaction));
      return request;
    } as never;
  });
  try {
    // A rejection that nobody takes up fails the test as well.
    for (const [name, way] of ways)
      await expect(way(), name).rejects.toMatchObject({ name: 'StorageError', failure: 'failed' });
  } finally {
    methods.forEach((name, i) => {
      IDBObjectStore.prototype[name] = before[i] as never;
    });
  }
  expect((await shelf.listRuns()).runs).toEqual([kept]);
});

test('of a full disk a request hears only that it was given up, its transaction why', async () => {
  const { keepRuns } = await open();
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...of: unknown[]) {
    const request = Reflect.apply(put, this, of) as IDBRequest<IDBValidKey>;
    const { transaction } = this as unknown as { transaction: { _abort: (why: string) => void } };
    queueMicrotask(() => transaction._abort('QuotaExceededError'));
    return request;
  };
  try {
    await expect(keepRuns([{ run: keptRun('a', {}) }])).rejects.toMatchObject({ failure: 'full' });
  } finally {
    IDBObjectStore.prototype.put = put;
  }
});

test('what fails in the middle leaves nothing behind', async () => {
  const { keepRuns, listRuns } = await open();
  const record = { series: () => 'Nobody can copy a function.' } as unknown as RunRecord['state'];
  await expect(keepRuns([{ run: keptRun('a', {}), record }])).rejects.toMatchObject({ failure: 'failed' });
  expect((await listRuns()).runs).toEqual([]);
});

test('a question that the browser never answers is a failure in the end, and the next is answered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { open: openIt } = indexedDB;
  // As Chromium when what it keeps was cleared in the same moment.
  indexedDB.open = () => Object.assign(openIt.call(indexedDB, 'another'), { addEventListener: () => {} });
  try {
    const { listRuns } = await open();
    const asked = [listRuns(), listRuns()].map((list) => list.catch((error: unknown) => error));
    await vi.advanceTimersByTimeAsync(60_000);
    for (const answer of asked)
      expect(await answer).toMatchObject({ name: 'StorageError', failure: 'failed' });
    indexedDB.open = openIt;
    expect(await listRuns()).toEqual({ runs: [], damaged: [] });
  } finally {
    indexedDB.open = openIt;
    vi.useRealTimers();
  }
});

test("a database that opens late is closed, so that it stands in nobody's way", async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { open: openIt } = indexedDB;
  const closed = vi.spyOn(IDBDatabase.prototype, 'close');
  let answer: Promise<() => void> | undefined;
  indexedDB.open = (...of) => {
    const request = openIt.apply(indexedDB, of);
    const { addEventListener } = request;
    answer = new Promise((resolve) => {
      request.addEventListener = (type: string, listener: EventListener) =>
        type === 'success'
          ? addEventListener.call(request, type, (event) => resolve(() => listener.call(request, event)))
          : addEventListener.call(request, type, listener);
    });
    return request;
  };
  try {
    const { listRuns } = await open();
    const asked = listRuns().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toMatchObject({ failure: 'failed' });
    expect(closed).not.toHaveBeenCalled();
    (await answer)?.();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  } finally {
    indexedDB.open = openIt;
    vi.useRealTimers();
    closed.mockRestore();
  }
});
