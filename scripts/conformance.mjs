/**
 * `npm run conformance`: replays golden training traces on the engines and shows how far they are apart.
 *
 * Without files, the project's own traces. `all` leaves out `cpu`, which takes 18 seconds a step, and tries `webgl`
 * a second time on a context that can do less: largest texture 2048, four textures written at once, which is all that
 * WebGL2 guarantees, and then checks `simd` and `webgl` against `wasm` at odd batch sizes and against finite differences.
 * `--cross-check` does that alone, for both or for the engine that is named. `--texture-size` and `--draw-buffers`
 * limit the context of the chosen engine. `--mesa` draws WebGL with another driver, where that is installed or can be;
 * as Chrome's own software renderer is slow, `webgl` is checked on it shortly, and in full on Mesa.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { command, LEAST, planOf, REFERENCE } from './lib/conformance-plan.mjs';
import { messageOf } from './lib/errors.mjs';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { findMesa, rendererOf, startMesa } from './lib/mesa.mjs';
import { readOptions, wrongly } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';
import { scriptingOf } from './lib/scripting.mjs';

/** @import { Limits } from '../conformance/limits.ts' */
/** @import { EngineName } from '../src/engine/engine.ts' */
/** @import { Limited } from './lib/conformance-plan.mjs' */

/** For test images. */
const STATISTICS = /** @type {const} */ (['batch', 'moving', 'population']);
/** Steps over which rounding stays rounding. */
const STEPS_FOLLOWED = 20;

const { contestants, files, crossChecks, mesa } = readPlan();
const traces = (files ?? goldenFiles()).map((file) => {
  try {
    return { name: basename(file, '.json'), text: readFileSync(file, 'utf8') };
  } catch (error) {
    return fail(`${file} cannot be read: ${messageOf(error)}`);
  }
});
const lab = await (mesa ? openOnMesa() : openPage('conformance/')).catch((error) => fail(messageOf(error)));
const conformance = await scriptingOf(lab.page, 'conformance');
const rows = [['trace', 'engine', 'loss', 'gradient', 'logit', 'parameter', 'hits', 'result']];
/** @type {string[]} */
const problems = [];
let failed = 0;
for (const { engine, limits, only = /^/ } of contestants)
  for (const { name, text } of traces.filter(({ name }) => only.test(name))) {
    const on = limits ? `${engine}, ${textOf(limits)}` : engine;
    // What an engine does not train it is not asked for; a trace that was named is.
    if (!files && !(await isTrained(engine, name, text))) continue;
    showProgress(`${rows.length}: ${name} on ${on} …`);
    try {
      const errors = await conformance.evaluate(
        ({ replay }, { engine, name, text, limits }) => replay(engine, name, text, limits),
        { engine, name, text, limits },
      );
      if (!errors.passed) failed++;
      const figures = [errors.loss, errors.gradient, errors.logit, errors.parameter];
      const hits = errors.correct === 0 ? 'equal' : `${errors.correct} differ`;
      rows.push([
        name,
        on,
        ...figures.map((error) => error.toExponential(1)),
        hits,
        errors.passed ? 'ok' : 'FAILED',
      ]);
    } catch (error) {
      failed++;
      rows.push([name, on, '–', '–', '–', '–', '–', 'FAILED']);
      problems.push(
        `${name} on ${on}: ${
          messageOf(error)
            .replace(/^.*?Error: /, '')
            .split('\n')[0]
        }`,
      );
    }
  }
let passed = rows.length - 1 - failed;
endProgress();
if (contestants.length > 0)
  console.log(
    `${table(rows)}\n\nWorst errors over a trace: loss and parameters relative, gradients in units of their rms.`,
  );
for (const checked of crossChecks) await checkAcross(checked);
endProgress();
await lab.close();
for (const problem of problems) console.error(problem);
if (passed + failed === 0) fail('Nothing was checked.');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * @param {EngineName} engine
 * @param {string} name
 * @param {string} text
 */
function isTrained(engine, name, text) {
  return conformance.evaluate(({ trains }, { engine, name, text }) => trains(engine, name, text), {
    engine,
    name,
    text,
  });
}

/** The page with WebGL drawn by Mesa. Ends the process where that cannot be had, which is no failure. */
async function openOnMesa() {
  const program = await findMesa();
  if (program === undefined)
    return skip('Mesa: skipped, for its driver and Xvfb are neither installed nor could they be.');
  // The display ends with this process, but only if that ends by itself.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  const { launch, close } = await startMesa(program);
  const opened = await openPage('conformance/', launch);
  const closeBoth = async () => {
    await opened.close();
    await close();
  };
  const renderer = await rendererOf(opened.page);
  if (!renderer?.includes('Mesa')) {
    await closeBoth();
    return skip(`Mesa: skipped, for here this browser draws WebGL with ${renderer ?? 'nothing'}.`);
  }
  console.log(`WebGL is drawn by ${renderer}.\n`);
  return { ...opened, close: closeBoth };
}

/**
 * @param {string} message
 * @returns {never}
 */
function skip(message) {
  console.log(`${message}\n0 passed, 0 failed`);
  process.exit(0);
}

/**
 * An engine against the reference, at odd batch sizes, after a restore and over the first steps; and its gradients
 * against finite differences of its own loss. Of the reference itself there is only the last.
 *
 * @param {Limited & { shortIfSlow?: boolean }} checked
 */
async function checkAcross({ engine, limits, shortIfSlow = false }) {
  const short = shortIfSlow && (await rendererOf(lab.page))?.includes('SwiftShader') === true;
  const kinds = await conformance.evaluate(
    ({ normalizationsOf }, engine) => normalizationsOf(engine),
    engine,
  );
  if (engine !== REFERENCE) await checkAgainstReference(engine, limits, kinds, short);
  /** @type {(string | number)[][]} */
  const slopes = [['batch', 'normalization', 'worst', 'tensor', 'result']];
  for (const kind of kinds) {
    showProgress(`${engine} against finite differences, ${kind} …`);
    const { worst, tensor, passed } = await conformance.evaluate(
      ({ differences }, { engine, kind, limits }) => differences(engine, kind, 7, limits),
      { engine, kind, limits },
    );
    count(passed);
    slopes.push([7, kind, worst.toExponential(1), tensor, passed ? 'ok' : 'FAILED']);
  }
  endProgress();
  console.log(
    `\nGradients of ${engine} against finite differences of its loss, relative.\n\n${table(slopes)}\n`,
  );
}

/**
 * @param {EngineName} engine
 * @param {Limits | undefined} limits
 * @param {string[]} kinds Of normalization.
 * @param {boolean} short One step alone, at two sizes.
 */
async function checkAgainstReference(engine, limits, kinds, short) {
  /** @type {[EngineName, EngineName]} */
  const both = [REFERENCE, engine];
  await printDistances(
    `One step of ${engine} and of ${REFERENCE}, how far apart: loss relative, gradients by rms.`,
    both,
    kinds,
    short ? [13, 50] : [1, 7, 13, 50, 128],
    limits,
  );
  if (short) return;
  if (engine === 'webgl' && !limits)
    await printDistances('The same on a context that can do no more than it must.', both, kinds, [13], LEAST);
  const predicted = [['normalization', 'statistics', 'logit', 'after restore', 'result']];
  for (const kind of kinds)
    for (const statistics of kind === 'none' ? STATISTICS.slice(0, 1) : STATISTICS) {
      showProgress(`predictions of ${engine} and ${REFERENCE}, ${kind}, ${statistics} …`);
      const { logit, restored, passed } = await conformance.evaluate(
        ({ predict }, { both, kind, statistics, limits }) => predict(both, kind, statistics, limits),
        { both, kind, statistics, limits },
      );
      count(passed);
      const figures = [logit, restored].map((error) => error.toExponential(1));
      predicted.push([kind, statistics, ...figures, passed ? 'ok' : 'FAILED']);
    }
  endProgress();
  console.log(
    `\nPredictions after three steps, how far apart: the two engines, in units of the largest logit, and ${engine} before\nand after a restore.\n\n${table(predicted)}`,
  );
  /** @type {(string | number)[][]} */
  const followed = [['steps', 'rate', 'normalization', 'loss', 'result']];
  // Without BN at 1E-3 rounding grows tenfold every two steps: there even one engine's two backends part.
  for (const [kind, rate] of /** @type {const} */ ([
    ['none', 1e-4],
    ['batch:per-activation', 1e-3],
  ])) {
    showProgress(
      `${engine} against ${REFERENCE}, the first ${STEPS_FOLLOWED} steps of the article's run, ${kind} …`,
    );
    const { worst, passed } = await conformance.evaluate(
      ({ follow }, { both, kind, rate, steps, limits }) => follow(both, kind, rate, steps, limits),
      { both, kind, rate, steps: STEPS_FOLLOWED, limits },
    );
    count(passed);
    followed.push([STEPS_FOLLOWED, rate, kind, worst.toExponential(1), passed ? 'ok' : 'FAILED']);
  }
  endProgress();
  console.log(
    `\nThe article's runs on ${engine} and ${REFERENCE}, how far the losses are apart.\n\n${table(followed)}`,
  );
}

/**
 * @param {string} title
 * @param {[EngineName, EngineName]} both
 * @param {string[]} kinds Of normalization.
 * @param {number[]} sizes Of batches.
 * @param {Limits} [limits]
 */
async function printDistances(title, both, kinds, sizes, limits) {
  /** @type {(string | number)[][]} */
  const rows = [['batch', 'normalization', 'loss', 'logit', 'gradient', 'result']];
  for (const size of sizes)
    for (const kind of kinds) {
      showProgress(`${both.join(' against ')}, batch ${size}, ${kind} …`);
      const { loss, logit, gradient, passed } = await conformance.evaluate(
        ({ compare }, { both, kind, size, limits }) => compare(both, kind, size, limits),
        { both, kind, size, limits },
      );
      count(passed);
      const figures = [loss, logit, gradient].map((error) => error.toExponential(1));
      rows.push([size, kind, ...figures, passed ? 'ok' : 'FAILED']);
    }
  endProgress();
  console.log(`\n${title}\n\n${table(rows)}`);
}

/** @param {boolean} ok */
function count(ok) {
  if (ok) passed++;
  else failed++;
}

/** What the options ask for. Ends the process when they do not go together. */
function readPlan() {
  try {
    return planOf(readOptions(command));
  } catch (error) {
    return wrongly(command, messageOf(error));
  }
}

/** @param {Limits} limits */
function textOf({ textureSize, drawBuffers, kernels }) {
  const parts = [
    textureSize && `textures to ${textureSize}`,
    drawBuffers && `${drawBuffers} at once`,
    kernels && `${kernels} kernels`,
  ];
  return parts.filter(Boolean).join(', ');
}

function goldenFiles() {
  const folder = join(ROOT, 'conformance', 'golden');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
