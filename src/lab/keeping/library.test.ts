import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { keptRun } from '../../domain/kept-run.testing.ts';
import type { Checkpoint } from '../../engine/checkpoint.ts';
import { keepCheckpoint } from '../../storage/checkpoints.ts';
import { checkpointSteps, keepRuns } from '../../storage/shelf.ts';
import { RunLibrary } from './library.ts';

const checkpoint: Checkpoint = {
  engine: 'simd',
  snapshot: { step: 2, parameters: {}, firstMoments: {}, secondMoments: {}, moving: {} },
  loop: { looked: { step: 0, count: 0 }, insideAt: -1, scaledAt: -1 },
};

const ids = Array.from({ length: 15 }, (_, i) => `run ${i}`);

test('old runs lose their weights while others train, but for those that are pinned; what is not listed yet keeps them', async () => {
  for (const [i, id] of ids.entries()) {
    await keepRuns([{ run: keptRun(id, { updated: i, pinned: id === 'run 1' }) }]);
    await keepCheckpoint(id, checkpoint);
  }
  // The queue's runs have none, and take nobody's place.
  for (let i = 0; i < 20; i++) await keepRuns([{ run: keptRun(`q${i}`, { updated: 99, checkpoints: [] }) }]);
  await keepCheckpoint('just begun', checkpoint);
  const library = new RunLibrary();
  library.followSoon();
  await vi.waitFor(async () => expect(await checkpointSteps('run 2')).toEqual([]));
  const left = await Promise.all(
    [...ids, 'just begun'].map(async (id) => (await checkpointSteps(id)).length),
  );
  expect(left).toEqual([0, 1, 0, ...Array.from({ length: 13 }, () => 1)]);

  // When the page is opened next, what belongs to no run goes as well.
  await library.load();
  await library.prune();
  expect(await checkpointSteps('just begun')).toEqual([]);
  expect(await checkpointSteps('run 14')).toEqual([2]);
});
