/**
 * What it costs to keep runs: pairs of runs on the Compare page that are kept in the browser and pairs that are not, in
 * turn.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeArguments, findChrome } from './chrome.mjs';
import { prepare, showProgress } from './lab.mjs';
import { labOf } from './scripting.mjs';
import { serveBuilt } from './serve.mjs';

/** @import { Page } from '@playwright/test' */

/**
 * Images in a batch, the article's and so few that a checkpoint comes as often as it ever does, and steps of a pair: enough
 * for several checkpoints of each run.
 */
const SETTINGS = [
  { batch: 50, steps: 200 },
  { batch: 4, steps: 1000 },
];
/** Steps before the clock starts, soon before the first checkpoint: rather one too many falls within the time than one too few. */
const BEFORE = 50;
/** A step far away: no run ends, and looks at all test images, while it is timed. */
const NEVER = 10_000;

/**
 * One batch size.
 *
 * @typedef {object} KeepingBench
 * @property {number} batch
 * @property {number} steps
 * @property {number[]} without Milliseconds that a pair took to make them, each time.
 * @property {number[]} kept The same, while it was kept.
 * @property {number[]} held For each checkpoint of both runs, in all such times, milliseconds that it held up the steps of its run.
 * @property {number[]} longTasks Milliseconds of the tasks of the page's thread above 50, while it kept.
 * @property {number[]} longTasksWithout While it did not.
 */

/**
 * @param {number} rounds
 * @param {{ watch: () => void, longTasksSince: (from: number) => number[] }} tasks Functions of the page: one keeps a list of long tasks, the other reads it.
 * @returns {Promise<KeepingBench[]>}
 */
export async function benchKeeping(rounds, { watch, longTasksSince }) {
  await prepare();
  // Only now: before `prepare` there may be no Playwright.
  const { chromium } = await import('@playwright/test');
  const executablePath = await findChrome();
  const server = await serveBuilt();
  try {
    /** @param {(typeof SETTINGS)[number]} setting @param {boolean} keeps */
    const train = async ({ batch, steps }, keeps) => {
      showProgress(`${steps} steps of a pair, batch ${batch}, ${keeps ? 'kept' : 'not kept'} …`);
      // A profile of its own, with nothing to go on with. On the disk, as a visitor has it: a private window writes to memory.
      const profile = await mkdtemp(join(tmpdir(), 'batchnorm-lab-'));
      try {
        const context = await chromium.launchPersistentContext(profile, {
          executablePath,
          args: chromeArguments(),
          serviceWorkers: 'block',
        });
        try {
          await context.addInitScript(watch);
          if (!keeps) await context.addInitScript(keepNothing);
          const page = await context.newPage();
          page.on('worker', (worker) => void worker.evaluate(watchSteps).catch(() => {}));
          const query = new URLSearchParams({
            batch: String(batch),
            steps: String(NEVER),
            every: String(NEVER),
            engine: 'simd',
          });
          await page.goto(`${server.url}?${query}`);
          return await time(page, steps, longTasksSince);
        } finally {
          await context.close();
        }
      } finally {
        await rm(profile, { recursive: true, force: true });
      }
    };
    /** @type {KeepingBench[]} */
    const benches = [];
    for (const setting of SETTINGS) {
      /** @type {KeepingBench} */
      const bench = {
        ...setting,
        without: [],
        kept: [],
        held: [],
        longTasks: [],
        longTasksWithout: [],
      };
      for (let round = 0; round < rounds; round++)
        // Now one first and now the other: a machine that slows down or speeds up is fair to both.
        for (const keeps of round % 2 === 0 ? [false, true] : [true, false]) {
          const { milliseconds, held, longTasks } = await train(setting, keeps);
          bench[keeps ? 'kept' : 'without'].push(milliseconds);
          bench[keeps ? 'longTasks' : 'longTasksWithout'].push(...longTasks);
          bench.held.push(...held);
          if (keeps === (held.length === 0))
            throw new Error(keeps ? 'Nothing was kept.' : 'Runs were kept that should not be.');
        }
      benches.push(bench);
    }
    return benches;
  } finally {
    await server.close();
  }
}

/**
 * @param {Page} page
 * @param {number} steps
 * @param {(from: number) => number[]} longTasksSince
 */
async function time(page, steps, longTasksSince) {
  const lab = await labOf(page);
  const { from, milliseconds } = await lab.evaluate(
    async ({ lab }, { before, steps }) => {
      const isAt = (/** @type {number} */ step) =>
        lab.store.getState().runs.every(({ record }) => (record.series.loss.last?.step ?? 0) >= step);
      const until = (/** @type {() => boolean} */ isSo) =>
        new Promise((resolve) => {
          const look = () => (isSo() ? resolve(undefined) : setTimeout(look, 20));
          look();
        });
      lab.run();
      await until(() => isAt(before));
      const from = performance.now();
      await until(() => isAt(before + steps));
      return { from, milliseconds: performance.now() - from };
    },
    { before: BEFORE, steps },
  );
  const longTasks = await page.evaluate(longTasksSince, from);
  const held = await Promise.all(page.workers().map((worker) => worker.evaluate(heldUp)));
  return { milliseconds, longTasks, held: held.flat() };
}

/** In the page: takes its storage away, and has its workers train without being told to keep anything. */
function keepNothing() {
  Object.defineProperty(window, 'indexedDB', { value: undefined });
  window.Worker = class extends Worker {
    /** @override @param {any} message @param {any} [transfer] */
    postMessage(message, transfer) {
      const { keep: _, ...rest } = message;
      super.postMessage(message.type === 'start' ? rest : message, transfer);
    }
  };
}

/** @typedef {typeof globalThis & { steps?: number[], writes?: number[] }} WatchedWorker */

/** In a worker: notes when steps begin, which is when their images are asked for, and when something is stored. */
function watchSteps() {
  /** @type {number[]} */
  const steps = [];
  /** @type {number[]} */
  const writes = [];
  Object.assign(globalThis, { steps, writes });
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ transfer) {
    if (message?.split === 'train') steps.push(performance.now());
    return postMessage.call(this, message, transfer);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...args) {
    writes.push(performance.now());
    return put.apply(this, args);
  };
}

/**
 * In a worker: for each write, how much longer than the median it was from the beginning of the step before it to that of
 * the one behind. Within that time the network is copied, and handed to the storage as another copy; the disk has longer.
 */
function heldUp() {
  const { steps = [], writes = [] } = /** @type {WatchedWorker} */ (globalThis);
  const lengths = steps.slice(1).map((step, i) => step - (steps[i] ?? step));
  const usual = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  return writes.flatMap((write, i) => {
    const last = steps.findIndex((step) => step > write) - 1;
    if (last < 0) return [];
    // The first write waits until the database is open: the network was copied a step or two before it.
    const first = i === 0 ? Math.max(0, last - 2) : last;
    const longer = lengths.slice(first, last + 1).map((length) => Math.max(0, length - usual));
    return [longer.reduce((sum, length) => sum + length, 0)];
  });
}

/** @param {readonly KeepingBench[]} benches */
export function printKeeping(benches) {
  for (const { batch, steps, without, kept, held, longTasks, longTasksWithout } of benches) {
    const sum = (/** @type {number[]} */ values) => values.reduce((total, value) => total + value, 0);
    const seconds = (/** @type {number[]} */ times) =>
      `${times.map((time) => (time / 1000).toFixed(1)).join(' and ')} s`;
    const tasks = (/** @type {number[]} */ times) =>
      `${times.length}${times.length > 0 ? `, the longest ${Math.max(...times).toFixed(0)} ms` : ''}`;
    // What else the machine does makes a time longer, never shorter.
    const [least, leastKept] = [Math.min(...without), Math.min(...kept)];
    const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(1)} %`;
    // Two runs are held up at the same time.
    const heldShare = sum(held) / 2 / sum(kept);
    console.log(`Keeping runs, ${steps} steps of a pair, batch ${batch}: ${seconds(without)} without, ${seconds(kept)} with ${held.length} checkpoints in all. By the quickest of each it takes ${percent(1 - least / leastKept)} of the training time; steps were held up for ${percent(heldShare)}.
A checkpoint held the steps of its run up for ${(sum(held) / held.length).toFixed(0)} ms on average, ${Math.max(...held).toFixed(0)} ms at most.
Page's thread meanwhile, tasks above 50 ms: ${tasks(longTasks)}; without: ${tasks(longTasksWithout)}.`);
  }
}
