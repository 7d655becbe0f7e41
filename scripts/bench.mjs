/**
 * `npm run bench`: measures the speed of everything in one run: a training step on each engine against stock
 * TensorFlow.js, both runs at once, the way from a cold start to the first points, the page's own thread, and what it costs to
 * look inside, to keep runs and to have kept hundreds.
 *
 * Each round times ten steps of each engine, three of the slow one, and one of each stock model; the slowest are timed in the first round
 * only. It takes some fifteen minutes on two cores without a graphics card. `--quick` does one round of one step: a look,
 * not a figure. `--only` times the named engines and models alone, and leaves the page out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { benchKeeping, printKeeping } from './lib/bench-keeping.mjs';
import { benchLooking, printLooking } from './lib/bench-looking.mjs';
import { benchShelf, printShelf } from './lib/bench-shelf.mjs';
import { messageOf } from './lib/errors.mjs';
import { jsonFile, writeJson } from './lib/json-file.mjs';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { flag, listOf, oneOf, readOptions, whole } from './lib/options.mjs';
import { scriptingOf } from './lib/scripting.mjs';

/** @import { Contestant } from '../bench/contestants.ts' */
/** @import { BenchResult } from '../bench/measure.ts' */
/** @typedef {BenchResult['rows'][number]['arm']} BenchArm */

/** @type {readonly Contestant[]} */
const CONTESTANTS = [
  'webgl',
  'webgl-ops',
  'simd',
  'wasm',
  'stock-webgl-trainOnBatch',
  'stock-webgl-minimize',
  'stock-webgl-unpacked',
  'stock-wasm',
  'stock-cpu',
];
const STEPS_PER_ROUND = 10;
/** How long the page's thread is watched while both runs train, in milliseconds. */
const WATCHING = 20_000;
/** Steps of a pair that is looked into: a whole run of the presets. */
const LOOKING = 1000;
const QUICK_LOOKING = 100;
/** Times that the lab is opened without and with kept runs: seconds each, and a machine has other things to do. */
const SHELF_ROUNDS = 5;
/** Between two uses of the page, in milliseconds. */
const BETWEEN = 700;

const { values: options } = readOptions({
  name: 'npm run bench --',
  about: 'Times training steps on each engine and by stock TensorFlow.js, in turn, and watches the page.',
  options: {
    only: { ...listOf('NAME,NAME', oneOf(CONTESTANTS)), help: 'times these alone, without the page' },
    rounds: { ...whole({ min: 1, max: 1000 }), default: '2', help: 'times that each has its turn' },
    page: { ...flag(), help: 'watches the page alone' },
    looking: { ...flag(), help: 'times a pair of runs without and with looks inside, alone' },
    keeping: { ...flag(), help: 'times a pair of runs that is not kept and one that is, alone' },
    shelf: { ...flag(), help: 'opens the lab and its page of runs without and with 500 kept runs, alone' },
    quick: { ...flag(), help: 'one round of one step: a look, not a figure' },
    json: { ...jsonFile(), help: 'where all numbers go' },
  },
  notes: `Names: ${CONTESTANTS.join(', ')}`,
});
try {
  // What is named alone, or everything.
  const isOne =
    options.only !== undefined || options.page || options.looking || options.keeping || options.shelf;
  const tasks = { watch: watchLongTasks, longTasksSince };
  const page = options.page || !isOne ? await measurePage() : undefined;
  const steps = options.only || !isOne ? await measureSteps() : undefined;
  const looking =
    options.looking || !isOne
      ? await benchLooking(options.quick ? QUICK_LOOKING : LOOKING, tasks)
      : undefined;
  const keeping =
    options.keeping || !isOne ? await benchKeeping(options.quick ? 1 : options.rounds, tasks) : undefined;
  const shelf =
    options.shelf || !isOne ? await benchShelf(options.quick ? 1 : SHELF_ROUNDS, tasks) : undefined;
  if (steps) print(steps);
  if (page) printPage(page, steps?.charts);
  if (looking) printLooking(looking);
  if (keeping) printKeeping(keeping);
  if (shelf) printShelf(shelf);
  if (options.json !== undefined)
    writeJson(options.json, {
      ...steps,
      ...(page && { page }),
      ...(looking && { looking }),
      ...(keeping && { keeping }),
      ...(shelf && { shelf }),
    });
} catch (error) {
  fail(messageOf(error));
}

/** A visitor's first minute: cold load, a click, the first points, and long tasks while both runs train. */
async function measurePage() {
  const { page: icon, close } = await openPage('favicon.svg');
  try {
    showProgress('A cold start …');
    // A profile of its own has no cache of anything.
    const browser = icon.context().browser();
    if (!browser) throw new Error('The browser has gone.');
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(watchLongTasks);
    await page.addInitScript(watchInteractions);
    const start = performance.now();
    await page.goto(new URL('.', icon.url()).href);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const first = (/** @type {'testAccuracy' | 'loss'} */ series) =>
      page
        .waitForFunction(
          (name) =>
            window.batchNormLab?.lab.store.getState().runs.every((run) => run.record.series[name].length > 0),
          series,
        )
        .then(() => performance.now() - start);
    const [firstAccuracy, firstLoss] = await Promise.all([first('testAccuracy'), first('loss')]);
    showProgress('Both runs train, the page is watched …');
    const watchedFrom = await page.evaluate(() => performance.now());
    await sleep(WATCHING);
    const longTasks = await page.evaluate(longTasksSince, watchedFrom);
    showProgress('Both runs train, the page is used …');
    const interactions = await use(page);
    return { firstAccuracy, firstLoss, longTasks, watched: WATCHING, interactions };
  } finally {
    await close();
  }
}

/** In the page: keeps a list of its long tasks. */
function watchLongTasks() {
  /** @type {PerformanceEntry[]} */
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({
    type: 'longtask',
    buffered: true,
  });
  Object.assign(window, { longTasks: tasks });
}

/** In the page: keeps how long each click and key press took until it was seen, by the number of its interaction. */
function watchInteractions() {
  /** @type {Map<number, number>} */
  const interactions = new Map();
  new PerformanceObserver((list) => {
    for (const entry of /** @type {PerformanceEventTiming[]} */ (list.getEntries()))
      if (entry.interactionId)
        interactions.set(
          entry.interactionId,
          Math.max(entry.duration, interactions.get(entry.interactionId) ?? 0),
        );
  }).observe(
    /** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16, buffered: true }),
  );
  Object.assign(window, { interactions });
}

/**
 * Uses what there is while both runs train.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<{ act: string, milliseconds: number }[]>} Until each was seen; 0 where that took less than 16.
 */
async function use(page) {
  const loss = page.getByRole('figure').nth(1);
  /** @type {Record<string, () => Promise<void>>} */
  const acts = {
    'loss on a log scale': () => loss.getByRole('radio', { name: 'Log', exact: true }).check(),
    'loss on a linear scale': () => loss.getByRole('radio', { name: 'Linear' }).check(),
    '90–100%': () => page.getByRole('radio', { name: '90–100%' }).check(),
    '0–100%': () => page.getByRole('radio', { name: '0–100%', exact: true }).check(),
    'saturation instead of loss': () => loss.getByRole('radio', { name: 'Saturation' }).check(),
    'loss instead of saturation': () => loss.getByRole('radio', { name: 'Loss', exact: true }).check(),
    Japanese: () => page.getByRole('button', { name: '日本語' }).click(),
    English: () => page.getByRole('button', { name: 'English' }).click(),
    'other colours': () => page.getByRole('button', { name: /^Colours: / }).click(),
    'settings open': () => page.getByRole('button', { name: 'All settings' }).click(),
    'settings close': () => page.keyboard.press('Escape'),
    'rate down': () => page.getByRole('slider', { name: 'Learning rate' }).press('ArrowLeft'),
    'rate up': () => page.getByRole('slider', { name: 'Learning rate' }).press('ArrowRight'),
    pause: () => page.getByRole('button', { name: 'Pause' }).click(),
  };
  const times = [];
  for (const [act, doIt] of Object.entries(acts)) {
    await doIt();
    await sleep(BETWEEN);
    times.push({ act, milliseconds: await page.evaluate(slowestSinceLast) });
  }
  return times;
}

/** In the page: milliseconds of the slowest interaction since this was asked last. */
function slowestSinceLast() {
  const { interactions } = /** @type {{ interactions: Map<number, number> }} */ (
    /** @type {unknown} */ (window)
  );
  const slowest = Math.max(0, ...interactions.values());
  interactions.clear();
  return slowest;
}

/**
 * In the page: how long each of them took, in milliseconds.
 *
 * @param {number} from In milliseconds of the page's own clock.
 */
function longTasksSince(from) {
  const { longTasks } = /** @type {{ longTasks: PerformanceEntry[] }} */ (/** @type {unknown} */ (window));
  return longTasks.filter((task) => task.startTime >= from).map((task) => task.duration);
}

async function measureSteps() {
  const { page, close } = await openPage('bench/');
  const watch = setInterval(async () => {
    const text = await page.textContent('#status').catch(() => '');
    if (text) showProgress(text);
  }, 1000);
  try {
    const bench = await scriptingOf(page, 'bench');
    const plan = {
      contestants: options.only ?? CONTESTANTS,
      rounds: options.quick ? 1 : options.rounds,
      allPairs: options.only !== undefined,
      stepsPerRound: options.quick ? 1 : STEPS_PER_ROUND,
    };
    const charts = options.only ? undefined : await bench.evaluate((bench) => bench.charts());
    const result = await bench.evaluate((bench, plan) => bench.run(plan), plan);
    return { ...result, charts };
  } finally {
    clearInterval(watch);
    endProgress();
    await close();
  }
}

/** @param {BenchResult} result */
function print({ renderer, software, rows, rawMatrixGigaflops, rawKernelsGigaflops, pairs }) {
  console.log(`WebGL is drawn by ${software ? 'software' : 'hardware'}: ${renderer}\n`);
  const number = (value = Number.NaN, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
  const find = (/** @type {Contestant} */ name, /** @type {BenchArm} */ arm) =>
    rows.find((row) => row.name === name && row.arm === arm);
  const named = (/** @type {Contestant} */ name, /** @type {BenchArm} */ arm) =>
    find(name, arm)?.millisecondsPerStep ?? Number.NaN;
  const best = (/** @type {BenchArm} */ arm) => {
    const stock = rows.filter((row) => row.arm === arm && row.name.startsWith('stock-webgl'));
    return Math.min(...stock.map((row) => row.millisecondsPerStep).filter(Number.isFinite));
  };
  console.log(
    table([
      [
        '',
        'BN',
        'ms per step',
        'GFLOP/s',
        'times trainOnBatch',
        'times best stock',
        'draws',
        'kB up',
        'kB waited',
        'MB',
        's all images',
        'steps',
      ],
      ...rows.map((row) => [
        row.name,
        onOrOff(row),
        number(row.millisecondsPerStep),
        number(row.gigaflops, 1),
        number(named('stock-webgl-trainOnBatch', row.arm) / row.millisecondsPerStep, 1),
        number(best(row.arm) / row.millisecondsPerStep, 1),
        number(row.drawsPerStep),
        number((row.uploadedBytesPerStep ?? Number.NaN) / 1e3),
        number((row.waitedBytesPerStep ?? Number.NaN) / 1e3),
        number((row.textureBytes ?? Number.NaN) / 1e6),
        number((row.millisecondsPerEvaluation ?? Number.NaN) / 1e3, 1),
        row.steps,
      ]),
    ]),
  );
  for (const row of rows)
    if (row.problem) console.log(`${row.name}, BN ${onOrOff(row)}: ${row.problem.split('\n')[0]}`);
  console.log('\nStock models have BN per feature map, as tf.layers does, and so do the engines here.');
  for (const [name, where, raw] of /** @type {const} */ ([
    ['webgl', 'on WebGL', rawMatrixGigaflops],
    ['simd', 'on the processor', rawKernelsGigaflops],
  ])) {
    const percent = (/** @type {BenchArm} */ arm) =>
      number((100 * (find(name, arm)?.gigaflops ?? Number.NaN)) / raw);
    const cost = named(name, 'batch') / named(name, 'none');
    console.log(
      `Raw matrix product ${where}: ${number(raw, 1)} GFLOP/s; ${name} reaches ${percent('none')} % of it without BN, ${percent('batch')} % with. BN costs ${number(cost, 2)} times the step without.`,
    );
  }
  for (const { engine, milliseconds, alone } of pairs)
    console.log(
      `Both runs at once on ${engine}: ${number(milliseconds)} ms for a pair of steps, ${number(milliseconds / Math.max(...alone), 2)} times the slower one alone.`,
    );
}

/**
 * The column BN.
 *
 * @param {{ arm: BenchArm }} row
 */
function onOrOff({ arm }) {
  return arm === 'none' ? 'off' : 'on';
}

/**
 * @param {Awaited<ReturnType<typeof measurePage>>} page
 * @param {Awaited<ReturnType<typeof measureSteps>>['charts']} charts
 */
function printPage(page, charts) {
  const worst = Math.max(0, ...page.longTasks);
  console.log(`From a cold load and a click: first accuracies after ${(page.firstAccuracy / 1000).toFixed(1)} s, first losses after ${(page.firstLoss / 1000).toFixed(1)} s.
Page's thread, ${page.watched / 1000} s of training: ${page.longTasks.length} tasks above 50 ms${worst > 0 ? `, the longest ${worst.toFixed(0)} ms` : ''}.
Interactions while both train, until they were seen: ${[...page.interactions]
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .map(({ act, milliseconds }) => `${act} ${milliseconds.toFixed(0)}`)
    .join(', ')} ms.`);
  if (charts)
    console.log(
      `Charts, 10,000 steps: ${charts.early.toFixed(1)} ms a repaint at first, ${charts.late.toFixed(1)} ms at last; at most ${charts.mostPoints} points a curve.`,
    );
}
