/**
 * `npm run soak`: whether the lab stays as it is while it is used for long.
 *
 * For so many minutes it trains comparisons and queues of runs, and between them does at random what can be done with the page;
 * once a minute it is brought to rest and looked at. Or (`--actions`) it is only acted on, and looked at in the middle and at
 * the end. Whatever the page reports as wrong, a lab that does not come to an end any more, and whatever it holds that becomes
 * more and more, is a failure. The seed repeats the actions; the page may be at another step by then.
 */

import { messageOf } from './lib/errors.mjs';
import { jsonFile, writeJson } from './lib/json-file.mjs';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { grownForGood, problemsOf, sampleOf, trainQueue, trainToEnd } from './lib/lab-health.mjs';
import { Monkey } from './lib/monkey.mjs';
import { flag, oneOf, readOptions, whole } from './lib/options.mjs';
import { isFlat, riseOf, secondHalf } from './lib/trend.mjs';
import { ENGINES } from './lib/words.mjs';

/** @import { Sample } from './lib/lab-health.mjs' */
/** @typedef {Sample & { at: number, what: string }} Row */

/**
 * What of a sample may rise over the second half of the time. Records of runs stay, in the browser and in the lists of the page:
 * some kilobytes for each.
 *
 * @type {Record<keyof Sample, import('./lib/trend.mjs').Margin>}
 */
const MARGINS = {
  heap: { share: 0.15, besides: 5 },
  process: { share: 0.15, besides: 50 },
  nodes: { share: 0.15, besides: 200 },
  listeners: { share: 0.15, besides: 500 },
  workers: { share: 0, besides: 1 },
  storage: { share: 0.25, besides: 200 },
};
/** Actions between two trainings. */
const ACTIONS = 15;
/** Milliseconds between two samples. */
const PERIOD = 60_000;

const { values: options } = readOptions({
  name: 'npm run soak --',
  about: 'Uses the lab for long, and fails when it breaks or holds more and more.',
  options: {
    minutes: { ...whole({ min: 1 }), default: '30', help: 'how long' },
    actions: { ...whole({ min: 2 }), help: 'so many random actions alone, instead of minutes' },
    seed: { ...whole({ min: 0, max: 2 ** 31 - 1 }), default: '1', help: 'of the actions' },
    quiet: { ...flag(), help: 'trains and does nothing else' },
    engine: { ...oneOf(ENGINES), default: 'simd', help: 'what trains' },
    json: { ...jsonFile(), help: 'where all samples go' },
  },
});

const { seed, engine } = options;
const query = `?preset=modern&batch=4&every=50&steps=200&engine=${engine}`;
const { page, close } = await openPage(query).catch((error) => fail(messageOf(error)));
const problems = problemsOf(page);
/** @type {Row[]} */
const rows = [];
/** @type {string[]} */
const failures = [];
/** @type {Monkey | undefined} */
let monkey;
const begin = performance.now();
try {
  await page.setViewportSize({ width: 1440, height: 900 });
  // Once more, now that somebody listens to what it reports.
  await page.reload();
  const session = await page.context().newCDPSession(page);
  monkey = new Monkey(page, seed);
  const look = async (/** @type {string} */ what) => {
    await trainToEnd(page, engine);
    rows.push({ at: performance.now() - begin, what, ...(await sampleOf(page, session)) });
  };
  const grown = (/** @type {Sample} */ before) => grownForGood(before, page, session);
  await (options.actions === undefined
    ? goOnForMinutes(monkey, look)
    : act(monkey, options.actions, look, grown));
} catch (error) {
  failures.push(messageOf(error));
}
endProgress();
print();
if (options.json !== undefined) writeJson(options.json, rows);
const broken = [...problems, ...failures];
for (const one of broken) console.log(one);
if (broken.length > 0 && monkey) console.log(`Seed ${seed}. The last actions:\n${monkey.log.join('\n')}`);
console.log(broken.length > 0 ? `${broken.length} failures` : 'passed');
await close();
process.exitCode = broken.length > 0 ? 1 : 0;

/**
 * @param {Monkey} monkey
 * @param {(what: string) => Promise<void>} look
 */
async function goOnForMinutes(monkey, look) {
  // Opened anew, the page would have forgotten what it holds.
  monkey.mayReload = false;
  await look('first');
  let lookedAt = performance.now();
  for (let cycle = 1; performance.now() - begin < options.minutes * 60_000; cycle++) {
    const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
    showProgress(`${minutes} of ${options.minutes} minutes, ${monkey.count} actions`);
    await trainToEnd(page, engine, 40);
    await trainQueue(page, cycle);
    if (!options.quiet) for (let i = 0; i < ACTIONS; i++) await actOn(monkey);
    if (performance.now() - lookedAt < PERIOD) continue;
    lookedAt = performance.now();
    await look(`${monkey.count} actions`);
  }
  await look('last');
  for (const name of /** @type {(keyof Sample)[]} */ (Object.keys(MARGINS))) {
    const samples = rows.flatMap(({ at, [name]: value }) => (value === undefined ? [] : [{ at, value }]));
    if (isFlat(samples, MARGINS[name])) continue;
    failures.push(`${name} rises by ${riseOf(secondHalf(samples)).toFixed(1)} in the second half.`);
  }
}

/**
 * @param {Monkey} monkey
 * @param {number} actions
 * @param {(what: string) => Promise<void>} look
 * @param {(before: Sample) => Promise<string[]>} grown
 */
async function act(monkey, actions, look, grown) {
  for (let i = 0; i < actions; i++) {
    if (i === actions >> 1) {
      await look('middle');
      monkey.mayReload = false;
    }
    showProgress(`${i} of ${actions} actions, ${Math.round((performance.now() - begin) / 1000)} s`);
    await actOn(monkey);
  }
  await look('end');
  failures.push(...(await grown(/** @type {Row} */ (rows[0]))));
}

/** @param {Monkey} monkey */
async function actOn(monkey) {
  await monkey.act();
  if (problems.length > 0) throw new Error(`Action ${monkey.count} has broken something.`);
}

function print() {
  console.log(
    table([
      ['minute', 'after', 'heap MB', 'process MB', 'nodes', 'listeners', 'workers', 'storage MB'],
      ...rows.map(({ at, what, heap, process, nodes, listeners, workers, storage }) => [
        (at / 60_000).toFixed(1),
        what,
        heap.toFixed(1),
        process?.toFixed(0) ?? '–',
        nodes,
        listeners,
        workers,
        storage.toFixed(0),
      ]),
    ]),
  );
}
