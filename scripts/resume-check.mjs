/**
 * `npm run resume-check`: whether runs that were interrupted give the same numbers as those that were not, to the last bit.
 *
 * On each engine the same comparison is trained twice: in one go, and with the page closed and opened again, the worker of
 * one arm killed, and the WebGL context of the other lost (without one, its worker killed as well). Losses, saturation,
 * looks at test images, verdicts and every tensor of the networks are then compared by `Object.is`. The images are few and
 * drawn for it, so that slow engines come to their end as well.
 */
import { messageOf } from './lib/errors.mjs';
import { jsonFile, writeJson } from './lib/json-file.mjs';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { rendererOf } from './lib/mesa.mjs';
import { oneOf, readOptions } from './lib/options.mjs';
import { resumePlan } from './lib/resume-plan.mjs';
import { trainInterrupted, trainWhole } from './lib/resume-runs.mjs';
import { countValues, differenceText, firstDifference } from './lib/same-runs.mjs';
import { ENGINES } from './lib/words.mjs';

/** @import { EngineName } from '../src/engine/engine.ts' */
/** @import { Interruption } from './lib/resume-runs.mjs' */
/** @import { Difference } from './lib/same-runs.mjs' */

/**
 * What became of an engine. `why`: in words, where it was skipped or has failed.
 *
 * @typedef {object} Checked
 * @property {EngineName} engine
 * @property {'same' | 'different' | 'skipped' | 'failed'} result
 * @property {number} seconds
 * @property {number} [steps]
 * @property {number} [values] Of the series, in all arms.
 * @property {Interruption[]} [interruptions]
 * @property {Difference} [difference]
 * @property {string} [why]
 */

const { values: options } = readOptions({
  name: 'npm run resume-check --',
  about: 'Checks that interrupted runs go on to the same numbers, to the last bit.',
  options: {
    engine: {
      ...oneOf(/** @type {const} */ ([...ENGINES, 'all'])),
      default: 'all',
      help: 'what trains',
    },
    json: { ...jsonFile(), help: 'where all results go' },
  },
});

/** @type {Checked[]} */
const checked = [];
const { page, close } = await openPage('favicon.svg').catch((error) => fail(messageOf(error)));
try {
  const renderer = await rendererOf(page);
  const browser = page.context().browser();
  if (!browser) throw new Error('The browser has gone.');
  const url = new URL('.', page.url()).href;
  for (const engine of options.engine === 'all' ? ENGINES : [options.engine]) {
    const start = performance.now();
    const result = await check(browser, url, engine, renderer);
    checked.push({ engine, seconds: Math.round((performance.now() - start) / 1000), ...result });
  }
} catch (error) {
  fail(messageOf(error));
} finally {
  endProgress();
  await close();
}
print();
if (options.json !== undefined) writeJson(options.json, checked);
const failed = checked.filter(({ result }) => result === 'different' || result === 'failed').length;
const passed = checked.filter(({ result }) => result === 'same').length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {EngineName} engine
 * @param {string | undefined} renderer Who draws WebGL; undefined where there is none.
 * @returns {Promise<Omit<Checked, 'engine' | 'seconds'>>}
 */
async function check(browser, url, engine, renderer) {
  const webgl = engine.startsWith('webgl');
  if (webgl && renderer === undefined) return { result: 'skipped', why: 'there is no WebGL2 here' };
  const plan = resumePlan(engine);
  try {
    showProgress(`${engine}: ${plan.steps} steps in one go …`);
    const whole = await trainWhole(browser, url, plan);
    if (whole.engine !== engine)
      return { result: 'skipped', why: `it does not start here, ${whole.engine} trained in its place` };
    showProgress(`${engine}: ${plan.steps} steps, interrupted …`);
    const { interruptions, runs } = await trainInterrupted(browser, url, plan, { webgl });
    const difference = firstDifference(whole.runs, runs);
    return {
      result: difference ? 'different' : 'same',
      steps: plan.steps,
      values: whole.runs.reduce((sum, run) => sum + countValues(run), 0),
      interruptions,
      ...(difference && { difference }),
    };
  } catch (error) {
    return { result: 'failed', why: messageOf(error).split('\n')[0] ?? '' };
  }
}

function print() {
  console.log(
    table([
      ['engine', 'result', 'steps', 'values', 'seconds'],
      ...checked.map(({ engine, result, steps, values, seconds }) => [
        engine,
        result === 'same' ? 'same to the last bit' : result.toUpperCase(),
        steps ?? '–',
        values ?? '–',
        seconds,
      ]),
    ]),
  );
  for (const { engine, interruptions, difference, why } of checked) {
    const ways = interruptions?.map(({ what, at, from }) => `${what} at ${at}, went on from ${from}`);
    if (ways) console.log(`${engine}: ${ways.join('; ')}.`);
    if (difference) console.log(`${engine}: ${differenceText(difference)}`);
    if (why !== undefined) console.log(`${engine}: ${why.replace(/\.+$/, '')}.`);
  }
}
