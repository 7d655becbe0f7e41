/**
 * `npm run conformance`: replays golden training traces on the engines and shows how far they are apart.
 *
 *     npm run conformance -- [--engine webgl|webgl-ops|wasm|cpu|all] [FILE…]
 *
 * Without files, the project's own traces. `all` leaves out `cpu`, which takes 18 seconds a step, and
 * `webgl`, which is not finished: it is still outside the tolerance on one trace.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { ROOT } from './lib/root.mjs';

const USAGE = 'Usage: npm run conformance -- [--engine webgl|webgl-ops|wasm|cpu|all] [FILE…]';
const ALL = ['wasm', 'webgl-ops'];
const ENGINES = ['webgl', ...ALL, 'cpu'];

const { engines, files } = readOptions();
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
for (const engine of engines)
  for (const { name, text } of traces) {
    showProgress(`${rows.length} of ${engines.length * traces.length}: ${name} on ${engine} …`);
    try {
      const errors = await lab.page.evaluate(
        ([engine, name, text]) => window.conformance.replay(engine, name, text),
        [engine, name, text],
      );
      if (!errors.passed) failed++;
      const figures = [errors.loss, errors.gradient, errors.logit, errors.parameter];
      const hits = errors.correct === 0 ? 'equal' : `${errors.correct} differ`;
      rows.push([
        name,
        engine,
        ...figures.map((error) => error.toExponential(1)),
        hits,
        errors.passed ? 'ok' : 'FAILED',
      ]);
    } catch (error) {
      failed++;
      rows.push([name, engine, '–', '–', '–', '–', '–', 'FAILED']);
      problems.push(`${name} on ${engine}: ${error.message.replace(/^.*?Error: /, '').split('\n')[0]}`);
    }
  }
endProgress();
await lab.close();
console.log(table(rows));
console.log('\nWorst errors over a trace: loss and parameters relative, gradients in units of their rms.');
for (const problem of problems) console.error(problem);
console.log(`${rows.length - 1 - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: { engine: { type: 'string', default: 'all' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    if (values.engine !== 'all' && !ENGINES.includes(values.engine))
      throw new Error(`There is no engine "${values.engine}".`);
    return {
      engines: values.engine === 'all' ? ALL : [values.engine],
      files: positionals.length > 0 ? positionals : goldenFiles(),
    };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}

function goldenFiles() {
  const folder = join(ROOT, 'conformance', 'golden');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
