/** Whether two comparisons gave the same numbers, to the last bit. Times are not compared: they are no result. */

/** @import { Evaluation, Verdict } from '../../src/domain/verdict.ts' */
/** @import { ScalingEffect } from '../../src/domain/kernel-scaling.ts' */

/**
 * All that a run has given so far, but times.
 *
 * @typedef {object} RunNumbers
 * @property {Record<string, { steps: number[], values: number[] }>} series
 * @property {Evaluation[]} evaluations Looks at test images, with the answers.
 * @property {ScalingEffect[]} scalings What multiplying kernels did.
 * @property {Verdict} [verdict] Of a run that has ended.
 * @property {Record<string, string>} [network] Of a run that has ended: a digest for each tensor of its last checkpoint.
 */

/**
 * @typedef {object} Difference
 * @property {number} arm A is 0.
 * @property {string} series Or what else differs, such as "evaluations.confusion.3".
 * @property {number} [step] Where it is of one step.
 * @property {unknown} whole Of the run that went through in one go.
 * @property {unknown} interrupted
 */

/**
 * The first difference between runs, arm by arm and step by step; undefined where there is none.
 *
 * @param {readonly RunNumbers[]} whole Of the run that went through in one go.
 * @param {readonly RunNumbers[]} interrupted
 * @returns {Difference | undefined}
 */
export function firstDifference(whole, interrupted) {
  for (let arm = 0; arm < Math.max(whole.length, interrupted.length); arm++) {
    const [a, b] = [whole[arm], interrupted[arm]];
    const found = a && b ? differenceOf(a, b) : { series: 'arm', whole: Boolean(a), interrupted: Boolean(b) };
    if (found) return { arm, ...found };
  }
  return undefined;
}

/**
 * How many values of a run are compared.
 *
 * @param {RunNumbers} run
 */
export function countValues(run) {
  return Object.values(run.series).reduce((sum, { values }) => sum + values.length, 0);
}

/**
 * What a difference is, as one line.
 *
 * @param {Difference} difference
 */
export function differenceText({ arm, series, step, whole, interrupted }) {
  const where = step === undefined ? '' : ` at step ${step}`;
  return `Arm ${'ABCD'[arm]}, ${series}${where}: ${shown(whole)} in one go, ${shown(interrupted)} interrupted.`;
}

/**
 * @param {RunNumbers} a
 * @param {RunNumbers} b
 * @returns {Omit<Difference, 'arm'> | undefined}
 */
function differenceOf(a, b) {
  const inSeries = Object.keys({ ...a.series, ...b.series }).flatMap((name) => seriesDifference(name, a, b));
  // A loss that differs makes all else differ: what differs first says most.
  inSeries.sort((x, y) => (x.step ?? 0) - (y.step ?? 0));
  if (inSeries[0]) return inSeries[0];
  for (const name of /** @type {const} */ (['evaluations', 'scalings', 'verdict', 'network'])) {
    const found = deepDifference(a[name], b[name], name);
    if (found) return found;
  }
  return undefined;
}

/**
 * @param {string} name
 * @param {RunNumbers} a
 * @param {RunNumbers} b
 * @returns {Omit<Difference, 'arm'>[]} One at most.
 */
function seriesDifference(name, a, b) {
  const nothing = { steps: [], values: [] };
  const [left, right] = [a.series[name] ?? nothing, b.series[name] ?? nothing];
  for (let i = 0; i < Math.max(left.steps.length, right.steps.length); i++) {
    const isSame = Object.is(left.steps[i], right.steps[i]) && Object.is(left.values[i], right.values[i]);
    if (isSame) continue;
    const step = Math.min(left.steps[i] ?? Infinity, right.steps[i] ?? Infinity);
    // A step that only one of them has made is a value beside nothing.
    const at = (/** @type {typeof left} */ points) => points.values[points.steps.indexOf(step)];
    return [{ series: name, step, whole: at(left), interrupted: at(right) }];
  }
  return [];
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @param {string} path
 * @returns {Omit<Difference, 'arm'> | undefined}
 */
function deepDifference(a, b, path) {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return { series: path, whole: a, interrupted: b };
  for (const key of Object.keys({ ...a, ...b })) {
    const [left, right] = [a, b].map((value) => /** @type {Record<string, unknown>} */ (value)[key]);
    const found = deepDifference(left, right, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

/** @param {unknown} value */
function shown(value) {
  if (value === undefined) return 'nothing';
  // -0 and NaN have no words in JSON.
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  return JSON.stringify(value);
}
