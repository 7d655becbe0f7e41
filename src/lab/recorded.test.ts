import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparisonRuns } from '../domain/comparison.ts';
import { configKey, settingKey } from '../domain/config.ts';
import { armNames, recordings, recordingsOf, sweepName, sweepRates } from '../domain/experiments.ts';
import { DEFAULT_SEED, presetComparison } from '../domain/presets.ts';
import { seedsIn } from '../domain/recordings.ts';
import { medianRun } from '../domain/seeds.ts';
import { spreadOf } from '../domain/statistics.ts';
import { stories, storyComparison } from '../domain/stories.ts';
import { parseRecorded, RecordedRuns } from './recorded.ts';

const folder = new URL('../../public/recorded/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const files = readdirSync(folder).filter((file) => file !== 'index.json');

test('every recorded file is one of those wanted, is listed, and all of its runs can be read', () => {
  const wanted = new Map(recordings().map(({ name, configs }) => [`${name}.json`, configs.map(configKey)]));
  const { names } = JSON.parse(read('index.json'));
  expect(names.map((name: string) => `${name}.json`).sort()).toEqual(files.sort());
  for (const file of files) {
    const { runs, broken } = parseRecorded(read(file));
    expect(broken).toBe(0);
    for (const { config, series, testAccuracy } of runs) {
      expect(wanted.get(file)).toContain(configKey(config));
      expect(series.loss?.steps.length).toBeLessThanOrEqual(250);
      expect(testAccuracy).toBeGreaterThan(0);
    }
  }
});

test('the default comparison is among the recorded runs', async () => {
  const recorded = new RecordedRuns(async (file) => read(file));
  await recorded.load(['reproduce-article-1e-3-none', 'reproduce-article-1e-3-batch']);
  const { runs, problems, loading } = recorded.store.getState();
  for (const config of comparisonRuns(presetComparison('article')))
    expect(
      seedsIn(runs, config).find((run) => run.config.seed === config.seed)?.series.testAccuracy?.steps,
    ).toHaveLength(21);
  expect({ problems, loading }).toEqual({ problems: [], loading: 0 });
});

test('the page opens with the seed whose run without BN is the median of the recorded ones', () => {
  const { runs } = parseRecorded(read('reproduce-article-1e-3-none.json'));
  const [opening] = comparisonRuns(presetComparison('article'));
  expect(new Set(runs.map(({ config }) => settingKey(config)))).toEqual(new Set([settingKey(opening!)]));
  const median = medianRun(runs)!.config.seed;
  expect(DEFAULT_SEED, `DEFAULT_SEED in src/domain/presets.ts has to be ${median}`).toBe(median);
});

test.each(stories)(
  'the story “%s” is recorded, and opens with the seed of its median run without BN',
  (name) => {
    const configs = comparisonRuns(storyComparison(name));
    const files = recordingsOf(configs);
    expect(files).toHaveLength(configs.length);
    const runs = files.flatMap((file) => parseRecorded(read(`${file}.json`)).runs);
    for (const config of configs)
      expect(runs.map((run) => configKey(run.config))).toContain(configKey(config));
    const bare = runs.filter(({ config }) => config.normalization.kind === 'none');
    expect(medianRun(bare)?.config.seed).toBe(configs[0]!.seed);
  },
);

test('the rates of the last story are the best recorded ones of its networks', () => {
  for (const [i, config] of comparisonRuns(storyComparison('best-rates')).entries()) {
    const { runs } = parseRecorded(read(`${sweepName('modern', armNames[i]!)}.json`));
    const medians = sweepRates.map((rate) => {
      const accuracies = runs
        .filter((run) => run.config.learningRate === rate)
        .map(({ testAccuracy }) => testAccuracy ?? 0);
      return spreadOf(accuracies)!.median;
    });
    expect(sweepRates[medians.indexOf(Math.max(...medians))]).toBe(config.learningRate);
  }
});

test('a broken run, a broken file and a missing one are named, and cost nothing else', async () => {
  const good = read('reproduce-article-1e-3-batch.json');
  const oneBroken = JSON.parse(good);
  oneBroken.runs[0].testAccuracy = 'high';
  const there: Record<string, string> = {
    'index.json': '{"format":1,"names":["good","one-broken","html","gone"]}',
    'one-broken.json': JSON.stringify(oneBroken),
    'html.json': '<!doctype html>',
    'good.json': good,
  };
  const recorded = new RecordedRuns(async (file) => {
    if (!(file in there)) throw new Error('404');
    return there[file]!;
  });
  await recorded.load(['good', 'one-broken', 'html', 'gone', 'never-recorded']);
  const { runs, problems } = recorded.store.getState();
  expect([...runs.values()].flat()).toHaveLength(JSON.parse(good).runs.length);
  expect([...problems].sort()).toEqual(['gone.json', 'html.json', 'one-broken.json']);
});

test('a file is loaded once, however often it is asked for', async () => {
  const asked: string[] = [];
  const recorded = new RecordedRuns(async (file) => {
    asked.push(file);
    return read(file);
  });
  await Promise.all([
    recorded.load(['reproduce-article-1e-3-batch']),
    recorded.load(['reproduce-article-1e-3-batch']),
  ]);
  expect(asked).toEqual(['index.json', 'reproduce-article-1e-3-batch.json']);
});

test('what failed is tried again when it is asked for again', async () => {
  let isDown = true;
  const recorded = new RecordedRuns(async (file) => {
    if (isDown) throw new Error('offline');
    return read(file);
  });
  const name = 'reproduce-article-1e-3-batch';
  const { runs } = parseRecorded(read(`${name}.json`));
  await recorded.load([name]);
  expect(recorded.store.getState()).toMatchObject({ problems: ['index.json'], loading: 0 });
  isDown = false;
  await recorded.load([name]);
  expect(recorded.store.getState()).toMatchObject({ problems: [], loading: 0 });
  expect([...recorded.store.getState().runs.values()].flat()).toHaveLength(runs.length);
});
