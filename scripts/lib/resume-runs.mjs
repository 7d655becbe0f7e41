/** The two ways in which `npm run resume-check` trains the same runs: in one go, and interrupted three times. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hide, killWorker, loseContext, watchWorkers } from './interruptions.mjs';
import { IMAGES, KEPT_EVERY } from './resume-plan.mjs';
import { scriptingOf } from './scripting.mjs';
import { trainOnShapes } from './shapes.mjs';

/** @import { Browser, BrowserContext } from '@playwright/test' */
/** @import { EngineName } from '../../src/engine/engine.ts' */
/** @import { ResumePlan } from './resume-plan.mjs' */
/** @import { RunNumbers } from './same-runs.mjs' */
/** @import { LabHandle, Page } from './scripting.mjs' */

/**
 * @typedef {object} Interruption
 * @property {string} what
 * @property {number} at The step that the slowest arm had made.
 * @property {number} from The step from which the interrupted arm went on.
 */

/** Milliseconds in which something must happen: a step, or a look at fifty images. */
const PATIENCE = 300_000;
/** Milliseconds between two looks. */
const POLL = 50;

const DATABASE = 'batchnorm-lab';

/**
 * @param {Browser} browser
 * @param {string} url Of the lab.
 * @param {ResumePlan} plan
 * @returns {Promise<{ engine: EngineName | undefined, runs: RunNumbers[] }>} `engine`: who has trained.
 */
export async function trainWhole(browser, url, plan) {
  const context = await browser.newContext();
  try {
    const { page, lab } = await openIn(context, url, plan);
    await trainOnShapes(lab, IMAGES);
    await lab.evaluate(({ lab }) => lab.run());
    await reach(lab, plan.steps, true);
    return { engine: await engineOf(lab), runs: await numbersOf(page, lab, plan) };
  } finally {
    await context.close();
  }
}

/**
 * @param {Browser} browser
 * @param {string} url Of the lab.
 * @param {ResumePlan} plan
 * @param {{ webgl: boolean }} engine Whether there is a context to lose.
 * @returns {Promise<{ interruptions: Interruption[], runs: RunNumbers[] }>}
 */
export async function trainInterrupted(browser, url, plan, { webgl }) {
  const context = await browser.newContext();
  await context.addInitScript(watchWorkers);
  /** @type {Interruption[]} */
  const interruptions = [];
  try {
    const first = await openIn(context, url, plan);
    await trainOnShapes(first.lab, IMAGES);
    await first.lab.evaluate(({ lab }) => lab.run());
    await reach(first.lab, plan.at.closed);
    const closedAt = await stepOf(first.lab);
    await hide(first.page);
    const keptAt = await keptStep(first.page, plan.at.closed);
    await first.page.close();
    interruptions.push({ what: 'page closed', at: closedAt, from: keptAt });

    const { page, lab } = await openIn(context, url, plan);
    await page.getByRole('button', { name: 'Go on' }).click();
    await reach(lab, plan.at.killed);
    const killedAt = await stepOf(lab);
    interruptions.push({ what: 'worker of A killed', at: killedAt, from: await killWorker(lab, 0) });

    await reach(lab, plan.at.lost);
    await untilKept(lab, 1, plan);
    const lostAt = await stepOf(lab);
    if (webgl) await loseContext(page, 'run-B');
    const from = webgl ? await stepAfterFailure(lab, 1) : await killWorker(lab, 1);
    interruptions.push({ what: webgl ? 'context of B lost' : 'worker of B killed', at: lostAt, from });

    await reach(lab, plan.steps, true);
    return { interruptions, runs: await numbersOf(page, lab, plan) };
  } finally {
    await context.close();
  }
}

/**
 * @param {BrowserContext} context
 * @param {string} url
 * @param {ResumePlan} plan
 */
async function openIn(context, url, { query }) {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`The page reports: ${error.message}`));
  await page.goto(`${url}${query}`);
  const lab = await scriptingOf(page, 'batchNormLab');
  const problems = await lab.evaluate(({ address }) => address.problems);
  if (problems.length > 0) throw new Error(`The lab does not know ${problems[0]?.name}.`);
  // What keeps runs is loaded when the page has shown, and opens the database first.
  await until(() =>
    page.evaluate(
      async (name) => (await indexedDB.databases()).some((database) => database.name === name),
      DATABASE,
    ),
  );
  return { page, lab };
}

/**
 * Waits until all arms have made a number of steps, or have ended; rejects when one of them cannot go on.
 *
 * @param {LabHandle} lab
 * @param {number} step
 * @param {boolean} [ended] Waits for the end.
 */
async function reach(lab, step, ended = false) {
  let before = '';
  let since = performance.now();
  for (;;) {
    const { done, problem, state } = await lab.evaluate(
      async ({ lab, problemText }, { step, ended }) => {
        const { status, data, runs } = lab.store.getState();
        const problem = data.error ?? runs.find((run) => run.problem)?.problem;
        const steps = runs.map(({ record }) => record.series.loss.last?.step ?? 0);
        return {
          problem: problem && (await problemText(problem)),
          done: ended ? status === 'finished' : steps.every((made) => made >= step),
          state: JSON.stringify([steps, runs.map(({ evaluating }) => evaluating)]),
        };
      },
      { step, ended },
    );
    if (problem) throw new Error(problem);
    if (done) return;
    const now = performance.now();
    if (state !== before) [before, since] = [state, now];
    if (now - since > PATIENCE) throw new Error(`Nothing has happened for minutes, at ${state}.`);
    await sleep(POLL / 5);
  }
}

/**
 * Waits until a checkpoint that is due before the last interruption is kept, but not so long that there is nothing left
 * to interrupt.
 *
 * @param {LabHandle} lab
 * @param {number} arm
 * @param {ResumePlan} plan
 */
async function untilKept(lab, arm, { steps }) {
  const last = steps - 3;
  await until(() =>
    lab.evaluate(
      ({ lab }, { arm, kept, last }) => {
        const run = lab.store.getState().runs[arm];
        return (
          (run?.checkpoints.at(-1)?.step ?? 0) >= kept || (run?.record.series.loss.last?.step ?? 0) >= last
        );
      },
      { arm, kept: KEPT_EVERY, last },
    ),
  );
}

/**
 * The step from which an arm goes on, once its failure has come to the page.
 *
 * @param {LabHandle} lab
 * @param {number} arm
 */
async function stepAfterFailure(lab, arm) {
  const read = () =>
    lab.evaluate(({ lab }, arm) => {
      const run = lab.store.getState().runs[arm];
      return { hasFailed: run?.failures !== undefined, step: run?.record.series.loss.last?.step ?? 0 };
    }, arm);
  await until(async () => (await read()).hasFailed);
  return (await read()).step;
}

/**
 * Waits until the newest runs are in the browser's storage from a step on, each with a record that names its checkpoint;
 * gives the last such step that all have.
 *
 * @param {Page} page
 * @param {number} atLeast
 */
async function keptStep(page, atLeast) {
  const read = () =>
    page.evaluate(
      (name) =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const runs = request.result.transaction('runs').objectStore('runs').getAll();
            request.result.close();
            runs.onerror = () => reject(runs.error);
            runs.onsuccess = () => {
              const steps = runs.result.map(({ checkpoints }) => checkpoints.at(-1)?.step ?? 0);
              resolve(steps.length > 1 ? Math.min(...steps) : 0);
            };
          };
        }),
      DATABASE,
    );
  let step = 0;
  await until(async () => {
    step = await read();
    return step >= atLeast;
  });
  return step;
}

/** @param {LabHandle} lab */
function stepOf(lab) {
  return lab.evaluate(({ lab }) =>
    Math.min(...lab.store.getState().runs.map(({ record }) => record.series.loss.last?.step ?? 0)),
  );
}

/** @param {LabHandle} lab */
function engineOf(lab) {
  return lab.evaluate(({ lab }) => lab.store.getState().engine?.engine);
}

/**
 * @param {Page} page
 * @param {LabHandle} lab
 * @param {ResumePlan} plan
 * @returns {Promise<RunNumbers[]>}
 */
async function numbersOf(page, lab, { steps }) {
  const runs = await lab.evaluate(({ lab }) =>
    lab.store.getState().runs.map(({ record, summary }) => {
      const { series, evaluations, scalings } = record.state;
      const points = Object.entries(series).map(([name, { steps, values }]) => [
        name,
        { steps: [...steps], values: [...values] },
      ]);
      return {
        id: record.id,
        series: Object.fromEntries(points),
        evaluations: [...evaluations],
        scalings,
        verdict: summary.verdict,
      };
    }),
  );
  return Promise.all(
    runs.map(async ({ id, ...numbers }) => ({ ...numbers, network: await networkOf(page, id, steps) })),
  );
}

/**
 * A digest for each tensor that a run has ended with: weights, Adam's averages and those of BN.
 *
 * @param {Page} page
 * @param {string} id Of the run.
 * @param {number} step
 * @returns {Promise<Record<string, string>>}
 */
async function networkOf(page, id, step) {
  /** @type {Record<string, string> | undefined} */
  let network;
  await until(async () => {
    network = await page.evaluate(digestsOf, { name: DATABASE, id, step });
    return network !== undefined;
  });
  return network ?? {};
}

/**
 * In the page: the digests of a checkpoint; undefined while it is not kept yet.
 *
 * @param {{ name: string, id: string, step: number }} of
 * @returns {Promise<Record<string, string> | undefined>}
 */
async function digestsOf({ name, id, step }) {
  /** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
  const resultOf = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await resultOf(indexedDB.open(name));
  try {
    const store = database.transaction('checkpoints').objectStore('checkpoints');
    const checkpoint = await resultOf(store.get([id, step]));
    if (!checkpoint) return undefined;
    /** @type {Record<string, string>} */
    const digests = {};
    const add = async (/** @type {string} */ path, /** @type {unknown} */ value) => {
      if (value instanceof Float32Array) {
        const bytes = new Uint8Array(
          await crypto.subtle.digest('SHA-256', /** @type {Float32Array<ArrayBuffer>} */ (value)),
        );
        digests[path] = [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      } else if (typeof value === 'object' && value !== null)
        for (const [key, part] of Object.entries(value)) await add(path ? `${path} ${key}` : key, part);
    };
    await add('', checkpoint.snapshot);
    return digests;
  } finally {
    database.close();
  }
}

/**
 * Waits for a condition.
 *
 * @param {() => Promise<boolean>} condition
 */
async function until(condition) {
  const start = performance.now();
  while (!(await condition())) {
    if (performance.now() - start > PATIENCE)
      throw new Error('What should have happened has not, for minutes.');
    await sleep(POLL);
  }
}
