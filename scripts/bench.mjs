/**
 * `npm run bench`: measures the speed of everything in one run: a training step on each engine against stock
 * TensorFlow.js, both runs at once, the way from a cold start to the first points, and the page's own thread.
 *
 *     npm run bench -- [--only NAME,NAME] [--rounds 2] [--quick] [--json FILE]
 *
 * Each round times four steps of each engine and one of each stock model; the slowest are timed in the first round
 * only. It takes some eight minutes on two cores without a graphics card. `--quick` does one round of one step: a look,
 * not a figure. `--only` times the named engines and models alone, and leaves the page out.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';

const CONTESTANTS = [
  'webgl',
  'webgl-ops',
  'wasm',
  'stock-webgl-trainOnBatch',
  'stock-webgl-minimize',
  'stock-webgl-unpacked',
  'stock-wasm',
  'stock-cpu',
];
const USAGE = `Usage: npm run bench -- [--only NAME,NAME] [--rounds 2] [--quick] [--json FILE]
Names: ${CONTESTANTS.join(', ')}`;
const STEPS_PER_ROUND = 4;
/** How long the page's thread is watched while both runs train, in milliseconds. */
const WATCHING = 20_000;

const options = readOptions();
try {
  const page = options.only ? undefined : await measurePage();
  const steps = await measureSteps();
  print(steps);
  if (page) printPage(page, steps.charts);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...steps, ...(page && { page }) })}\n`);
} catch (error) {
  fail(error.message);
}

/** A visitor's first minute: cold load, a click, the first points, and long tasks while both runs train. */
async function measurePage() {
  const { page: icon, close } = await openPage('favicon.svg');
  try {
    showProgress('A cold start …');
    // A profile of its own has no cache of anything.
    const page = await (await icon.context().browser().newContext()).newPage();
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries())
          window.longTasks.push({ startTime, duration });
      }).observe({ type: 'longtask', buffered: true });
    });
    const start = performance.now();
    await page.goto(new URL('.', icon.url()).href);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const first = (series) =>
      page
        .waitForFunction((name) => {
          const { runs } = window.batchNormLab.lab.store.getState();
          return runs.every((run) => run.record.series[name].length > 0);
        }, series)
        .then(() => performance.now() - start);
    const [firstAccuracy, firstLoss] = await Promise.all([first('testAccuracy'), first('loss')]);
    showProgress('Both runs train, the page is watched …');
    const watchedFrom = await page.evaluate(() => performance.now());
    await sleep(WATCHING);
    const longTasks = await page.evaluate(
      (from) => window.longTasks.filter((task) => task.startTime >= from).map((task) => task.duration),
      watchedFrom,
    );
    return { firstAccuracy, firstLoss, longTasks, watched: WATCHING };
  } finally {
    await close();
  }
}

async function measureSteps() {
  const { page, close } = await openPage('bench/');
  const watch = setInterval(async () => {
    const text = await page.textContent('#status').catch(() => '');
    if (text) showProgress(text);
  }, 1000);
  try {
    const plan = {
      contestants: options.only ?? CONTESTANTS,
      pairEngine: options.only && !options.only.includes('wasm') ? options.only[0] : 'wasm',
      rounds: options.quick ? 1 : options.rounds,
      stepsPerRound: options.quick ? 1 : STEPS_PER_ROUND,
    };
    const charts = options.only ? undefined : await page.evaluate(() => window.bench.charts());
    const result = await page.evaluate((plan) => window.bench.run(plan), plan);
    return { ...result, charts };
  } finally {
    clearInterval(watch);
    endProgress();
    await close();
  }
}

function print({ renderer, software, rows, rawMatrixGigaflops, pair }) {
  console.log(`WebGL is drawn by ${software ? 'software' : 'hardware'}: ${renderer}\n`);
  const number = (value, digits = 0) => (Number.isFinite(value) ? value.toFixed(digits) : '–');
  const find = (name, arm) => rows.find((row) => row.name === name && row.arm === arm);
  const named = (name, arm) => find(name, arm)?.millisecondsPerStep;
  const best = (arm) => {
    const stock = rows.filter((row) => row.arm === arm && row.name.startsWith('stock-webgl'));
    return Math.min(...stock.map((row) => row.millisecondsPerStep).filter(Number.isFinite));
  };
  console.log(
    table([
      [
        '',
        'BN',
        'ms a step',
        'GFLOP/s',
        'times trainOnBatch',
        'times best stock',
        'draws',
        'kB up',
        'kB waited',
        'MB',
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
        number(row.uploadedBytesPerStep / 1e3),
        number(row.waitedBytesPerStep / 1e3),
        number(row.textureBytes / 1e6),
        row.steps,
      ]),
    ]),
  );
  for (const row of rows)
    if (row.problem) console.log(`${row.name}, BN ${onOrOff(row)}: ${row.problem.split('\n')[0]}`);
  const share = (arm) => find('webgl', arm)?.gigaflops;
  const percent = (value) => number((100 * value) / rawMatrixGigaflops);
  const cost = named('webgl', 'batch') / named('webgl', 'none');
  const slower = Math.max(...pair.alone);
  console.log(`
Stock models have BN per feature map, as tf.layers does, and so do the engines here.
Raw matrix product on WebGL: ${number(rawMatrixGigaflops, 1)} GFLOP/s; webgl reaches ${percent(share('none'))} % of it without BN, ${percent(share('batch'))} % with. BN costs ${number(cost, 2)} times the step without.
Both runs at once on ${pair.engine}: ${number(pair.milliseconds)} ms for a pair of steps, ${number(pair.milliseconds / slower, 2)} times the slower one alone.`);
}

/** The column BN. */
function onOrOff({ arm }) {
  return arm === 'none' ? 'off' : 'on';
}

function printPage(page, charts) {
  const worst = Math.max(0, ...page.longTasks);
  console.log(`From a cold load and a click: first accuracies after ${(page.firstAccuracy / 1000).toFixed(1)} s, first losses after ${(page.firstLoss / 1000).toFixed(1)} s.
Page's thread, ${page.watched / 1000} s of training: ${page.longTasks.length} tasks above 50 ms${worst > 0 ? `, the longest ${worst.toFixed(0)} ms` : ''}.
Charts, 10,000 steps: ${charts.early.toFixed(1)} ms a repaint at first, ${charts.late.toFixed(1)} ms at last; at most ${charts.mostPoints} points a curve.`);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        rounds: { type: 'string', default: '2' },
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 1)
      throw new Error(`--rounds must be a whole number from 1, not "${values.rounds}".`);
    const only = values.only?.split(',');
    const unknown = only?.find((name) => !CONTESTANTS.includes(name));
    if (unknown !== undefined) throw new Error(`There is no engine or model "${unknown}".`);
    return { only, rounds, quick: values.quick, json: values.json };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}
