/** How many tests passed and failed, from the reports of the tools that ran them. */
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * What is read of Vitest's report.
 *
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults
 */

/** What is read of Playwright's. @typedef {{ stats: { expected: number, flaky: number, unexpected: number } }} PlaywrightReport */

/**
 * Counts from Vitest's JSON report.
 *
 * @param {string} file
 * @returns {Counts | undefined} Undefined when there is no report.
 */
export function vitestCounts(file) {
  const report = /** @type {VitestReport | undefined} */ (readReport(file));
  if (!report) return undefined;
  // A file that does not even load has no tests that could fail; it counts as one.
  const unloaded = report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/**
 * Counts from Playwright's JSON report. A flaky test, which passed when repeated, has passed.
 *
 * @param {string} file
 * @returns {Counts | undefined} Undefined when there is no report.
 */
export function playwrightCounts(file) {
  const report = /** @type {PlaywrightReport | undefined} */ (readReport(file));
  const stats = report?.stats;
  return stats && { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

/**
 * Counts from a program's last line "N passed, N failed".
 *
 * @param {string} output
 * @returns {Counts | undefined} Undefined when there is no such line.
 */
export function printedCounts(output) {
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed\s*$/gm)].at(-1);
  return line && { passed: Number(line[1]), failed: Number(line[2]) };
}

/**
 * What a step counts as: its own counts; without any, one test. A step that ended badly has at least one
 * failure, whatever its report says.
 *
 * @param {Counts | undefined} counts
 * @param {boolean} ended Whether the step ended well.
 * @returns {Counts}
 */
export function stepCounts(counts, ended) {
  const { passed, failed } = counts ?? { passed: ended ? 1 : 0, failed: 0 };
  return { passed, failed: ended ? failed : Math.max(failed, 1) };
}

/**
 * @param {string} file
 * @returns {unknown} Undefined when there is none.
 */
function readReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Cut off: the tool crashed while writing it.
    return undefined;
  }
}
