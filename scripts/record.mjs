/**
 * `npm run record`: makes the recorded runs that the pages show before anything was trained there.
 *
 *     npm run record -- [--only PREFIX] [--engine wasm] [--list]
 *
 * Each finished run is written at once to its file in public/recorded/. Runs that are there with the same
 * configuration are left as they are, so a recording that was stopped goes on where it was.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, openPage } from './lib/lab.mjs';
import { configKey, trainAll } from './lib/queue.mjs';
import { ROOT } from './lib/root.mjs';

const USAGE = 'Usage: npm run record -- [--only PREFIX] [--engine wasm|webgl|webgl-ops|cpu] [--list]';
const FOLDER = join(ROOT, 'public', 'recorded');
const FORMAT = 1;

const options = readOptions();
const commit = currentCommit();
const { page, close, browserVersion } = await openPage(`?engine=${options.engine}`).catch((error) =>
  fail(error.message),
);
try {
  const wanted = (await page.evaluate(() => window.batchNormLab.recordings())).filter(({ name }) =>
    name.startsWith(options.only),
  );
  if (wanted.length === 0) throw new Error(`No recording's name begins with "${options.only}".`);
  const files = wanted.map(({ name, configs }) => {
    const there = new Map(readRuns(name).map((run) => [configKey(run.config), run]));
    // Runs of configurations that nobody wants any more are dropped.
    return { name, configs, runs: configs.flatMap((config) => there.get(configKey(config)) ?? []) };
  });
  const isMissing = (file, config) => !file.runs.some((run) => configKey(run.config) === configKey(config));
  const missing = files.flatMap((file) => file.configs.filter((config) => isMissing(file, config)));
  for (const { name, configs, runs } of files)
    console.log(`${name}: ${runs.length} of ${configs.length} runs`);
  if (!options.list && missing.length > 0) {
    const failures = await trainAll(page, missing, (result) => {
      const key = configKey(result.config);
      const file = files.find(({ configs }) => configs.some((config) => configKey(config) === key));
      file.runs.push(recordOf(result));
      write(file);
      console.log(
        `${file.name}, seed ${result.config.seed}, ${result.config.learningRate}: ${summary(result)}`,
      );
    });
    if (failures.length > 0) throw new Error(`${failures.length} runs failed: ${failures.join(' ')}`);
  }
} catch (error) {
  await close();
  fail(error.message);
}
await close();

/** A result with where, when and by what it was measured. */
function recordOf(result) {
  const recorded = {
    date: new Date().toISOString().slice(0, 10),
    browser: `Chromium ${browserVersion.split('.')[0]}`,
    cores: cpus().length,
    commit,
  };
  return { ...result, recorded };
}

function summary({ verdict, testAccuracy }) {
  return `${verdict.kind}, ${(testAccuracy * 100).toFixed(2)}%`;
}

function fileOf(name) {
  return join(FOLDER, `${name}.json`);
}

function readRuns(name) {
  if (!existsSync(fileOf(name))) return [];
  try {
    return JSON.parse(readFileSync(fileOf(name), 'utf8')).runs;
  } catch (error) {
    throw new Error(`${fileOf(name)} is broken (${error.message}). Delete it to record it anew.`);
  }
}

/** One run a line, in the order of their configurations, so that a file's history can be read. */
function write({ name, configs, runs }) {
  mkdirSync(FOLDER, { recursive: true });
  const order = configs.map(configKey);
  const place = (run) => order.indexOf(configKey(run.config));
  const lines = [...runs].sort((a, b) => place(a) - place(b)).map((run) => JSON.stringify(run));
  writeFileSync(`${fileOf(name)}.part`, `{"format":${FORMAT},"runs":[\n${lines.join(',\n')}\n]}\n`);
  renameSync(`${fileOf(name)}.part`, fileOf(name));
  writeIndex();
}

/** The page asks for no file that is not there. */
function writeIndex() {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json') && file !== 'index.json')
    .map((file) => file.slice(0, -'.json'.length));
  writeFileSync(fileOf('index'), `${JSON.stringify({ format: FORMAT, names: names.sort() })}\n`);
}

function currentCommit() {
  const { stdout, status } = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : 'unknown';
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', default: '' },
        engine: { type: 'string', default: 'wasm' },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    return values;
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}
