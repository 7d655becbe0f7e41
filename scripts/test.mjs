/** `npm test`: every check there is, from types to the browser. Its last line is "N passed, N failed". */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChrome, findHeadlessChrome } from './lib/chrome.mjs';
import { playwrightCounts, printedCounts, stepCounts, vitestCounts } from './lib/counts.mjs';
import { messageOf } from './lib/errors.mjs';
import { print, withHeldOutput } from './lib/held-output.mjs';
import { listOf, oneOf, readOptions } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';
import { run, runTool } from './lib/run.mjs';
import { ensureBuilt, ensureData, ensureInstalled, ensureKernels } from './lib/setup.mjs';

/** On the fastest engine. */
const RESUME = ['--engine', 'simd'];
const REPORTS = join(ROOT, 'node_modules', '.cache', 'batchnorm-lab');

/**
 * The steps, in order. `run` does one: it gives its exit code and, where it knows them, its counts; throwing
 * is failing. `needs`: a step that must have passed before; one of another lane is waited for. `chrome`: it is given
 * CHROME_PATH and CHROME_HEADLESS_PATH. `lane`: steps of two lanes are done side by side, as each of them keeps one core busy; those of none come
 * behind them.
 *
 * @typedef {{ name: string, needs?: string, chrome?: boolean, lane?: 'node' | 'page', run: () => Promise<StepResult> }} Step
 * @typedef {{ code: number, counts?: import('./lib/counts.mjs').Counts | undefined }} StepResult
 * @type {Step[]}
 */
const STEPS = [
  { name: 'types', lane: 'node', run: () => runTool('typescript', ['--noEmit'], { tool: 'tsc' }) },
  { name: 'lint', lane: 'page', run: () => runTool('@biomejs/biome', ['ci', '.'], { tool: 'biome' }) },
  { name: 'styles', lane: 'page', run: () => runTool('stylelint', ['src/**/*.css']) },
  { name: 'unused', lane: 'page', run: () => runTool('knip', []) },
  { name: 'unit', lane: 'node', run: unit },
  { name: 'build', lane: 'page', run: build },
  {
    name: 'conformance',
    needs: 'build',
    chrome: true,
    lane: 'page',
    run: () => counted('conformance.mjs'),
  },
  { name: 'inspection', needs: 'build', chrome: true, lane: 'node', run: () => counted('inspect.mjs') },
  {
    name: 'resume',
    needs: 'build',
    chrome: true,
    lane: 'node',
    run: () => counted('resume-check.mjs', ...RESUME),
  },
  {
    name: 'mesa',
    needs: 'build',
    chrome: true,
    lane: 'node',
    run: () => counted('conformance.mjs', '--mesa'),
  },
  { name: 'browsers', needs: 'build', lane: 'node', run: () => counted('smoke.mjs') },
  { name: 'browser', needs: 'build', chrome: true, run: browser },
  { name: 'size', needs: 'build', run: () => runTool('size-limit', []) },
];

async function unit() {
  const report = join(REPORTS, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await runTool('vitest', ['run', ...reporters]);
  return { code, counts: vitestCounts(report) };
}

async function build() {
  await ensureBuilt();
  return { code: 0 };
}

/**
 * A script of this folder that prints its counts.
 *
 * @param {string} name
 * @param {string[]} args
 */
async function counted(name, ...args) {
  const script = join(ROOT, 'scripts', name);
  const { code, output } = await run(process.execPath, [script, ...args], { capture: true });
  return { code, counts: printedCounts(output) };
}

async function browser() {
  const report = join(REPORTS, 'browser.json');
  const { code } = await runTool('@playwright/test', ['test', '--reporter=list,json'], {
    tool: 'playwright',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return { code, counts: playwrightCounts(report) };
}

/** The chosen steps, with those they need; all without `--only`. */
function chosenSteps() {
  const names = STEPS.map(({ name }) => name);
  const { values } = readOptions({
    name: 'npm test --',
    about: 'Runs every check there is. The last line is "N passed, N failed".',
    options: {
      only: { ...listOf('STEP,STEP', oneOf(names)), help: 'these steps alone, and those they need' },
    },
    notes: `Steps: ${names.join(', ')}`,
  });
  if (values.only === undefined) return STEPS;
  const chosen = new Set(values.only);
  for (const { name, needs } of STEPS) if (needs && chosen.has(name)) chosen.add(needs);
  return STEPS.filter(({ name }) => chosen.has(name));
}

/** The browsers, looked for once and only when a step needs them. @type {Promise<void> | undefined} */
let browsers;

/** Before any of them runs: to install one of them may replace the other by a newer one. */
async function findBrowsers() {
  const headless = await findHeadlessChrome();
  process.env.CHROME_PATH = await findChrome();
  process.env.CHROME_HEADLESS_PATH = headless;
}

/**
 * Runs one step; gives its counts.
 *
 * @param {Step} step
 * @param {ReadonlySet<string>} failedSteps
 */
async function runStep(step, failedSteps) {
  print(`\n── ${step.name} ${'─'.repeat(Math.max(0, 76 - step.name.length))}\n`);
  try {
    if (step.needs !== undefined && failedSteps.has(step.needs))
      throw new Error(`Not run, since "${step.needs}" failed.`);
    if (step.chrome) {
      browsers ??= findBrowsers();
      await browsers;
    }
    const { code, counts } = await step.run();
    return stepCounts(counts, code === 0);
  } catch (error) {
    print(`${messageOf(error)}\n`);
    return stepCounts(undefined, false);
  }
}

/**
 * Does the steps of all lanes, each lane in order. Of two lanes, what a step prints is shown when it has ended.
 *
 * @param {readonly Step[]} steps
 * @param {(step: Step) => Promise<void>} perform
 */
async function sideBySide(steps, perform) {
  const lanes = [...new Set(steps.flatMap(({ lane }) => lane ?? []))].map((lane) =>
    steps.filter((step) => step.lane === lane),
  );
  const inOrder = async (/** @type {Step[]} */ lane) => {
    for (const step of lane) await (lanes.length > 1 ? withHeldOutput(() => perform(step)) : perform(step));
  };
  if (lanes.length > 1)
    console.log(`Side by side: ${lanes.map((lane) => lane.map(({ name }) => name).join(', ')).join(' | ')}`);
  await Promise.all(lanes.map(inOrder));
}

async function main() {
  const steps = chosenSteps();
  await ensureInstalled();
  ensureData();
  // Types and unit tests need them before there is a build.
  await ensureKernels();
  // A report of an earlier run must not be taken for one of this run.
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  const total = { passed: 0, failed: 0 };
  /** @type {Set<string>} */
  const failedSteps = new Set();
  /** @type {Map<Step, string>} */
  const summary = new Map();
  /** @type {Map<string, () => void>} */
  const ended = new Map();
  const ends = new Map(
    steps.map(({ name }) => [name, new Promise((resolve) => ended.set(name, () => resolve(undefined)))]),
  );
  const perform = async (/** @type {Step} */ step) => {
    if (step.needs !== undefined) await ends.get(step.needs);
    const start = performance.now();
    const { passed, failed } = await runStep(step, failedSteps);
    const seconds = Math.round((performance.now() - start) / 1000);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failedSteps.add(step.name);
    const mark = failed > 0 ? '✗' : passed > 0 ? '✓' : '–';
    summary.set(step, `${mark} ${step.name}: ${passed} passed, ${failed} failed, ${seconds} s`);
    ended.get(step.name)?.();
  };
  await sideBySide(steps, perform);
  for (const step of steps) if (!step.lane) await perform(step);
  console.log(`\n${steps.map((step) => summary.get(step)).join('\n')}\n`);
  return total;
}

const { passed, failed } = await main().catch((error) => {
  console.error(messageOf(error));
  return { passed: 0, failed: 1 };
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
