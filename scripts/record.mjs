/**
 * `npm run record`: makes the recorded runs that the pages show before anything was trained there.
 *
 * Each finished run is written at once to its file in public/recorded/. Runs that are there with the same
 * configuration are left as they are, so a recording that was stopped goes on where it was.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { messageOf } from './lib/errors.mjs';
import { writeJson, writeText } from './lib/json-file.mjs';
import { fail } from './lib/lab.mjs';
import { flag, oneOf, readOptions, text } from './lib/options.mjs';
import { dataFolder, trainOnFolder } from './lib/own-data.mjs';
import { keysOf, trainAll } from './lib/queue.mjs';
import { ROOT } from './lib/root.mjs';
import { parseRuns } from './lib/run-files.mjs';
import { openLab } from './lib/scripting.mjs';
import { ENGINES } from './lib/words.mjs';

/** @import { RunConfig } from '../src/domain/config.ts' */
/** @import { RunResult } from '../src/domain/run-result.ts' */
/** @import { MeasuredRun } from './lib/queue.mjs' */

/**
 * A file of recorded runs.
 *
 * @typedef {object} RecordingFile
 * @property {string} name Without folder and ending.
 * @property {string[]} keys Of the configurations that it shall hold, in their order.
 * @property {Map<string, RunResult>} runs Those that it holds, by key.
 */

const SHIPPED = join(ROOT, 'public', 'recorded');
const FORMAT = 1;

const { values } = readOptions({
  name: 'npm run record --',
  about: 'Makes the recorded runs of the pages in public/recorded/, and goes on where it stopped.',
  options: {
    only: { ...text('PREFIX'), help: 'recordings whose names begin so' },
    engine: { ...oneOf(ENGINES), default: 'simd', help: 'what trains' },
    data: {
      ...dataFolder(),
      help: 'trains on the four IDX files of this folder, and writes to results/recorded/',
    },
    list: { ...flag(), help: 'trains nothing, and shows how many runs are there' },
  },
});
const commit = currentCommit();
const { lab, page, close, browserVersion } = await openLab(`?engine=${values.engine}`).catch((error) =>
  fail(messageOf(error)),
);
/** Where the files go: those of own data are no part of the page. */
let folder = SHIPPED;
try {
  const { only = '' } = values;
  const data = values.data && (await trainOnFolder(page, lab, values.data));
  if (data) folder = join(ROOT, 'results', 'recorded', data.hash.slice(0, 12));
  const recordings = (await lab.evaluate(({ recordings }) => recordings())).filter(({ name }) =>
    name.startsWith(only),
  );
  if (recordings.length === 0) throw new Error(`No recording's name begins with "${only}".`);
  /** @type {RecordingFile[]} */
  const files = [];
  /** @type {Map<number | undefined, RunConfig[]>} */
  const missing = new Map();
  for (const { name, configs: shipped, looking } of recordings) {
    const configs = data ? shipped.map((config) => ({ ...config, data })) : shipped;
    const keys = await keysOf(lab, configs);
    const there = await readRuns(name);
    // Runs of configurations that nobody wants any more are dropped.
    const runs = new Map([...there].filter(([key]) => keys.includes(key)));
    files.push({ name, keys, runs });
    const wanted = configs.filter((_, i) => !runs.has(keys[i] ?? ''));
    missing.set(looking, [...(missing.get(looking) ?? []), ...wanted]);
    console.log(`${name}: ${runs.size} of ${configs.length} runs`);
  }
  for (const [looking, configs] of missing) {
    if (values.list || configs.length === 0) continue;
    await lab.evaluate(({ queue }, looking) => queue.setLooking(looking), looking);
    const blind = new Set();
    const failures = await trainAll(lab, configs, (result, key) => {
      // A run whose inspector failed is trained again the next time.
      if (looking !== undefined && result.looks?.at(-1)?.step !== result.config.steps) {
        blind.add(key);
        return;
      }
      for (const file of files.filter(({ keys }) => keys.includes(key))) {
        file.runs.set(key, recordOf(result));
        write(file);
        const { seed, learningRate } = result.config;
        console.log(`${file.name}, seed ${seed}, ${learningRate}: ${summary(result)}`);
      }
    });
    if (blind.size > 0) throw new Error(`${blind.size} runs were not looked into to their end: begin again.`);
    if (failures.length > 0) throw new Error(`${failures.length} runs failed: ${failures.join(' ')}`);
  }
} catch (error) {
  await close();
  fail(messageOf(error));
}
await close();

/**
 * A result with where, when and by what it was measured.
 *
 * @param {MeasuredRun} result
 */
function recordOf(result) {
  const recorded = {
    date: new Date().toISOString().slice(0, 10),
    browser: `Chromium ${browserVersion.split('.')[0]}`,
    cores: cpus().length,
    commit,
  };
  return { ...result, recorded };
}

/** @param {RunResult} result */
function summary({ verdict, testAccuracy }) {
  return `${verdict.kind}, ${testAccuracy === null ? '–' : `${(testAccuracy * 100).toFixed(2)}%`}`;
}

/** @param {string} name */
function fileOf(name) {
  return join(folder, `${name}.json`);
}

/**
 * The runs of a file, by the keys of their configurations.
 *
 * @param {string} name
 * @returns {Promise<Map<string, RunResult>>}
 */
async function readRuns(name) {
  if (!existsSync(fileOf(name))) return new Map();
  try {
    const runs = parseRuns(readFileSync(fileOf(name), 'utf8'));
    const keys = await keysOf(
      lab,
      runs.map(({ config }) => config),
    );
    return new Map(runs.map((run, i) => [keys[i] ?? '', run]));
  } catch (error) {
    throw new Error(`${fileOf(name)} is broken: ${messageOf(error)}. Delete it to record it anew.`);
  }
}

/**
 * One run a line, in the order of their configurations, so that a file's history can be read.
 *
 * @param {RecordingFile} file
 */
function write({ name, keys, runs }) {
  mkdirSync(folder, { recursive: true });
  const lines = keys.flatMap((key) => runs.get(key) ?? []).map((run) => JSON.stringify(run));
  writeText(fileOf(name), `{"format":${FORMAT},"runs":[\n${lines.join(',\n')}\n]}\n`);
  writeIndex();
}

/** The page asks for no file that is not there. */
function writeIndex() {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .map((file) => file.slice(0, -'.json'.length));
  writeJson(fileOf('index'), { format: FORMAT, names: names.sort() });
}

function currentCommit() {
  const { stdout, status } = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : 'unknown';
}
