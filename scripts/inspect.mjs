/**
 * `npm run inspect`: looks into the networks of golden inspections and shows how far the lab is from them.
 *
 * Without files, the project's own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { messageOf } from './lib/errors.mjs';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';
import { oneOf, readOptions, text } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';
import { scriptingOf } from './lib/scripting.mjs';

const GOLDEN = join(ROOT, 'conformance', 'golden', 'inspection');
const GROUPS = /** @type {const} */ (['values', 'distributions', 'shares', 'along', 'shift', 'cosines']);

const { values, files } = readOptions({
  name: 'npm run inspect --',
  about: 'Looks into the networks of golden inspections and shows how far the lab is from them.',
  options: {
    engine: {
      ...oneOf(/** @type {const} */ (['auto', 'simd', 'wasm', 'cpu'])),
      default: 'auto',
      help: 'what looks; auto: simd where it has kernels',
    },
  },
  files: { ...text('FILE…'), help: "golden inspections; without them, the project's own" },
});

const goldens = (files.length > 0 ? files : ownFiles()).map((file) => {
  try {
    return { name: basename(file, '.json'), content: readFileSync(file, 'utf8') };
  } catch (error) {
    return fail(`${file} cannot be read: ${messageOf(error)}`);
  }
});
const lab = await openPage('conformance/').catch((error) => fail(messageOf(error)));
const conformance = await scriptingOf(lab.page, 'conformance');
const rows = [['inspection', 'engine', ...GROUPS, 'result']];
/** @type {string[]} */
const problems = [];
let failed = 0;
for (const { name, content } of goldens) {
  const engine = values.engine === 'auto' ? await automatic(name, content) : values.engine;
  showProgress(`${rows.length}: ${name} on ${engine} …`);
  try {
    const errors = await conformance.evaluate(
      ({ inspect }, { engine, name, content }) => inspect(engine, name, content),
      { engine, name, content },
    );
    if (!errors.passed) failed++;
    rows.push([
      name,
      engine,
      ...GROUPS.map((group) => errors[group].toExponential(1)),
      errors.passed ? 'ok' : 'FAILED',
    ]);
  } catch (error) {
    failed++;
    rows.push([name, engine, ...GROUPS.map(() => '–'), 'FAILED']);
    problems.push(
      `${name} on ${engine}: ${
        messageOf(error)
          .replace(/^.*?Error: /, '')
          .split('\n')[0]
      }`,
    );
  }
}
endProgress();
await lab.close();
console.log(
  `${table(rows)}\n\nWorst errors: values, along and shift relative; means and percentiles in standard deviations; shares and cosines absolute.`,
);
for (const problem of problems) console.error(problem);
console.log(`${goldens.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** @returns {string[]} */
function ownFiles() {
  return readdirSync(GOLDEN)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(GOLDEN, file));
}

/**
 * The processor's engine, or the readable one for what it has no kernels for.
 *
 * @param {string} name
 * @param {string} content
 */
async function automatic(name, content) {
  const hasKernels = await conformance
    .evaluate(({ trains }, { name, content }) => trains('simd', name, content), { name, content })
    // What is wrong with a file is said by whoever looks into it.
    .catch(() => true);
  return hasKernels ? 'simd' : 'wasm';
}
