/**
 * `npm run compare`: the main job without a window. Trains two to four networks, which differ in what their arms say, in
 * a headless browser and prints what became of them.
 *
 * Options are handed to the page as parameters of its address, which checks them: page and command line read the same.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './lib/errors.mjs';
import { jsonFile, writeJson } from './lib/json-file.mjs';
import { endProgress, fail, showProgress, table } from './lib/lab.mjs';
import { oneOf, readOptions, text, wrongly } from './lib/options.mjs';
import { dataFolder, trainOnFolder } from './lib/own-data.mjs';
import { parseRuns } from './lib/run-files.mjs';
import { labOf, openLab } from './lib/scripting.mjs';
import { ENGINE_CHOICES, PRESETS } from './lib/words.mjs';

/** @import { ArmSetting } from '../src/domain/comparison.ts' */
/** @import { Lab, LabHandle, Page } from './lib/scripting.mjs' */

const POLL = 500;
const LETTERS = 'ABCD';

/** Settings that an arm can have of its own, by their names in an address. @type {Record<ArmSetting, string>} */
const armParameters = {
  learningRate: 'lr',
  normalization: 'normalization',
  loss: 'loss',
  keepProbability: 'keep',
  evaluationStatistics: 'evaluation',
  scaleInit: 'scale',
  kernelInit: 'kernels',
  epsilon: 'epsilon',
  momentum: 'momentum',
  runningVariance: 'variance',
};
const armOptions = Object.fromEntries(
  [...LETTERS.toLowerCase()].flatMap((letter) =>
    Object.values(armParameters).map((name) => [`${letter}.${name}`, text('VALUE')]),
  ),
);

const AXES = 'per-feature-map|per-activation';
const OTHERS = 'group:GROUPS|ghost:IMAGES|noisy-batch:AXES:STRENGTH';
const command = /** @type {const} */ ({
  name: 'npm run compare --',
  about: 'Trains two to four networks without a window; prints a table, and all numbers as JSON.',
  options: {
    arms: {
      ...text('ARM,ARM'),
      help: `what is compared: none, batch, batch:${AXES}, ${OTHERS} (none,batch)`,
    },
    preset: { ...oneOf(PRESETS), default: 'article', help: 'the setting to start from' },
    lr: { ...text('RATE'), default: '1e-3', help: 'learning rate; "1e-3,1e-4@300" is 1e-4 from step 300 on' },
    steps: { ...text('N'), default: '200', help: 'training steps' },
    seed: { ...text('N'), help: "of weights, batches and dropout (the page's)" },
    loss: { ...text('LOSS'), help: 'double-softmax, softmax-cross-entropy or sum-log' },
    batch: { ...text('N'), help: 'images in a batch' },
    keep: { ...text('SHARE'), help: 'of units that dropout keeps' },
    every: { ...text('N'), help: 'steps between two looks at test images' },
    statistics: { ...text(`${AXES}|${OTHERS}`), help: 'what normalises' },
    evaluation: { ...text('batch|moving|population'), help: 'statistics for test images' },
    scale: { ...text('truncated-normal|one-zero'), help: 'how gamma and beta start' },
    kernels: { ...text('truncated-normal|he-normal'), help: 'how kernels start' },
    epsilon: { ...text('E'), help: 'added to variances' },
    momentum: {
      ...text('SHARE'),
      help: "of the past in moving averages: Keras's convention, 0.9 is PyTorch's 0.1",
    },
    variance: { ...text('biased|unbiased'), help: 'of a batch, in moving averages' },
    order: { ...text('file|shuffled'), help: 'of the training images' },
    data: { ...dataFolder(), help: 'trains on the four IDX files of this folder instead of MNIST' },
    config: { ...text('FILE'), help: 'trains the runs of a file that --json or the page has written' },
    engine: { ...oneOf(ENGINE_CHOICES), default: 'auto', help: 'what trains' },
    json: { ...jsonFile(), help: 'where all numbers go' },
    ...armOptions,
  },
  notes: `A setting of one arm alone has the arm's letter before its name, --a. to --d.: --b.lr 1e-4, --a.loss sum-log. These
settings can have one: ${Object.values(armParameters).join(', ')}.`,
});

const { values, given } = readOptions(command);
const { json, config, data, ...parameters } = values;
const replayed = config === undefined ? undefined : readConfigs(config);
const opened = await openLab(`?${queryOf(replayed ? { engine: values.engine } : parameters)}`).catch(
  (error) => fail(messageOf(error)),
);
/** @type {ReturnType<Lab['export']>} */
let result;
/** @type {{ arms: string[], verdicts: string[] }} */
let words;
try {
  const lab = replayed ? await openRuns(opened.page, opened.lab, replayed) : opened.lab;
  const problems = await lab.evaluate(({ address }) => address.problems);
  if (problems.length > 0)
    await stop(problems.map(({ name, value }) => `"${value}" is not a valid value of --${name}.`).join(' '));
  await chooseData(opened.page, lab);
  await train(lab);
  result = await lab.evaluate((lab) => lab.export());
  words = await lab.evaluate(
    ({ armNames, verdictText }, verdicts) => ({
      arms: armNames(),
      verdicts: verdicts.map((verdict) => verdictText(verdict)),
    }),
    result.runs.map(({ verdict }) => verdict),
  );
} catch (error) {
  await opened.close();
  fail(messageOf(error));
}
await opened.close();

console.log(`Engine: ${result.engine}`);
console.log(
  table([
    ['run', 'verdict', 'test accuracy', 'final loss', 'ms per step'],
    ...result.runs.map((run, i) => [
      `${LETTERS[i]} ${words.arms[i]}`,
      words.verdicts[i] ?? '',
      shown(run.testAccuracy, (value) => `${(value * 100).toFixed(2)}%`),
      shown(run.finalLoss, (value) => value.toPrecision(4)),
      shown(run.millisecondsPerStep, (value) => value.toFixed(0)),
    ]),
  ]),
);
if (json !== undefined)
  try {
    writeJson(json, result);
    console.log(`Written: ${json}`);
  } catch (error) {
    fail(messageOf(error));
  }

/**
 * Trains all runs to their end.
 *
 * @param {LabHandle} lab
 */
async function train(lab) {
  await lab.evaluate(({ lab }) => lab.run());
  for (let status = ''; status !== 'finished'; ) {
    await sleep(POLL);
    const now = await lab.evaluate(async ({ lab, problemText }) => {
      const { status, data, runs, comparison, millisecondsLeft } = lab.store.getState();
      const problem = data.error ?? runs.find((run) => run.problem)?.problem;
      return {
        status,
        steps: comparison.shared.steps,
        left: millisecondsLeft,
        problem: problem && (await problemText(problem)),
        runs: runs.map(({ summary, evaluating }) => ({ step: summary.step, evaluating })),
      };
    });
    if (now.problem) throw new Error(now.problem);
    status = now.status;
    const evaluating = now.runs.find((run) => run.evaluating)?.evaluating;
    const step = Math.min(...now.runs.map((run) => run.step));
    const left = now.left === undefined ? '' : `, about ${Math.round(now.left / 1000)} s left`;
    const looking = evaluating ? `, evaluating ${evaluating.done}/${evaluating.total}` : '';
    showProgress(`Step ${step} of ${now.steps}${left}${looking}`);
  }
  endProgress();
}

/**
 * Has the lab train on the folder of --data, where one is given or must be.
 *
 * @param {Page} page
 * @param {LabHandle} lab
 */
async function chooseData(page, lab) {
  const wanted = replayed?.map((config) => config.data).find((of) => of?.kind === 'own');
  if (!data) {
    if (wanted)
      await stop(`The runs of --config "${config}" are about “${wanted.name}”: name its folder by --data.`);
    return;
  }
  const found = await trainOnFolder(page, lab, data);
  if (replayed && found.hash !== wanted?.hash)
    await stop(`--data holds other images than those that the runs of --config "${config}" are about.`);
}

/**
 * The lab with the runs of a file for its arms.
 *
 * @param {Page} page
 * @param {LabHandle} lab
 * @param {import('../src/domain/config.ts').RunConfig[]} configs
 */
async function openRuns(page, lab, configs) {
  const query = await lab.evaluate(({ addressOf }, configs) => addressOf(configs), configs);
  if (query === undefined)
    await stop(
      `--config "${config}" cannot be trained as one comparison: its runs have values that are not allowed, or differ in what all arms share.`,
    );
  const address = new URL(`?${queryOf({ engine: values.engine })}`, page.url());
  for (const [name, value] of new URLSearchParams(query)) address.searchParams.set(name, value);
  await page.goto(address.href);
  return labOf(page);
}

/**
 * The configurations in a file of runs. Ends the process when it cannot be used.
 *
 * @param {string} file
 */
function readConfigs(file) {
  const other = [...given].find((name) => !['config', 'data', 'engine', 'json'].includes(name));
  if (other !== undefined)
    wrongly(
      command,
      `--config says all that is trained: beside it only --data, --engine and --json, not --${other}.`,
    );
  try {
    const runs = parseRuns(readFileSync(file, 'utf8'));
    if (runs.length < 2 || runs.length > LETTERS.length)
      throw new Error(`it holds ${runs.length} runs, and 2 to ${LETTERS.length} can be compared`);
    return runs.map((run) => run.config);
  } catch (error) {
    return wrongly(command, `--config "${file}" cannot be used: ${messageOf(error)}.`);
  }
}

/** @param {Record<string, string | undefined>} parameters */
function queryOf(parameters) {
  const wanted = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(wanted).toString();
}

/**
 * Ends the process, since it was called wrongly.
 *
 * @param {string} problem
 * @returns {Promise<never>}
 */
async function stop(problem) {
  await opened.close();
  return wrongly(command, problem);
}

/**
 * @param {number | null} value
 * @param {(value: number) => string} format
 */
function shown(value, format) {
  return value === null ? '–' : format(value);
}
