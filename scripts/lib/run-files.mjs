/** Files of finished runs, as `--json` and the page's export write them, read also where older versions wrote them. */
import { messageOf } from './errors.mjs';

/** @import { RunConfig } from '../../src/domain/config.ts' */
/** @import { RunResult } from '../../src/domain/run-result.ts' */

/**
 * The runs of such a file, with configurations of today.
 *
 * @param {string} text
 * @returns {RunResult[]}
 * @throws {Error} when it is no such file; the message says why.
 */
export function parseRuns(text) {
  const file = jsonOf(text);
  if (!isObject(file) || !Array.isArray(file.runs)) throw new Error('it has no list of runs');
  return file.runs.map((run, i) => {
    if (!isRun(run)) throw new Error(`run ${i + 1} has no configuration or no result`);
    return { ...run, config: upgraded(run.config) };
  });
}

/**
 * A configuration as it is written today: until version 0.1 there was `batchNorm`, "off" or the axes, in the place of a
 * normalization.
 *
 * @param {RunConfig & { batchNorm?: unknown }} config
 * @returns {RunConfig}
 */
function upgraded({ batchNorm, ...config }) {
  if (batchNorm === 'off') return { ...config, normalization: { kind: 'none' } };
  if (batchNorm === 'per-feature-map' || batchNorm === 'per-activation')
    return { ...config, normalization: { kind: 'batch', axes: batchNorm } };
  return config;
}

/**
 * Whether a value is a run, as far as scripts look into it; the page checks configurations before it trains them.
 *
 * @param {unknown} value
 * @returns {value is RunResult}
 */
function isRun(value) {
  return (
    isObject(value) &&
    isObject(value.config) &&
    isObject(value.verdict) &&
    typeof value.verdict.kind === 'string' &&
    (value.testAccuracy === null || typeof value.testAccuracy === 'number')
  );
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not JSON: ${messageOf(error)}`);
  }
}
