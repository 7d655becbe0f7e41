/**
 * `npm test`: every check there is, from types to the browser. Its last line is "N passed, N failed".
 *
 *     npm test -- [--only unit,lint]
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChrome } from './lib/chrome.mjs';
import { playwrightCounts, printedCounts, stepCounts, vitestCounts } from './lib/counts.mjs';
import { ROOT } from './lib/root.mjs';
import { run, runTool } from './lib/run.mjs';
import { ensureBuilt, ensureData, ensureInstalled, requireNodeVersion } from './lib/setup.mjs';

const REPORTS = join(ROOT, 'node_modules', '.cache', 'batchnorm-lab');

/**
 * The steps, in order. `run` does one: it gives its exit code and, where it knows them, its counts; throwing
 * is failing. `needs`: a step that must have passed before. `chrome`: it is given CHROME_PATH.
 *
 * @type {{ name: string, needs?: string, chrome?: boolean, run: () => Promise<StepResult> }[]}
 * @typedef {{ code: number, counts?: import('./lib/counts.mjs').Counts }} StepResult
 */
const STEPS = [
  { name: 'types', run: () => runTool('typescript', ['--noEmit'], { tool: 'tsc' }) },
  { name: 'lint', run: () => runTool('@biomejs/biome', ['ci', '.'], { tool: 'biome' }) },
  { name: 'unused', run: () => runTool('knip', []) },
  { name: 'unit', run: unit },
  { name: 'build', run: build },
  { name: 'conformance', needs: 'build', chrome: true, run: () => counted('conformance.mjs') },
  { name: 'browser', needs: 'build', chrome: true, run: browser },
  { name: 'browsers', needs: 'build', run: () => counted('smoke.mjs') },
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

/** A script of this folder that prints its counts. */
async function counted(name) {
  const script = join(ROOT, 'scripts', name);
  const { code, output } = await run(process.execPath, [script], { capture: true });
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

/** The chosen steps, with those they need; all without `--only`. Ends the process when the options are wrong. */
function readOptions() {
  const usage = `Usage: npm test -- [--only step,step]\nSteps: ${STEPS.map(({ name }) => name).join(', ')}`;
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (values.only === undefined) return STEPS;
    const chosen = new Set(values.only.split(','));
    const unknown = [...chosen].find((name) => !STEPS.some((step) => step.name === name));
    if (unknown !== undefined) throw new Error(`There is no step "${unknown}".`);
    for (const { name, needs } of STEPS) if (needs && chosen.has(name)) chosen.add(needs);
    return STEPS.filter(({ name }) => chosen.has(name));
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** The path of Chrome, looked for once and only when a step needs it. */
let chrome;

/** Runs one step; gives its counts. */
async function runStep(step, failedSteps) {
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 76 - step.name.length))}`);
  try {
    if (failedSteps.has(step.needs)) throw new Error(`Not run, since "${step.needs}" failed.`);
    if (step.chrome) {
      chrome ??= findChrome();
      process.env.CHROME_PATH = await chrome;
    }
    const { code, counts } = await step.run();
    return stepCounts(counts, code === 0);
  } catch (error) {
    console.error(error.message);
    return stepCounts(undefined, false);
  }
}

async function main() {
  const steps = readOptions();
  await ensureInstalled();
  ensureData();
  // A report of an earlier run must not be taken for one of this run.
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  const total = { passed: 0, failed: 0 };
  const failedSteps = new Set();
  const summary = [];
  for (const step of steps) {
    const { passed, failed } = await runStep(step, failedSteps);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failedSteps.add(step.name);
    const mark = failed > 0 ? '✗' : passed > 0 ? '✓' : '–';
    summary.push(`${mark} ${step.name}: ${passed} passed, ${failed} failed`);
  }
  console.log(`\n${summary.join('\n')}\n`);
  return total;
}

requireNodeVersion();
const { passed, failed } = await main().catch((error) => {
  console.error(error.message);
  return { passed: 0, failed: 1 };
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
