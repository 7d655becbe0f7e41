import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeptRun, keptRunSchema, recordStateSchema } from './kept-run.ts';
import { presetRun } from './presets.ts';
import {
  type FiledRun,
  type FileFault,
  filedRun,
  filedText,
  fileLimits,
  keptFrom,
  readRuns,
  runFiles,
} from './run-file.ts';
import { RunRecord } from './run-record.ts';
import { resultOf } from './run-result.ts';

const record = new RunRecord(presetRun('modern'), 'a');
for (let step = 1; step <= 12; step++)
  record.addStep({
    step,
    loss: step === 9 ? Number.NaN : 1 / step,
    correct: 5,
    count: 50,
    saturation: 0.5,
    milliseconds: 7,
  });
for (const step of [0, 12])
  record.addEvaluation({ step, count: 1000, correct: 500, predictions: Array(10).fill(100), finite: true });

const run: KeptRun = {
  id: 'a',
  created: 1,
  updated: 2,
  origin: 'compare',
  name: '=cmd()|"<b>',
  notes: 'Zeile\nzwei',
  pinned: true,
  config: record.config,
  engine: 'simd',
  environment: { agent: 'test', cores: 2 },
  state: 'finished',
  step: 12,
  diverged: true,
  verdict: record.summary.verdict,
  accuracy: 0.5,
  bestAccuracy: 0.5,
  loss: 0.1,
  millisecondsPerStep: 7,
  checkpoints: [{ step: 12, scaledAt: -1 }],
};
/** Of few runs there is one file. */
const fileOf = (...runs: FiledRun[]) => runFiles(runs.map(filedText))[0]!.text();
const text = await fileOf(filedRun(run, record));

/** All of a file. */
function parseRunFile(file: string): { runs: FiledRun[]; faults: FileFault[] } {
  const read = [...readRuns(file)];
  return {
    runs: read.flatMap((one) => ('run' in one ? one.run : [])),
    faults: read.flatMap((one) => ('fault' in one ? one.fault : [])),
  };
}

test('a run that was exported comes back with its curves, verdict and notes, as a run of its own', () => {
  const { runs, faults } = parseRunFile(text);
  expect(faults).toEqual([]);
  const { run: kept, record: state } = keptFrom(runs[0]!, 'b', 99);
  expect(kept).toEqual({ ...run, id: 'b', updated: 99, origin: 'imported', pinned: false, checkpoints: [] });
  const again = new RunRecord(state.config, 'b', state);
  expect(again.state.series).toEqual(record.state.series);
  expect(again.summary.verdict).toEqual(record.summary.verdict);
  expect(again.summary.millisecondsPerStep).toBe(7);
});

test('runs that belong together still do: side by side, and as parent and child', async () => {
  const parent = { ...run, id: 'p', comparison: 'pair', arm: 0, diverged: false };
  const child = { ...run, id: 'c', comparison: 'pair', arm: 1, parent: { id: 'p', step: 7 } };
  const { runs } = parseRunFile(await fileOf(filedRun(parent, record), filedRun(child, record)));
  const names = new Map([['p', 'new']]);
  expect(keptFrom(runs[0]!, 'new', 99, names).run).toMatchObject({
    comparison: 'pair',
    arm: 0,
    diverged: false,
  });
  expect(keptFrom(runs[1]!, 'other', 99, names).run).toMatchObject({
    comparison: 'pair',
    arm: 1,
    diverged: true,
    parent: { id: 'new', step: 7 },
  });
  // Of a parent that is not in the file the name is known.
  expect(keptFrom(runs[1]!, 'other', 99).run.parent).toEqual({ id: 'p', step: 7 });
});

test('of many runs there are as many files as it takes for all of them to be read again', async () => {
  // Letters that take three bytes, as it is bytes that are limited.
  const runs = Array.from({ length: 7 }, (_, i) => filedText(filedRun({ ...run, name: `実験${i}` }, record)));
  const sizes = async (limits: Partial<typeof fileLimits>) => {
    const files = runFiles(runs, { ...fileLimits, ...limits });
    const names: string[] = [];
    for (const file of files) {
      const { runs, faults } = parseRunFile(await file.text());
      expect(faults).toEqual([]);
      names.push(...runs.map(({ about }) => about!.name));
    }
    expect(names).toEqual(runs.map((_, i) => `実験${i}`));
    return files.map(({ size }) => size);
  };
  expect(await sizes({})).toHaveLength(1);
  expect(await sizes({ runs: 3 })).toHaveLength(3);
  const [three] = await sizes({ runs: 3 });
  expect(await sizes({ bytes: three! })).toHaveLength(3);
  expect(await sizes({ bytes: three! - 1 })).toHaveLength(4);
  // One that is too large by itself is in a file of its own.
  expect(await sizes({ bytes: 1 })).toHaveLength(7);
  expect(runFiles([])).toEqual([]);
});

test('what the command line writes can be imported too', () => {
  const { runs, faults } = parseRunFile(JSON.stringify({ engine: 'simd', runs: [resultOf(record)] }));
  expect(faults).toEqual([]);
  expect(keptFrom(runs[0]!, 'b', 99).run).toMatchObject({
    step: 12,
    state: 'finished',
    name: '',
    created: 99,
  });
});

test('of a result that has its curves alone, what was found at its end goes into files and comes back', async () => {
  const { run: kept, record: state } = keptFrom(
    {
      config: presetRun('modern'),
      verdict: { kind: 'collapsed', step: 40, class: 3 },
      testAccuracy: 0.1,
      testImages: 10_000,
      finalLoss: 9,
      millisecondsPerStep: 80,
      // Means of ten steps each: the last five are the last fifty steps.
      series: { loss: { steps: [10, 20, 30, 40, 50, 60], values: [100, 1, 2, 3, 4, 5] } },
    },
    'b',
    99,
  );
  expect(kept.loss).toBe(3);
  const filed = filedRun(kept, new RunRecord(state.config, 'b', state));
  const [again] = parseRunFile(await fileOf(filed)).runs;
  expect(keptFrom(again!, 'c', 99).run).toMatchObject({
    verdict: { kind: 'collapsed', step: 40, class: 3 },
    accuracy: 0.1,
    loss: 3,
    millisecondsPerStep: 80,
  });
});

test.each([
  ['not-json', '{'],
  ['not-json', ''],
  ['no-runs', '[]'],
  ['no-runs', '{"runs":[]}'],
  ['no-runs', 'null'],
  ['too-many', JSON.stringify({ runs: Array(2_001).fill(0) })],
] as const)('a file that is none is named: %s', (kind, file) => {
  expect(parseRunFile(file)).toEqual({ runs: [], faults: [{ kind }] });
});

test('a run that is broken is named by its number, and the others are there', () => {
  const good = JSON.parse(text).runs[0];
  const curves = (loss: unknown) => ({ ...good, series: { ...good.series, loss } });
  const { runs, faults } = parseRunFile(
    JSON.stringify({
      runs: [
        good,
        { ...good, config: { ...good.config, learningRate: 'x' } },
        curves({ steps: [1, 2], values: [1] }),
        curves({ steps: [2, 1], values: [1, 1] }),
        { ...good, about: { ...good.about, name: 'x'.repeat(81) } },
      ],
    }),
  );
  expect(runs).toHaveLength(1);
  expect(
    faults.map((fault) => (fault.kind === 'run' ? [fault.number, fault.place.split('.')[0]] : [])),
  ).toEqual([
    [2, 'config'],
    [3, 'loss'],
    [4, 'loss'],
    [5, 'about'],
  ]);
});

/** Puts something else in a place of a value, or takes the place away. */
function mutated(value: unknown, path: readonly number[], by: unknown): unknown {
  if (path.length === 0 || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[path[0]! % keys.length]!;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  (copy as Record<string, unknown>)[key] = mutated(
    (value as Record<string, unknown>)[key],
    path.slice(1),
    by,
  );
  return copy;
}

test('of 10,000 files with something else in one place each, none throws, and what is imported is whole', () => {
  const whole: unknown = JSON.parse(text);
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, -1, 1e308, '', 'x'.repeat(3_000), [], {}, true, 1.5, '__proto__'),
  );
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 7 }), anything, (path, by) => {
      const { runs } = parseRunFile(JSON.stringify(mutated(whole, path, by)) ?? '');
      for (const filed of runs) {
        const { run: kept, record: state } = keptFrom(filed, 'b', 99);
        // What could be kept can be read again, and shown.
        expect(keptRunSchema.safeParse(kept).success).toBe(true);
        expect(recordStateSchema.safeParse(state).success).toBe(true);
        void new RunRecord(state.config, 'b', state).summary;
      }
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test('of 2,000 files that are cut off or have other bytes, none throws', () => {
  fc.assert(
    fc.property(fc.nat({ max: text.length }), fc.string({ maxLength: 4 }), (at, by) => {
      parseRunFile(text.slice(0, at) + by);
      parseRunFile(text.slice(0, at) + by + text.slice(at + by.length));
    }),
    { numRuns: 1_000 },
  );
});
