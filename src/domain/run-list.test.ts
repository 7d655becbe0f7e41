import { expect, test } from 'vitest';
import { keptRun } from './kept-run.testing.ts';
import { presetRun } from './presets.ts';
import { differences, type ListChoice, listed } from './run-list.ts';

const all: ListChoice = {
  search: '',
  sorting: 'created',
  normalization: 'all',
  verdict: 'all',
  source: 'all',
};
const runs = [
  keptRun('old', { created: 1, accuracy: 0.9, bestAccuracy: 0.95, loss: 0.3, step: 300, name: 'Zebra' }),
  keptRun('new', { created: 3, accuracy: null, bestAccuracy: null, loss: null, step: 10 }),
  keptRun('mid', {
    created: 2,
    accuracy: 0.98,
    bestAccuracy: 0.98,
    loss: 0.1,
    step: 200,
    name: 'apple',
    notes: 'The good one',
    verdict: { kind: 'collapsed', step: 50, class: 3 },
    config: { ...presetRun('modern'), normalization: { kind: 'none' } },
  }),
];
const ids = (choice: Partial<ListChoice>) =>
  listed(runs, { ...all, ...choice }, ({ config }) => config.normalization.kind).map(({ id }) => id);

test.each([
  ['created', ['new', 'mid', 'old']],
  ['accuracy', ['mid', 'old', 'new']],
  ['bestAccuracy', ['mid', 'old', 'new']],
  ['loss', ['mid', 'old', 'new']],
  ['step', ['old', 'mid', 'new']],
  ['name', ['mid', 'old', 'new']],
] as const)('by %s what is not known comes last', (sorting, order) => {
  expect(ids({ sorting })).toEqual(order);
});

test('all words are looked for, in names, notes and settings; filters hold together', () => {
  expect(ids({ search: 'GOOD one' })).toEqual(['mid']);
  expect(ids({ search: 'good zebra' })).toEqual([]);
  expect(ids({ search: 'batch' })).toEqual(['new', 'old']);
  expect(ids({ normalization: 'none' })).toEqual(['mid']);
  expect(ids({ verdict: 'collapsed', normalization: 'batch' })).toEqual([]);
});

test('a number is found where it stands alone', () => {
  const seeds = [keptRun('3'), keptRun('30'), keptRun('1')];
  const of = (search: string) =>
    listed(seeds, { ...all, search }, ({ id }) => `1E-3 · seed ${id}`).map(({ id }) => id);
  expect(of('seed 3')).toEqual(['3']);
  expect(of('1e-3')).toEqual(['3', '30', '1']);
});

test('what is pinned comes first', () => {
  const pinned = runs.map((run) => (run.id === 'old' ? { ...run, pinned: true } : run));
  expect(listed(pinned, all, () => '').map(({ id }) => id)).toEqual(['old', 'new', 'mid']);
});

test('the own runs come before those that came with the lab, unless they are sorted by what they reached', () => {
  const mixed = [
    keptRun('theirs', { origin: 'recorded', created: 9, bestAccuracy: 0.99 }),
    keptRun('mine', { created: 1, bestAccuracy: 0.9 }),
  ];
  const of = (choice: Partial<ListChoice>) =>
    listed(mixed, { ...all, ...choice }, () => '').map(({ id }) => id);
  expect(of({})).toEqual(['mine', 'theirs']);
  expect(of({ sorting: 'bestAccuracy' })).toEqual(['theirs', 'mine']);
  expect(of({ source: 'here' })).toEqual(['mine']);
  expect(of({ source: 'recorded' })).toEqual(['theirs']);
});

test('runs of one comparison keep the order of their arms', () => {
  const pair = [keptRun('b', { created: 5, arm: 1 }), keptRun('a', { created: 5, arm: 0 })];
  expect(listed(pair, all, () => '').map(({ id }) => id)).toEqual(['a', 'b']);
});

test('differences are the settings that tell runs apart, with the value of each', () => {
  const [a, b] = [presetRun('modern'), { ...presetRun('modern'), seed: 9, learningRate: 1e-4 }];
  expect(differences([a, b])).toEqual([
    { setting: 'learningRate', values: [1e-3, 1e-4] },
    { setting: 'seed', values: [1, 9] },
  ]);
  expect(differences([a, a])).toEqual([]);
});
