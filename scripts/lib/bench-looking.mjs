/** What it costs to look inside: a pair of runs of the article's setting without and with looks, in turn, on the page Inside. */
import { openPage, showProgress } from './lab.mjs';
import { labOf } from './scripting.mjs';

/** Steps between two looks, as the page takes unasked where the processor trains. */
const INTERVAL = 50;

/**
 * @typedef {object} LookingBench
 * @property {number} steps
 * @property {number} without Milliseconds that a pair took to make them.
 * @property {number} looked The same with looks.
 * @property {number} looks Looks into each run.
 * @property {number} said Share of the training time that the page says looks have taken.
 * @property {number[]} longTasks Milliseconds of the tasks of the page's thread above 50, while it looked.
 */

/**
 * @param {number} steps
 * @param {{ watch: () => void, longTasksSince: (from: number) => number[] }} tasks Functions of the page: one keeps a list of long tasks, the other reads it.
 * @returns {Promise<LookingBench>}
 */
export async function benchLooking(steps, { watch, longTasksSince }) {
  const { page, close } = await openPage('favicon.svg');
  try {
    await page.addInitScript(watch);
    const address = new URL(`./?steps=${steps}&every=${steps}&engine=simd#inside`, page.url()).href;
    /** @param {number | undefined} interval */
    const train = async (interval) => {
      showProgress(`${steps} steps of a pair, ${interval ? `a look every ${interval}` : 'without looks'} …`);
      await page.goto('about:blank');
      await page.goto(address);
      const lab = await labOf(page);
      // The page begins to look by itself when it knows what trains.
      await page.waitForFunction(() => window.batchNormLab?.lab.store.getState().looking !== undefined);
      await lab.evaluate(({ lab }, interval) => lab.setLooking(interval), interval);
      const from = await page.evaluate(() => performance.now());
      const milliseconds = await lab.evaluate(async ({ lab }, steps) => {
        const isAt = (/** @type {number} */ step) =>
          lab.store.getState().runs.every(({ record }) => (record.series.loss.last?.step ?? 0) >= step);
        const until = (/** @type {() => boolean} */ isSo) =>
          new Promise((resolve) => {
            const look = () => (isSo() ? resolve(undefined) : setTimeout(look, 20));
            look();
          });
        lab.run();
        await until(() => lab.store.getState().status === 'running');
        const start = performance.now();
        await until(() => isAt(steps));
        return performance.now() - start;
      }, steps);
      const { looks, said } = await lab.evaluate(({ lab }) => {
        const { runs } = lab.store.getState();
        const all = runs.flatMap(({ record }) => record.looks);
        const looking = runs.reduce((sum, { record }) => sum + record.lookingTime, 0);
        const training = runs.reduce((sum, { record }) => sum + (record.time.last?.value ?? 0), 0);
        return { looks: all.length / runs.length, said: looking / training };
      });
      const longTasks = await page.evaluate(longTasksSince, from);
      return { milliseconds, looks, said, longTasks };
    };
    const without = await train(undefined);
    const { milliseconds, ...looked } = await train(INTERVAL);
    return { steps, without: without.milliseconds, looked: milliseconds, ...looked };
  } finally {
    await close();
  }
}

/** @param {LookingBench} bench */
export function printLooking({ steps, without, looked, looks, said, longTasks }) {
  const share = (/** @type {number} */ value) => `${(value * 100).toFixed(0)} %`;
  const worst = Math.max(0, ...longTasks);
  console.log(`Looking inside, ${steps} steps of a pair: ${(without / 1000).toFixed(1)} s without, ${(looked / 1000).toFixed(1)} s with ${looks} looks into each run: ${share(looked / without - 1)} more. The page says ${share(said)}.
Page's thread meanwhile: ${longTasks.length} tasks above 50 ms${worst > 0 ? `, the longest ${worst.toFixed(0)} ms` : ''}.`);
}
