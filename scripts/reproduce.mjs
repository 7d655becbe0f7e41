/**
 * `npm run reproduce`: the article's table, measured again without a window, over seeds.
 *
 *     npm run reproduce -- [--seeds 3] [--steps 1000] [--loss article|sum-log|stable] [--rates 1e-4,1e-3]
 *                          [--engine auto|webgl|webgl-ops|wasm|cpu] [--json FILE]
 *
 * Every finished run is written to FILE (results/reproduce.json without --json). Ctrl-C keeps what is finished;
 * the same command again goes on from there.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { endProgress, fail, openPage, table } from './lib/lab.mjs';
import { configKey, trainAll } from './lib/queue.mjs';
import { ROOT } from './lib/root.mjs';

const USAGE = `Usage: npm run reproduce -- [--seeds 3] [--steps 1000] [--loss article|sum-log|stable] [--rates 1e-4,1e-3]
                            [--engine auto|webgl|webgl-ops|wasm|cpu] [--json FILE]`;
const FORMAT = 1;
const LOSSES = ['article', 'sum-log', 'stable'];
const ENGINES = ['auto', 'webgl', 'webgl-ops', 'wasm', 'cpu'];
const networks = [false, true];

const options = readOptions();
const runs = readRuns(options.file);
process.on('SIGINT', () => {
  endProgress();
  console.error(
    `Stopped. ${runs.size} finished runs are in ${options.file}; the same command goes on from there.`,
  );
  process.exit(130);
});

const lab = await openPage(`?engine=${options.engine}`).catch((error) => fail(error.message));
const cells = await lab.page.evaluate(
  ({ loss, rates, seeds, steps, networks }) =>
    rates.flatMap((learningRate) =>
      networks.map((batchNorm) => ({
        learningRate,
        batchNorm,
        article: window.batchNormLab.articleTable.find(
          (cell) => cell.learningRate === learningRate && cell.batchNorm === batchNorm,
        ),
        configs: window.batchNormLab.reproductionRuns(loss, { learningRate, batchNorm }, { seeds, steps }),
      })),
    ),
  { ...options, networks },
);
const missing = cells.flatMap((cell) => cell.configs).filter((config) => !runs.has(configKey(config)));
const wanted = cells.flatMap((cell) => cell.configs).length;
if (missing.length < wanted)
  console.log(`${wanted - missing.length} of ${wanted} runs are in ${options.file}.`);
let failures = [];
try {
  if (missing.length > 0)
    failures = await trainAll(lab.page, missing, (result) => {
      runs.set(configKey(result.config), result);
      write(options.file, runs);
    });
} catch (error) {
  await lab.close();
  fail(error.message);
}
await lab.close();
print();
console.log(`Records: ${options.file}`);
if (failures.length > 0) fail(`${failures.length} runs could not be finished: ${failures.join(' ')}`);

function print() {
  const rows = cells.map(({ learningRate, batchNorm, article, configs }) => {
    const done = configs.flatMap((config) => runs.get(configKey(config)) ?? []);
    const accuracies = done.flatMap(({ testAccuracy }) => testAccuracy ?? []).sort((a, b) => a - b);
    return [
      learningRate.toExponential().replace('e', 'E'),
      batchNorm ? 'with BN' : 'without BN',
      articleText(article),
      // As on the page: of an even number the lower of the two middle values, which one run really had.
      accuracies.length > 0 ? percent(accuracies[(accuracies.length - 1) >> 1]) : '–',
      accuracies.length > 0 ? `${percent(accuracies[0])} – ${percent(accuracies.at(-1))}` : '–',
      accuracies.length,
      verdictsText(done),
    ];
  });
  console.log(`Test accuracy after ${options.steps} steps, loss: ${options.loss}`);
  console.log(table([['rate', 'network', 'article', 'median', 'range', 'seeds', 'verdicts'], ...rows]));
}

function articleText(article) {
  if (!article) return '–';
  return article.accuracy === undefined || article.accuracy === null
    ? 'does not converge'
    : `${Math.round(article.accuracy * 100)}%`;
}

function verdictsText(done) {
  const counts = new Map();
  for (const { verdict } of done) {
    const name = verdict.kind === 'collapsed' ? `collapsed to ${verdict.class}` : verdict.kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || '–';
}

function percent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

function readRuns(file) {
  if (!existsSync(file)) return new Map();
  try {
    const { runs } = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(runs.map((run) => [configKey(run.config), run]));
  } catch (error) {
    return fail(
      `${file} holds no finished runs (${error.message}). Name another file with --json, or delete it.`,
    );
  }
}

function write(file, runs) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, `${JSON.stringify({ format: FORMAT, runs: [...runs.values()] })}\n`);
    renameSync(`${file}.part`, file);
  } catch (error) {
    fail(`${file} could not be written: ${error.message}`);
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string', default: '3' },
        steps: { type: 'string', default: '1000' },
        loss: { type: 'string', default: 'article' },
        rates: { type: 'string', default: '1e-4,1e-3' },
        engine: { type: 'string', default: 'auto' },
        json: { type: 'string', default: join(ROOT, 'results', 'reproduce.json') },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const rates = values.rates.split(',').map(Number);
    if (!rates.every((rate) => rate >= 1e-5 && rate <= 0.1))
      throw new Error(`--rates must be numbers from 1e-5 to 1e-1, parted by commas, not "${values.rates}".`);
    return {
      seeds: whole('seeds', values.seeds, 1000),
      steps: whole('steps', values.steps, 100_000),
      loss: oneOf('loss', values.loss, LOSSES),
      engine: oneOf('engine', values.engine, ENGINES),
      rates,
      file: values.json,
    };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}

function whole(name, text, most) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new Error(`--${name} must be a whole number from 1 to ${most}, not "${text}".`);
  return number;
}

function oneOf(name, text, values) {
  if (!values.includes(text))
    throw new Error(`--${name} must be one of ${values.join(', ')}, not "${text}".`);
  return text;
}
