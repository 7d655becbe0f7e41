/** The lab's queue of runs, driven from outside: many runs, one after the other, until all are there. */
import { setTimeout as sleep } from 'node:timers/promises';
import { endProgress, showProgress } from './lab.mjs';

const POLL = 1000;

/**
 * Trains runs in an open page and hands each result over as soon as it is there.
 *
 * @param {import('@playwright/test').Page} page
 * @param {object[]} configs Run configurations.
 * @param {(result: object) => void} onResult
 * @returns {Promise<string[]>} Why runs failed that did.
 * @throws {Error} when the data cannot be loaded.
 */
export async function trainAll(page, configs, onResult) {
  await page.evaluate((configs) => window.batchNormLab.queue.add(configs), configs);
  const known = new Set();
  for (;;) {
    const now = await page.evaluate(
      (known) => {
        const { queue, lab } = window.batchNormLab;
        const { status, results, failures, running, done, total, millisecondsLeft } = queue.store.getState();
        const { error } = lab.store.getState().data;
        return {
          status,
          results: [...results].filter(([key]) => !known.includes(key)),
          failures: [...failures.values()].map(({ message }) => message),
          steps: running.map(({ step, config }) => `${step}/${config.steps}`),
          done,
          total,
          left: millisecondsLeft,
          problem: error && `${error.message} ${error.hint}`,
        };
      },
      [...known],
    );
    for (const [key, result] of now.results) {
      known.add(key);
      onResult(result);
    }
    if (now.problem) throw new Error(now.problem);
    if (now.status === 'idle') {
      endProgress();
      return now.failures;
    }
    const left = now.left === undefined ? '' : `, about ${timeText(now.left)} left`;
    showProgress(`${now.done} of ${now.total} runs${left}; under way: step ${now.steps.join(', ')}`);
    await sleep(POLL);
  }
}

function timeText(milliseconds) {
  const minutes = milliseconds / 60_000;
  if (minutes < 1.5) return `${Math.round(milliseconds / 1000)} s`;
  return minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** A text that two configurations share when they are equal; the same as in `src/domain/experiments.ts`. */
export function configKey(config) {
  return JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1)));
}
