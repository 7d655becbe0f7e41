/**
 * `npm run bench`: measures the speed of everything in one run: a training step on each engine against stock
 * TensorFlow.js, both runs at once, the way from a cold start to the first points, and the page's own thread.
 *
 *     npm run bench -- [--rounds 5] [--quick] [--json FILE]
 *
 * Each round times four steps of each contestant. `--quick` does one round of one step: a look, not a figure.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';

const USAGE = 'Usage: npm run bench -- [--rounds 5] [--quick] [--json FILE]';
const STOCK = 'stock-webgl-trainOnBatch';
const STEPS_PER_ROUND = 4;
/** How long the page's thread is watched while both runs train, in milliseconds. */
const WATCHING = 20_000;
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render|software/i;

const options = readOptions();
try {
  const page = await measurePage();
  const steps = await measureSteps();
  print(steps, page);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...steps, page })}\n`);
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
          return runs.every((run) => run.record[name].length > 0);
        }, series)
        .then(() => performance.now() - start);
    const [firstAccuracy, firstLoss] = await Promise.all([first('accuracy'), first('loss')]);
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
      contestants: [STOCK, 'webgl', 'webgl-ops', 'wasm'],
      pairEngine: 'wasm',
      rounds: options.quick ? 1 : options.rounds,
      stepsPerRound: options.quick ? 1 : STEPS_PER_ROUND,
    };
    const charts = await page.evaluate(() => window.bench.charts());
    const result = await page.evaluate((plan) => window.bench.run(plan), plan);
    return { ...result, charts };
  } finally {
    clearInterval(watch);
    endProgress();
    await close();
  }
}

function print({ renderer, rows, pair, charts }, page) {
  const stock = (batchNorm) => rows.find((row) => row.name === STOCK && row.batchNorm === batchNorm);
  console.log(`WebGL is drawn by ${SOFTWARE.test(renderer) ? 'software' : 'hardware'}: ${renderer}\n`);
  console.log(
    table([
      ['engine', 'BN', 'ms a step', 'GFLOP/s', 'times stock', 'steps'],
      ...rows.map((row) => [
        row.name,
        row.batchNorm ? 'on' : 'off',
        row.millisecondsPerStep.toFixed(0),
        row.gigaflops.toFixed(1),
        (stock(row.batchNorm).millisecondsPerStep / row.millisecondsPerStep).toFixed(1),
        row.steps,
      ]),
    ]),
  );
  const slower = Math.max(...pair.alone);
  const worst = Math.max(0, ...page.longTasks);
  console.log(`
Both runs at once on ${pair.engine}: ${pair.milliseconds.toFixed(0)} ms for a pair of steps, ${(pair.milliseconds / slower).toFixed(2)} times the slower one alone.
From a cold load and a click: first accuracies after ${(page.firstAccuracy / 1000).toFixed(1)} s, first losses after ${(page.firstLoss / 1000).toFixed(1)} s.
Page's thread, ${page.watched / 1000} s of training: ${page.longTasks.length} tasks above 50 ms${worst > 0 ? `, the longest ${worst.toFixed(0)} ms` : ''}.
Charts, 10,000 steps: ${charts.early.toFixed(1)} ms a repaint at first, ${charts.late.toFixed(1)} ms at last; at most ${charts.mostPoints} points a curve.`);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '5' },
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
    return { rounds, quick: values.quick, json: values.json };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}
