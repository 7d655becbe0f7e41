/**
 * `npm run conformance`: replays golden training traces on the engines and shows how far they are apart.
 *
 *     npm run conformance -- [--engine webgl|webgl-ops|wasm|cpu|all] [--texture-size 4096] [--draw-buffers 4] [FILE…]
 *     npm run conformance -- --cross-check
 *
 * Without files, the project's own traces. `all` leaves out `cpu`, which takes 18 seconds a step, and tries `webgl`
 * a second time on a context that can do less: largest texture 2048, four textures written at once, which is all that
 * WebGL2 guarantees, and then checks `webgl` against `wasm` at odd batch sizes and against finite differences.
 * `--cross-check` does that alone. `--texture-size` and `--draw-buffers` limit the context of the chosen engine.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { ROOT } from './lib/root.mjs';

const USAGE =
  'Usage: npm run conformance -- [--engine webgl|webgl-ops|wasm|cpu|all] [--texture-size 4096] [--draw-buffers 4] [--cross-check] [FILE…]';
/** All that WebGL2 guarantees. */
const LEAST = { textureSize: 2048, drawBuffers: 4 };
const ALL = [
  { engine: 'wasm' },
  { engine: 'webgl-ops' },
  { engine: 'webgl' },
  // The traces with full batches: they need the largest textures.
  { engine: 'webgl', limits: LEAST, only: /^article/ },
];
/** Steps over which rounding stays rounding. */
const STEPS_FOLLOWED = 20;
const ENGINES = ['webgl', 'webgl-ops', 'wasm', 'cpu'];

const { contestants, files, crossCheck } = readOptions();
const traces = files.map((file) => {
  try {
    return { name: basename(file, '.json'), text: readFileSync(file, 'utf8') };
  } catch (error) {
    return fail(`${file} cannot be read: ${error.message}`);
  }
});
const lab = await openPage('conformance/').catch((error) => fail(error.message));
const rows = [['trace', 'engine', 'loss', 'gradient', 'logit', 'parameter', 'hits', 'result']];
const problems = [];
let failed = 0;
for (const { engine, limits, only = /^/ } of contestants)
  for (const { name, text } of traces.filter(({ name }) => only.test(name))) {
    const on = limits ? `${engine}, ${textOf(limits)}` : engine;
    showProgress(`${rows.length}: ${name} on ${on} …`);
    try {
      const errors = await lab.page.evaluate(
        ([engine, name, text, limits]) => window.conformance.replay(engine, name, text, limits),
        [engine, name, text, limits],
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
      problems.push(`${name} on ${on}: ${error.message.replace(/^.*?Error: /, '').split('\n')[0]}`);
    }
  }
let passed = rows.length - 1 - failed;
endProgress();
if (contestants.length > 0)
  console.log(
    `${table(rows)}\n\nWorst errors over a trace: loss and parameters relative, gradients in units of their rms.`,
  );
if (crossCheck) await checkAcross();
endProgress();
await lab.close();
for (const problem of problems) console.error(problem);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** The fused engine against the readable one, at odd batch sizes, and against finite differences. */
async function checkAcross() {
  const modes = ['off', 'per-feature-map', 'per-activation'];
  await printDistances(
    'One step of webgl and of wasm, how far apart: loss relative, gradients by rms.',
    modes,
    [1, 7, 13, 50, 128],
  );
  await printDistances('The same on a context that can do no more than it must.', modes, [13], LEAST);
  const predicted = [['BN', 'statistics', 'logit', 'after restore', 'result']];
  for (const mode of modes)
    for (const statistics of mode === 'off' ? ['batch'] : ['batch', 'moving', 'population']) {
      showProgress(`predictions of webgl and wasm, BN ${mode}, ${statistics} …`);
      const { logit, restored, passed } = await lab.page.evaluate(
        ([mode, statistics]) => window.conformance.predict(['wasm', 'webgl'], mode, statistics),
        [mode, statistics],
      );
      count(passed);
      const figures = [logit, restored].map((error) => error.toExponential(1));
      predicted.push([mode, statistics, ...figures, passed ? 'ok' : 'FAILED']);
    }
  endProgress();
  console.log(
    `\nPredictions after three steps, how far apart: the two engines, in units of the largest logit, and webgl before and\nafter a restore.\n\n${table(predicted)}`,
  );
  const followed = [['steps', 'rate', 'BN', 'loss', 'result']];
  // Without BN at 1E-3 rounding grows tenfold every two steps: there even one engine's two backends part.
  for (const [mode, rate] of [
    ['off', 1e-4],
    ['per-activation', 1e-3],
  ]) {
    showProgress(`webgl against wasm, the first ${STEPS_FOLLOWED} steps of the article's run, BN ${mode} …`);
    const { worst, passed } = await lab.page.evaluate(
      ([mode, rate, steps]) => window.conformance.follow(['wasm', 'webgl'], mode, rate, steps),
      [mode, rate, STEPS_FOLLOWED],
    );
    count(passed);
    followed.push([STEPS_FOLLOWED, rate, mode, worst.toExponential(1), passed ? 'ok' : 'FAILED']);
  }
  endProgress();
  console.log(`\nThe article's runs on webgl and wasm, how far the losses are apart.\n\n${table(followed)}`);
  const slopes = [['batch', 'BN', 'worst', 'tensor', 'result']];
  for (const mode of modes) {
    showProgress(`webgl against finite differences, BN ${mode} …`);
    const { worst, tensor, passed } = await lab.page.evaluate(
      (mode) => window.conformance.differences('webgl', mode, 7),
      mode,
    );
    count(passed);
    slopes.push([7, mode, worst.toExponential(1), tensor, passed ? 'ok' : 'FAILED']);
  }
  endProgress();
  console.log(`\nGradients of webgl against finite differences of its loss, relative.\n\n${table(slopes)}\n`);
}

async function printDistances(title, modes, sizes, limits) {
  const rows = [['batch', 'BN', 'loss', 'logit', 'gradient', 'result']];
  for (const size of sizes)
    for (const mode of modes) {
      showProgress(`webgl against wasm, batch ${size}, BN ${mode} …`);
      const { loss, logit, gradient, passed } = await lab.page.evaluate(
        ([mode, size, limits]) => window.conformance.compare(['wasm', 'webgl'], mode, size, limits),
        [mode, size, limits],
      );
      count(passed);
      const figures = [loss, logit, gradient].map((error) => error.toExponential(1));
      rows.push([size, mode, ...figures, passed ? 'ok' : 'FAILED']);
    }
  endProgress();
  console.log(`\n${title}\n\n${table(rows)}`);
}

function count(ok) {
  if (ok) passed++;
  else failed++;
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        engine: { type: 'string', default: 'all' },
        'texture-size': { type: 'string' },
        'draw-buffers': { type: 'string' },
        'cross-check': { type: 'boolean' },
        help: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    if (values.engine !== 'all' && !ENGINES.includes(values.engine))
      throw new Error(`There is no engine "${values.engine}".`);
    const limits = {
      ...(values['texture-size'] && { textureSize: whole('--texture-size', values['texture-size']) }),
      ...(values['draw-buffers'] && { drawBuffers: whole('--draw-buffers', values['draw-buffers']) }),
    };
    const isLimited = Object.keys(limits).length > 0;
    if (isLimited && !values.engine.startsWith('webgl'))
      throw new Error('Only webgl and webgl-ops have a context to limit: name one with --engine.');
    return {
      contestants: values['cross-check']
        ? []
        : values.engine === 'all'
          ? ALL
          : [{ engine: values.engine, ...(isLimited && { limits }) }],
      files: positionals.length > 0 ? positionals : goldenFiles(),
      // Without a choice, everything.
      crossCheck: values.engine === 'all' && positionals.length === 0,
    };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}

function whole(option, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${option} must be a whole number from 1, not "${text}".`);
  return value;
}

function textOf({ textureSize, drawBuffers }) {
  const parts = [textureSize && `textures to ${textureSize}`, drawBuffers && `${drawBuffers} at once`];
  return parts.filter(Boolean).join(', ');
}

function goldenFiles() {
  const folder = join(ROOT, 'conformance', 'golden');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
