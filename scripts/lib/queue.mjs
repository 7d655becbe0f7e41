/** The lab's queue of runs, driven from outside: many runs, one after the other, until all are there. */
import { setTimeout as sleep } from 'node:timers/promises';
import { endProgress, showProgress } from './lab.mjs';

/** @import { RunConfig } from '../../src/domain/config.ts' */
/** @import { Lab, LabHandle } from './scripting.mjs' */
/** @typedef {ReturnType<Lab['queue']['store']['getState']>['results'] extends ReadonlyMap<string, infer R> ? R : never} MeasuredRun */

const POLL = 1000;

/**
 * Trains runs in the lab's page and hands each result over as soon as it is there, with the key of its configuration.
 *
 * @param {LabHandle} lab
 * @param {RunConfig[]} configs
 * @param {(result: MeasuredRun, key: string) => void} onResult
 * @returns {Promise<string[]>} Why runs failed that did.
 * @throws {Error} when the data cannot be loaded.
 */
export async function trainAll(lab, configs, onResult) {
  await lab.evaluate(({ queue }, configs) => queue.add(configs), configs);
  /** @type {Set<string>} */
  const known = new Set();
  for (;;) {
    const now = await lab.evaluate(
      async ({ queue, lab, problemText }, known) => {
        const { status, results, failures, running, done, total, millisecondsLeft } = queue.store.getState();
        const { error } = lab.store.getState().data;
        return {
          status,
          results: [...results].filter(([key]) => !known.includes(key)),
          failures: await Promise.all([...failures.values()].map(({ problem }) => problemText(problem))),
          steps: running.map(({ step, config }) => `${step}/${config.steps}`),
          done,
          total,
          left: millisecondsLeft,
          problem: error && (await problemText(error)),
        };
      },
      [...known],
    );
    for (const [key, result] of now.results) {
      known.add(key);
      onResult(result, key);
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

/**
 * Texts that configurations share where they are equal, by the page's own rule.
 *
 * @param {LabHandle} lab
 * @param {RunConfig[]} configs
 */
export function keysOf(lab, configs) {
  return lab.evaluate(({ configKey }, configs) => configs.map((config) => configKey(config)), configs);
}

/** @param {number} milliseconds */
function timeText(milliseconds) {
  const minutes = milliseconds / 60_000;
  if (minutes < 1.5) return `${Math.round(milliseconds / 1000)} s`;
  return minutes < 90 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}
