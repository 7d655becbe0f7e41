import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptRun } from '../../domain/kept-run.testing.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import { presetComparison, presetRun } from '../../domain/presets.ts';
import { withRuns } from '../../domain/recordings.ts';
import { RunRecord } from '../../domain/run-record.ts';
import type { Checkpoint } from '../../engine/checkpoint.ts';
import { keepCheckpoint } from '../../storage/checkpoints.ts';
import * as shelf from '../../storage/shelf.ts';
import type { RecordedRun } from '../recorded.ts';
import { RunLibrary } from './library.ts';
import { listedRecordings } from './recorded-runs.ts';

const recording: RecordedRun = {
  config: presetRun('modern'),
  verdict: { kind: 'learning', step: 100 },
  testAccuracy: 0.97,
  testImages: 10_000,
  finalLoss: 0.2,
  millisecondsPerStep: 80,
  series: {
    loss: { steps: [50, 100], values: [1, 0.3] },
    testAccuracy: { steps: [0, 50, 100], values: [0.1, 0.98, 0.97] },
  },
  engine: 'simd',
  recorded: { date: '2026-11-24', browser: 'Chromium 156', cores: 2, commit: 'abc' },
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('BroadcastChannel', undefined);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await Promise.all((await shelf.listRuns()).runs.map(({ id }) => shelf.removeRuns([id])));
});

/** The runs that a list shows. */
async function idsIn(library: RunLibrary): Promise<string[]> {
  await library.changed();
  return library.store.getState().runs!.map(({ id }) => id);
}

test('a run that is deleted while it trains is gone for good, and the other arm is kept on', async () => {
  const library = new RunLibrary();
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
  const state = new RunRecord(presetRun('article')).state;
  /** What the lab does with every checkpoint. */
  const keep = () =>
    shelf.keepRuns(
      ['a', 'b'].map((id, arm) => ({ run: keptRun(id, { arm }), record: state })),
      { comparison },
    );
  await keep();
  library.remove(['a']);
  // Until it cannot be brought back any more, nothing is lost.
  await keep();
  expect(await idsIn(library)).toEqual(['a', 'b']);
  vi.advanceTimersByTime(10_000);
  await vi.waitFor(() => expect(library.store.getState().removed.size).toBe(0));
  await keep();
  expect(await idsIn(library)).toEqual(['b']);
});

test('a recorded run is listed as every other, goes into files with all that is known, and comes back as a copy', async () => {
  const library = new RunLibrary();
  const [run] = listedRecordings(withRuns(new Map(), [recording]));
  expect(run).toMatchObject({
    origin: 'recorded',
    created: Date.UTC(2026, 10, 24),
    environment: { agent: 'Chromium 156', cores: 2 },
    state: 'finished',
    step: 100,
    accuracy: 0.97,
    bestAccuracy: 0.98,
    loss: 0.3,
  });
  // The same value again: nothing is painted anew for it.
  expect(listedRecordings(withRuns(new Map(), [recording]))[0]).toBe(run);
  expect((await library.record(run!))!.series.testAccuracy.points.values).toEqual(
    Float64Array.of(0.1, 0.98, 0.97),
  );
  const filed = async (run: KeptRun) => JSON.parse(await (await library.files([run]))[0]!.text()).runs[0];
  expect(await filed(run!)).toMatchObject({ ...recording, about: { created: run!.created } });

  expect(await library.copy([run!])).toBe(1);
  const [copy] = library.store.getState().runs!;
  expect(copy).toMatchObject({ origin: 'imported', verdict: recording.verdict, accuracy: 0.97, loss: 0.3 });
  expect(copy!.id).not.toBe(run!.id);
  // A copy goes into files as well as what it was made of.
  expect(await filed(copy!)).toMatchObject({
    verdict: recording.verdict,
    testAccuracy: 0.97,
    series: recording.series,
  });
});

const fileOf = (count: number) =>
  new Blob([JSON.stringify({ runs: Array.from({ length: count }, () => recording) })]);

test('a file is imported run by run; one that is stopped, too large or none leaves everything as it was', async () => {
  const library = new RunLibrary();
  const seen: number[] = [];
  expect(await library.importFile(fileOf(3), { onRead: (count) => seen.push(count) })).toEqual({
    count: 3,
    faults: [],
  });
  expect(seen).toEqual([1, 2, 3]);
  expect(await idsIn(library)).toHaveLength(3);

  const stopper = new AbortController();
  const onRead = (count: number) => count === 2 && stopper.abort();
  expect(await library.importFile(fileOf(3), { stop: stopper.signal, onRead })).toEqual({
    count: 0,
    faults: [],
  });
  const folder = new Blob([]);
  folder.text = () => Promise.reject(new DOMException('It is a folder.', 'NotFoundError'));
  expect(await library.importFile(folder)).toEqual({ count: 0, faults: [{ kind: 'unreadable' }] });
  // Nothing of it is read.
  const huge = new Blob([]);
  Object.defineProperty(huge, 'size', { value: 65 * 1024 * 1024 });
  huge.text = () => Promise.reject(new Error('It was read.'));
  expect(await library.importFile(huge)).toEqual({ count: 0, faults: [{ kind: 'too-large' }] });
  expect(await idsIn(library)).toHaveLength(3);
});

test('what could not be written is said, until something else is asked for', async () => {
  const library = new RunLibrary();
  await shelf.keepRuns([{ run: keptRun('a') }]);
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('There is no room.', 'QuotaExceededError');
  };
  expect(await library.importFile(fileOf(2))).toEqual({ count: 0, faults: [] });
  // The list is read behind it, and can be.
  expect(library.store.getState()).toMatchObject({ failure: 'full', runs: [{ id: 'a' }] });
  await library.change('a', { name: 'x' });
  expect(library.store.getState().failure).toBe('full');
  IDBObjectStore.prototype.put = put;
  await library.change('a', { name: 'y' });
  expect(library.store.getState()).toMatchObject({ failure: undefined, runs: [{ name: 'y' }] });
});

test('nothing is read of what is kept before a list is open, and what is pinned is found all the same', async () => {
  await shelf.keepRuns([{ run: keptRun('a') }]);
  const library = new RunLibrary();
  await library.drawPins();
  expect(library.store.getState().runs).toBeUndefined();
  const close = library.open();
  await vi.waitFor(() => expect(library.store.getState().runs).toHaveLength(1));
  close();
});

const checkpoint: Checkpoint = {
  engine: 'simd',
  snapshot: { step: 2, parameters: {}, firstMoments: {}, secondMoments: {}, moving: {} },
  loop: { looked: { step: 0, count: 0 }, insideAt: -1, scaledAt: -1 },
};

const ids = Array.from({ length: 15 }, (_, i) => `run ${i}`);

test('old runs lose their weights while others train, but for those that are pinned; what is not listed yet keeps them', async () => {
  for (const [i, id] of ids.entries()) {
    await shelf.keepRuns([{ run: keptRun(id, { updated: i, pinned: id === 'run 1' }) }]);
    await keepCheckpoint(id, checkpoint);
  }
  // The queue's runs have none, and take nobody's place.
  for (let i = 0; i < 20; i++)
    await shelf.keepRuns([{ run: keptRun(`q${i}`, { updated: 99, checkpoints: [] }) }]);
  await keepCheckpoint('just begun', checkpoint);
  const library = new RunLibrary();
  library.followSoon();
  await vi.waitFor(async () => expect(await shelf.checkpointSteps('run 2')).toEqual([]));
  const left = await Promise.all(
    [...ids, 'just begun'].map(async (id) => (await shelf.checkpointSteps(id)).length),
  );
  expect(left).toEqual([0, 1, 0, ...Array.from({ length: 13 }, () => 1)]);

  // When the page is opened next, what belongs to no run goes as well.
  await library.prune();
  expect(await shelf.checkpointSteps('just begun')).toEqual([]);
  expect(await shelf.checkpointSteps('run 14')).toEqual([2]);
});
