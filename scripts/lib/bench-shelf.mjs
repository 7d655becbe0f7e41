/**
 * What hundreds of kept runs cost: the lab is opened with none in its storage and with 500, in turn, and so is its page of
 * runs, whose list is scrolled from its top to its end.
 */
import { openPage, showProgress } from './lab.mjs';
import { scriptingOf } from './scripting.mjs';

/** @import { BrowserContext, Page } from '@playwright/test' */

/** Runs on the shelf, and the steps of each. */
const RUNS = 500;
const STEPS = 1000;
/** Steps between two tests. */
const INTERVAL = 50;
/** Pixels that the list is scrolled by in a frame: two rows, 7,200 pixels a second, as when it is thrown. */
const SCROLL = 120;
/** Milliseconds of a frame that is seen as a stumble. */
const LONG_FRAME = 50;
/** Who is opened first, every other time. */
const ORDER = /** @type {const} */ (['without', 'with']);
/** Milliseconds that the page is left alone after it was opened, so that all that comes later has come. */
const REST = 3000;

/**
 * One way to open the lab; all times in milliseconds.
 *
 * @typedef {object} Opening
 * @property {number} usable From the beginning until a run can be started and the chart stands.
 * @property {number} openingWork Of the page's thread, while it opened and for three seconds after: its own time, which other programs do not lengthen as they do all others.
 * @property {number} openingTask The longest task of the page's thread while it opened, and for three seconds after.
 * @property {number} firstRow From the choice of Runs until the first row is there.
 * @property {number} list Until the list has all of them, with those that came with the lab.
 * @property {number} listWork Of the thread, meanwhile.
 * @property {number} listTask The longest task meanwhile.
 * @property {number} rows How many there are.
 * @property {number} frames While the list was scrolled.
 * @property {number} frameWork Of the thread, for each of them.
 * @property {number} longFrames Of them, those that took longer than 50.
 * @property {number} longRestFrames As many frames while nothing happened: those that took longer than 50 because of whatever else the machine does.
 * @property {number} scrollTask The longest task while it was.
 * @property {number} search From the first letter in the search field until the list shows what was searched.
 */

/**
 * @typedef {object} ShelfBench
 * @property {number} runs
 * @property {Opening[]} without
 * @property {Opening[]} with
 * @property {number} importing Milliseconds until the file with all runs was kept.
 */

/**
 * @param {number} rounds
 * @param {{ watch: () => void, longTasksSince: (from: number) => number[] }} tasks Functions of the page: one keeps a list of long tasks, the other reads it.
 * @returns {Promise<ShelfBench>}
 */
export async function benchShelf(rounds, { watch, longTasksSince }) {
  const { page: icon, close } = await openPage('favicon.svg');
  try {
    const browser = icon.context().browser();
    if (!browser) throw new Error('The browser has gone.');
    const address = new URL('./?engine=simd', icon.url()).href;
    /** A storage of its own. */
    const newContext = async () => {
      const context = await browser.newContext({
        serviceWorkers: 'block',
        viewport: { width: 1440, height: 900 },
      });
      await context.addInitScript(watch);
      await context.addInitScript(watchUsable);
      return context;
    };
    const contexts = { without: await newContext(), with: await newContext() };
    showProgress(`${RUNS} runs are put on the shelf …`);
    const importing = await fill(contexts.with, address);
    // The files of the page are at hand in both.
    for (const context of Object.values(contexts)) await open(context, address, longTasksSince, 0);
    /** @type {ShelfBench} */
    const bench = { runs: RUNS, without: [], with: [], importing };
    for (let round = 0; round < rounds; round++)
      // Now one first and now the other: a machine that slows down or speeds up is fair to both.
      for (const shelf of round % 2 === 0 ? ORDER : ORDER.toReversed()) {
        showProgress(`Round ${round + 1}: the lab is opened ${shelf} runs on its shelf …`);
        bench[shelf].push(await open(contexts[shelf], address, longTasksSince, shelf === 'with' ? RUNS : 0));
      }
    return bench;
  } finally {
    await close();
  }
}

/**
 * Takes a file of runs in, as a visitor would. Gives the milliseconds that it took.
 *
 * @param {BrowserContext} context
 * @param {string} address
 */
async function fill(context, address) {
  const page = await context.newPage();
  await page.goto(`${address}#runs`);
  const lab = await scriptingOf(page, 'batchNormLab');
  const configs = await lab.evaluate((lab) => lab.recordings().flatMap(({ configs }) => configs));
  const runs = Array.from({ length: RUNS }, (_, i) => {
    const config = configs[i % configs.length];
    if (!config) throw new Error('Nothing is recorded.');
    return runOf({ ...config, seed: 100 + i, steps: STEPS, evaluationInterval: INTERVAL }, i);
  });
  const start = performance.now();
  await page.locator('input[type=file]').setInputFiles({
    name: 'runs.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ runs })),
  });
  await page.getByText(`${RUNS} runs were imported.`).waitFor({ timeout: 300_000 });
  const milliseconds = performance.now() - start;
  await page.close();
  return milliseconds;
}

/**
 * A run as files have it, whose curves are about as those of real ones: every eighth fails.
 *
 * @param {object} config
 * @param {number} number
 */
function runOf(config, number) {
  const fails = number % 8 === 0;
  const steps = Array.from({ length: STEPS }, (_, i) => i + 1);
  // Any numbers that do not repeat: what they are nobody looks at.
  const noise = (/** @type {number} */ i) => Math.abs(Math.sin(number * 31 + i * 7.77));
  const curve = (/** @type {(i: number) => number} */ of) => ({
    steps,
    values: steps.map((step) => Number(of(step).toPrecision(5))),
  });
  const tests = Array.from({ length: STEPS / INTERVAL + 1 }, (_, i) => i * INTERVAL);
  const accuracies = tests.map((step) =>
    fails ? 0.098 : Number((0.98 - 0.88 * Math.exp(-step / 120) - 0.01 * noise(step)).toFixed(4)),
  );
  return {
    config,
    engine: 'simd',
    verdict: fails ? { kind: 'collapsed', step: 150, class: number % 10 } : { kind: 'learning', step: STEPS },
    testAccuracy: accuracies.at(-1),
    testImages: 10_000,
    finalLoss: fails ? 2.36 : 1.5,
    millisecondsPerStep: 80,
    series: {
      loss: curve((i) => (fails ? 2.3 : 1.46 + Math.exp(-i / 100)) + 0.1 * noise(i)),
      testAccuracy: { steps: tests, values: accuracies },
      saturation: curve((i) => noise(i) / 2),
    },
    time: curve((i) => i * 80),
    about: {
      created: Date.UTC(2026, 0, 1) + number * 3_600_000,
      name: number % 5 === 0 ? `Run number ${number}` : '',
      notes: number % 20 === 0 ? 'It was looked at once more, with another learning rate.' : '',
      environment: { agent: 'Mozilla/5.0', cores: 2 },
      state: 'finished',
      step: STEPS,
      loss: fails ? 2.36 : 1.5,
    },
  };
}

/**
 * Opens the lab and its page of runs, and goes through the list.
 *
 * @param {BrowserContext} context
 * @param {string} address
 * @param {(from: number) => number[]} longTasksSince
 * @param {number} own Runs on the shelf.
 * @returns {Promise<Opening>}
 */
async function open(context, address, longTasksSince, own) {
  const page = await context.newPage();
  try {
    const work = await watchWork(context, page);
    await page.goto(address);
    const usable = await page.waitForFunction(usableAt).then((handle) => handle.jsonValue());
    await page.waitForTimeout(REST);
    const openingWork = await work();
    const openingTask = await longest(page, 0, longTasksSince);
    const shown = await page.evaluate(openRuns, own);
    const listWork = await work();
    const listTask = await longest(page, shown.from, longTasksSince);
    await work();
    const scrolled = await page.evaluate(scrollThrough, SCROLL);
    const scrollWork = await work();
    const scrollTask = await longest(page, scrolled.from, longTasksSince);
    const resting = await page.evaluate(framesAtRest, scrolled.frames.length);
    const search = await page.evaluate(searchFor, 'seed 7');
    if (search.left === 0 || search.left >= shown.rows) throw new Error('The search did not search.');
    return {
      usable: usable ?? Number.NaN,
      openingWork,
      openingTask,
      firstRow: shown.firstRow,
      list: shown.list,
      listWork,
      listTask,
      rows: shown.rows,
      frames: scrolled.frames.length,
      frameWork: scrollWork / scrolled.frames.length,
      longFrames: scrolled.frames.filter(isLong).length,
      longRestFrames: resting.filter(isLong).length,
      scrollTask,
      search: search.milliseconds,
    };
  } finally {
    await page.close();
  }
}

/**
 * Gives a function that tells for how many milliseconds the page's thread has worked since it was asked last.
 *
 * @param {BrowserContext} context
 * @param {Page} page
 */
async function watchWork(context, page) {
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  let before = 0;
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const all = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    const since = all - before;
    before = all;
    return since;
  };
}

/**
 * The longest task of the page's thread; 0 where none was longer than 50 ms.
 *
 * @param {Page} page
 * @param {number} from
 * @param {(from: number) => number[]} longTasksSince
 */
async function longest(page, from, longTasksSince) {
  // The browser tells of a task a moment after it has ended.
  await page.waitForTimeout(300);
  return Math.max(0, ...(await page.evaluate(longTasksSince, from)));
}

/** @param {number} milliseconds */
function isLong(milliseconds) {
  return milliseconds > LONG_FRAME;
}

/** @typedef {Window & { usableAt?: number }} WatchedWindow */

/** In the page: notes when the chart stands and a run can be started. */
function watchUsable() {
  const look = () => {
    const state = window.batchNormLab?.lab.store.getState();
    const isUsable =
      state?.engine !== undefined &&
      state.data.startable &&
      document.querySelector('.recharts-surface') !== null &&
      document.querySelector('.buttons button:not(:disabled)') !== null;
    if (isUsable) /** @type {WatchedWindow} */ (window).usableAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: when it was. */
function usableAt() {
  return /** @type {WatchedWindow} */ (window).usableAt;
}

/**
 * In the page: goes to the page of runs.
 *
 * @param {number} own
 */
async function openRuns(own) {
  const from = performance.now();
  const until = (/** @type {() => boolean} */ isSo) =>
    new Promise((resolve) => {
      const look = () => (isSo() ? resolve(undefined) : requestAnimationFrame(look));
      look();
    });
  // Rows are made when they are near; each says how many there are.
  const rows = () => Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') ?? 0);
  location.hash = 'runs';
  await until(() => rows() > 0);
  const firstRow = performance.now() - from;
  const recorded = window.batchNormLab?.recordings().flatMap(({ configs }) => configs).length ?? 0;
  await until(() => rows() >= own + recorded);
  return { from, firstRow, list: performance.now() - from, rows: rows() };
}

/**
 * In the page: scrolls to its end, frame by frame; gives the milliseconds of each frame.
 *
 * @param {number} by
 */
async function scrollThrough(by) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const end = () => document.documentElement.scrollHeight - innerHeight - 1;
  await frame();
  const from = performance.now();
  /** @type {number[]} */
  const frames = [];
  let last = from;
  while (scrollY < end()) {
    scrollBy({ top: by, behavior: 'instant' });
    await frame();
    frames.push(performance.now() - last);
    last = performance.now();
  }
  scrollTo({ top: 0, behavior: 'instant' });
  return { from, frames };
}

/**
 * In the page: milliseconds of as many frames, while nothing happens.
 *
 * @param {number} count
 */
async function framesAtRest(count) {
  /** @type {number[]} */
  const frames = [];
  let last = performance.now();
  while (frames.length < count) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames.push(performance.now() - last);
    last = performance.now();
  }
  return frames;
}

/**
 * In the page: types into the search field all at once.
 *
 * @param {string} words
 */
async function searchFor(words) {
  const field = /** @type {HTMLInputElement} */ (document.querySelector('input[type=search]'));
  const rows = () => Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') ?? 0);
  const before = rows();
  const from = performance.now();
  // As React hears it.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  while (rows() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
  return { milliseconds: performance.now() - from, left: rows() };
}

/** @param {ShelfBench} bench */
export function printShelf({ runs, without, with: full, importing }) {
  const median = (/** @type {Opening[]} */ openings, /** @type {keyof Opening} */ of) => {
    const values = openings.map((opening) => opening[of]).sort((a, b) => a - b);
    const middle = values.length >> 1;
    const [low = 0, high = 0] =
      values.length % 2 ? [values[middle], values[middle]] : values.slice(middle - 1);
    return (low + high) / 2;
  };
  const both = (/** @type {keyof Opening} */ of) =>
    `${median(without, of).toFixed(0)} and ${median(full, of).toFixed(0)} ms`;
  const scrolling = (/** @type {Opening[]} */ openings) => {
    const sum = (/** @type {keyof Opening} */ of) =>
      openings.reduce((total, opening) => total + opening[of], 0);
    const share = (/** @type {'longFrames' | 'longRestFrames'} */ of) =>
      `${((100 * sum(of)) / sum('frames')).toFixed(1)} %`;
    const worst = Math.max(...openings.map(({ scrollTask }) => scrollTask)).toFixed(0);
    return `Scrolling through ${median(openings, 'rows')} rows: ${median(openings, 'frameWork').toFixed(1)} ms of work a frame; ${share('longFrames')} of ${sum('frames')} frames took more than ${LONG_FRAME} ms, ${share('longRestFrames')} of as many while nothing happened; at most ${worst} ms in one go`;
  };
  const later = full.map((opening, i) => opening.usable - (without[i]?.usable ?? Number.NaN));
  console.log(`With no run kept and with ${runs}, medians of ${full.length}:
until the page is of use: ${both('usable')}; pair by pair ${later.map((ms) => ms.toFixed(0)).join(', ')} ms more; the page's thread works ${both('openingWork')}, at most ${both('openingTask')} in one go
Runs, until the first row: ${both('firstRow')}; until all ${median(without, 'rows')} and ${median(full, 'rows')} rows: ${both('list')}; the thread works ${both('listWork')}, at most ${both('listTask')} in one go
A search: ${both('search')}
${scrolling(without)}
${scrolling(full)}
${runs} runs were imported in ${(importing / 1000).toFixed(1)} s.`);
}
