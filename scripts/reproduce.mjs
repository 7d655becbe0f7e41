/**
 * `npm run reproduce`: the article's table, measured again without a window, over seeds.
 *
 * Every finished run is written to the file at once. Ctrl-C keeps what is finished; the same command again goes on from
 * there.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from './lib/errors.mjs';
import { jsonFile, writeJson } from './lib/json-file.mjs';
import { endProgress, fail, table } from './lib/lab.mjs';
import { listOf, number, oneOf, readOptions, whole, wrongly } from './lib/options.mjs';
import { dataFolder, trainOnFolder } from './lib/own-data.mjs';
import { keysOf, trainAll } from './lib/queue.mjs';
import { ROOT } from './lib/root.mjs';
import { parseRuns } from './lib/run-files.mjs';
import { openLab } from './lib/scripting.mjs';
import { ENGINE_CHOICES, LOSS_VARIANTS } from './lib/words.mjs';

/** @import { ArmName } from '../src/domain/experiments.ts' */
/** @import { RunResult } from '../src/domain/run-result.ts' */

const FORMAT = 1;
const RESULTS = join(ROOT, 'results');
/** @type {Record<ArmName, string>} */
const networks = { none: 'without BN', batch: 'with BN' };
const arms = /** @type {ArmName[]} */ (Object.keys(networks));

const command = /** @type {const} */ ({
  name: 'npm run reproduce --',
  about:
    "Measures the article's table over seeds. Ctrl-C keeps what is finished, and the same command goes on.",
  options: {
    seeds: { ...whole({ min: 1, max: 1000 }), default: '3', help: 'runs of each cell' },
    steps: { ...whole({ min: 1, max: 100_000 }), default: '1000', help: 'training steps of each run' },
    loss: {
      ...oneOf(LOSS_VARIANTS),
      default: 'article',
      help: "the article's, its tutorial's or a stable one",
    },
    rates: {
      ...listOf('RATE,RATE', number({ min: 1e-5, max: 1e-1 })),
      default: '1e-4,1e-3',
      help: 'learning rates',
    },
    data: { ...dataFolder(), help: 'trains on the four IDX files of this folder instead of MNIST' },
    engine: { ...oneOf(ENGINE_CHOICES), default: 'auto', help: 'what trains' },
    json: { ...jsonFile(), help: 'where finished runs are kept (results/reproduce.json)' },
  },
});
const { values } = readOptions(command);
const file = values.json ?? defaultFile();
const kept = readRuns();

const { lab, page, close } = await openLab(`?engine=${values.engine}`).catch((error) =>
  fail(messageOf(error)),
);
const data = values.data && (await usedData(values.data));
const keptKeys = await keysOf(
  lab,
  kept.map(({ config }) => config),
);
/** Finished runs, by the keys of their configurations. */
const runs = new Map(kept.map((run, i) => [keptKeys[i] ?? '', run]));
process.on('SIGINT', () => {
  endProgress();
  console.error(`Stopped. ${runs.size} finished runs are in ${file}; the same command goes on from there.`);
  process.exit(130);
});

const { rates, loss, seeds, steps } = values;
const cells = await lab.evaluate(
  ({ articleTable, reproductionRuns, configKey }, { loss, rates, seeds, steps, arms, data }) =>
    rates.flatMap((learningRate) =>
      arms.map((arm) => {
        const configs = reproductionRuns(
          loss,
          { learningRate, arm },
          { seeds, steps, ...(data && { data }) },
        );
        const article = articleTable.find((cell) => cell.learningRate === learningRate && cell.arm === arm);
        return { learningRate, arm, article, configs, keys: configs.map((config) => configKey(config)) };
      }),
    ),
  { loss, rates, seeds, steps, arms, data },
);
const wanted = cells.flatMap(({ configs }) => configs);
const missing = cells.flatMap(({ configs, keys }) => configs.filter((_, i) => !runs.has(keys[i] ?? '')));
if (missing.length < wanted.length)
  console.log(`${wanted.length - missing.length} of ${wanted.length} runs are in ${file}.`);
/** @type {string[]} */
let failures = [];
try {
  if (missing.length > 0)
    failures = await trainAll(lab, missing, (result, key) => {
      runs.set(key, result);
      write();
    });
} catch (error) {
  await close();
  fail(messageOf(error));
}
await close();
print();
console.log(`Records: ${file}`);
if (failures.length > 0) fail(`${failures.length} runs could not be finished: ${failures.join(' ')}`);

/**
 * The data of a folder, as the lab trains on them from now on. Ends the process when they cannot be used.
 *
 * @param {NonNullable<typeof values.data>} folder
 */
async function usedData(folder) {
  try {
    return await trainOnFolder(page, lab, folder);
  } catch (error) {
    await close();
    return fail(messageOf(error));
  }
}

function print() {
  const rows = cells.map(({ learningRate, arm, article, keys }) => {
    const done = keys.flatMap((key) => runs.get(key) ?? []);
    const accuracies = done.flatMap(({ testAccuracy }) => testAccuracy ?? []).sort((a, b) => a - b);
    return [
      learningRate.toExponential().replace('e', 'E'),
      networks[arm],
      // The article is about MNIST.
      articleText(data ? undefined : article),
      // As on the page: two seeds have no median; of a larger even number it is the lower of the two middle values, which
      // one run really had.
      accuracies.length === 2 ? '–' : percent(accuracies[(accuracies.length - 1) >> 1]),
      accuracies.length > 0 ? `${percent(accuracies[0])} – ${percent(accuracies.at(-1))}` : '–',
      accuracies.length,
      verdictsText(done),
    ];
  });
  console.log(`Test accuracy after ${steps} steps, loss: ${loss}${data ? `, data: ${data.name}` : ''}`);
  console.log(table([['rate', 'network', 'article', 'median', 'range', 'seeds', 'verdicts'], ...rows]));
}

/** @param {{ accuracy?: number | null | undefined } | undefined} article */
function articleText(article) {
  if (!article) return '–';
  return article.accuracy === undefined || article.accuracy === null
    ? 'does not converge'
    : `${Math.round(article.accuracy * 100)}%`;
}

/** @param {RunResult[]} done */
function verdictsText(done) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { verdict } of done) {
    const name = verdict.kind === 'collapsed' ? `collapsed to ${verdict.class}` : verdict.kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || '–';
}

/** @param {number | undefined} share */
function percent(share) {
  return share === undefined ? '–' : `${(share * 100).toFixed(2)}%`;
}

/** The runs that the file holds already. Ends the process when it holds anything else. */
function readRuns() {
  if (!existsSync(file)) return [];
  try {
    const text = readFileSync(file, 'utf8');
    return text === '' ? [] : parseRuns(text);
  } catch (error) {
    return wrongly(
      command,
      `${file} holds no finished runs: ${messageOf(error)}. Name another file with --json, or delete it.`,
    );
  }
}

/** The file that is taken where none is named. Ends the process when it cannot be written. */
function defaultFile() {
  try {
    mkdirSync(RESULTS, { recursive: true });
    return jsonFile().read(join(RESULTS, 'reproduce.json'));
  } catch (error) {
    return fail(`The results ${messageOf(error)}`);
  }
}

function write() {
  try {
    writeJson(file, { format: FORMAT, runs: [...runs.values()] });
  } catch (error) {
    fail(messageOf(error));
  }
}
