/** Whether an open lab is well: what it reports, what it holds, and whether it still trains from the beginning to the end. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { scriptingOf } from './scripting.mjs';
import { trainOnShapes } from './shapes.mjs';

/** @import { Page, CDPSession } from '@playwright/test' */

/**
 * What a page holds, after it was made to let go of what it can.
 *
 * @typedef {object} Sample
 * @property {number} heap Megabytes of JavaScript in the page's thread.
 * @property {number} [process] Megabytes of its own that its process has, workers and their WebAssembly included; where Linux
 *   tells.
 * @property {number} nodes Of the document, detached ones included.
 * @property {number} listeners
 * @property {number} workers
 * @property {number} storage Megabytes of the browser's storage: runs, checkpoints, MNIST.
 */

const MEGABYTE = 1e6;
/** Milliseconds in which a few steps and looks at all test images must have come to their end, on a busy machine too. */
const END_IN = 300_000;
const STEPS = 4;
/** Runs that go through the queue at once, and their steps. */
const QUEUE = { runs: 4, steps: 6 };
/** Milliseconds between two looks. */
const POLL = 300;
/** Milliseconds in which a browser throws away what nobody holds any more, and between two looks whether it has. */
const SETTLING = 30_000;
const LOOK_AGAIN = 2_000;

/**
 * Collects what a page reports as wrong: uncaught errors, errors and refusals on its console, its end.
 *
 * @param {Page} page
 * @returns {string[]} Grows.
 */
export function problemsOf(page) {
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => problems.push('The page crashed.'));
  return problems;
}

/**
 * Brings the lab to rest, with a small comparison that is trained from the beginning to the end. Whatever was done before, that
 * must work.
 *
 * @param {Page} page
 * @param {import('../../src/engine/engine.ts').EngineName} engine
 * @throws {Error} when an arm does not come to its end.
 */
export async function trainToEnd(page, engine, steps = STEPS) {
  await page.setViewportSize({ width: 1440, height: 900 });
  // Menus and sheets, the one over the other.
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  const lab = await scriptingOf(page, 'batchNormLab');
  await lab.evaluate(
    ({ lab, queue }, { engine, steps }) => {
      location.hash = 'compare';
      queue.cancel();
      lab.chooseEngine(engine);
      const { comparison } = lab.store.getState();
      const shared = { ...comparison.shared, batchSize: 4, steps, evaluationInterval: 1_000 };
      // As many arms each time, so that what the page holds can be compared.
      lab.change({ shared, arms: [comparison.arms[0] ?? {}, comparison.arms[1] ?? {}] }, 'batchSize');
    },
    { engine, steps },
  );
  // At the end all test images are looked at.
  await trainOnShapes(lab);
  await page.getByRole('button', { name: /^(Reset|リセット)$/ }).click();
  await page.getByRole('button', { name: /^(Run|開始)$/ }).click();
  await untilDone(page, lab, () => {
    const { status, runs } = window.batchNormLab?.lab.store.getState() ?? {};
    return status === 'finished' && runs?.every(({ ended }) => ended) === true;
  });
  await lab.dispose();
}

/**
 * Trains some runs in the queue.
 *
 * @param {Page} page
 * @param {number} seed The runs of another one are others.
 */
export async function trainQueue(page, seed) {
  const lab = await scriptingOf(page, 'batchNormLab');
  await lab.evaluate(
    ({ lab, queue, export: exported }, { seed, runs, steps }) => {
      lab.pause();
      const [one] = exported().runs;
      if (!one) return;
      const configs = Array.from({ length: runs }, (_, i) => ({
        ...one.config,
        steps,
        seed: seed * runs + i,
      }));
      queue.add(configs);
    },
    { seed, ...QUEUE },
  );
  await untilDone(page, lab, () => window.batchNormLab?.queue.store.getState().status === 'idle');
  await lab.dispose();
}

/**
 * @param {Page} page
 * @param {import('./scripting.mjs').LabHandle} lab
 * @param {() => boolean} isDone In the page.
 * @throws {Error} when it is not done in time; the message has the state of the lab.
 */
async function untilDone(page, lab, isDone) {
  try {
    await page.waitForFunction(isDone, undefined, { timeout: END_IN, polling: POLL });
  } catch {
    const state = await lab.evaluate(({ lab, queue }) => {
      const { status, runs, data, engine, granted } = lab.store.getState();
      const arms = runs.map(({ summary, ended, problem }) => ({ step: summary.step, ended, problem }));
      const { status: queueStatus, done, total, running } = queue.store.getState();
      const queued = { status: queueStatus, done, total, running: running.map(({ step }) => step) };
      return JSON.stringify({ status, granted, engine, data, arms, queued });
    });
    throw new Error(`The lab is stuck: ${state}`);
  }
}

/**
 * What a page that is at rest holds more of than at an earlier time, for good: what leaks stays.
 *
 * @param {Sample} before
 * @param {Page} page
 * @param {CDPSession} session Of the page.
 */
export async function grownForGood(before, page, session) {
  const until = performance.now() + SETTLING;
  for (;;) {
    const grown = grownFrom(before, await sampleOf(page, session));
    if (grown.length === 0 || performance.now() > until) return grown;
    await sleep(LOOK_AGAIN);
  }
}

/**
 * What has grown from one sample to a later one by more than another state of the page explains, in words.
 *
 * @param {Sample} before
 * @param {Sample} after
 */
function grownFrom(before, after) {
  const most = {
    heap: 1.5 * before.heap + 10,
    nodes: 2 * before.nodes + 1_000,
    listeners: 2 * before.listeners + 1_000,
    workers: before.workers + 2,
  };
  return /** @type {(keyof typeof most)[]} */ (Object.keys(most))
    .filter((name) => after[name] > most[name])
    .map((name) => `${name} were ${before[name].toFixed(1)}, and are ${after[name].toFixed(1)}.`);
}

/**
 * @param {Page} page
 * @param {CDPSession} session Of the page.
 * @returns {Promise<Sample>}
 */
export async function sampleOf(page, session) {
  // What the first lets go may hold something that only the next finds.
  for (let i = 0; i < 2; i++) await page.requestGC();
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const bytes = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const own = await processMemory(page);
  return {
    heap: usedSize / MEGABYTE,
    ...(own !== undefined && { process: own }),
    nodes,
    listeners: jsEventListeners,
    workers: page.workers().length,
    storage: bytes / MEGABYTE,
  };
}

/** Megabytes that the processes of the browser's pages have for themselves alone. @param {Page} page */
async function processMemory(page) {
  const session = await page.context().browser()?.newBrowserCDPSession();
  try {
    const info = await session?.send('SystemInfo.getProcessInfo');
    const ids = (info?.processInfo ?? []).filter(({ type }) => type === 'renderer').map(({ id }) => id);
    const texts = ids.map((id) => readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
    const kilobytes = texts.flatMap((text) =>
      [...text.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map((match) => Number(match[1])),
    );
    return (kilobytes.reduce((sum, one) => sum + one, 0) * 1024) / MEGABYTE;
  } catch {
    // Another system.
    return undefined;
  } finally {
    await session?.detach();
  }
}
