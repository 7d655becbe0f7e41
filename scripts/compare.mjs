/**
 * `npm run compare`: the main job without a window. Trains the network without and with Batch Normalization in
 * a headless browser and prints what became of them.
 *
 *     npm run compare -- [--lr 1e-3] [--steps 200] [--seed 1] [--preset article|paper|modern]
 *                        [--engine auto|webgl|webgl-ops|wasm|cpu] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { endProgress, fail, openPage, showProgress, table } from './lib/lab.mjs';

const USAGE = `Usage: npm run compare -- [--lr 1e-3] [--steps 200] [--seed 1] [--preset article|paper|modern]
                          [--engine auto|webgl|webgl-ops|wasm|cpu] [--json FILE]`;
const POLL = 500;

const { query, json } = readOptions();
const lab = await openPage(`?${query}`).catch((error) => fail(error.message));
const stop = async (message, code) => {
  await lab.close();
  fail(message, code);
};

const problems = await lab.page.evaluate(() => window.batchNormLab.address.problems);
if (problems.length > 0)
  await stop(
    `${problems.map(({ name, value }) => `"${value}" is not a valid value of --${name}.`).join(' ')}\n${USAGE}`,
    2,
  );

await lab.page.evaluate(() => window.batchNormLab.lab.run());
for (let status = ''; status !== 'finished'; ) {
  await sleep(POLL);
  const now = await lab.page.evaluate(() => {
    const { status, data, runs, comparison, millisecondsLeft } = window.batchNormLab.lab.store.getState();
    return {
      status,
      steps: comparison.steps,
      left: millisecondsLeft,
      problem: data.error ? `${data.error.message} ${data.error.hint}` : runs.find((run) => run.error)?.error,
      runs: runs.map(({ summary, evaluating }) => ({ step: summary.step, evaluating })),
    };
  });
  if (now.problem) await stop(now.problem, 1);
  status = now.status;
  const evaluating = now.runs.find((run) => run.evaluating)?.evaluating;
  const step = Math.min(...now.runs.map((run) => run.step));
  const left = now.left === undefined ? '' : `, about ${Math.round(now.left / 1000)} s left`;
  showProgress(
    `Step ${step} of ${now.steps}${left}${evaluating ? `, evaluating ${evaluating.done}/${evaluating.total}` : ''}`,
  );
}
endProgress();
const result = await lab.page.evaluate(() => window.batchNormLab.export());
await lab.close();

const number = (value, format) => (value === null ? '–' : format(value));
console.log(`Engine: ${result.engine}`);
console.log(
  table([
    ['run', 'verdict', 'test accuracy', 'final loss', 'ms a step'],
    ...result.runs.map((run, index) => [
      `${'AB'[index]} ${run.config.batchNorm === 'off' ? 'without BN' : 'with BN'}`,
      verdictText(run.verdict),
      number(run.testAccuracy, (value) => `${(value * 100).toFixed(2)}%`),
      number(run.finalLoss, (value) => value.toPrecision(4)),
      number(run.millisecondsPerStep, (value) => value.toFixed(0)),
    ]),
  ]),
);
if (json)
  try {
    writeFileSync(json, `${JSON.stringify(result)}\n`);
    console.log(`Written: ${json}`);
  } catch (error) {
    fail(`${json} could not be written: ${error.message}`);
  }

function verdictText(verdict) {
  switch (verdict.kind) {
    case 'collapsed':
      return `collapsed to class ${verdict.class} since step ${verdict.step}`;
    case 'plateau':
      return `plateau since step ${verdict.step}`;
    case 'nan':
      return `NaN at step ${verdict.step}`;
    default:
      return verdict.kind;
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        lr: { type: 'string', default: '1e-3' },
        steps: { type: 'string', default: '200' },
        seed: { type: 'string', default: '1' },
        preset: { type: 'string', default: 'article' },
        engine: { type: 'string', default: 'auto' },
        json: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const { json, help: _, ...parameters } = values;
    return { query: new URLSearchParams(parameters).toString(), json };
  } catch (error) {
    return fail(`${error.message}\n${USAGE}`, 2);
  }
}
