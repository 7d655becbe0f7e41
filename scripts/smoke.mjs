/**
 * The lab's smoke test in the browsers that the other tests do not use: open the built page, train, see both curves.
 *
 *     node scripts/smoke.mjs [--only firefox|webkit]
 *
 * A browser that is neither installed nor can be is left out. The last line is "N passed, N failed".
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { findFirefox, openFirefox } from './lib/firefox.mjs';
import { serveBuilt } from './lib/serve.mjs';
import { ensureBuilt, ensureData, ensureInstalled, requireNodeVersion } from './lib/setup.mjs';
import { checksOf, QUERY, RUN_BUTTON, readPage } from './lib/smoke-page.mjs';
import { findWebKit, openWebKit, WEBKIT_HEAD_SCRIPT } from './lib/webkit.mjs';

/** @typedef {import('./lib/smoke-page.mjs').DrivenBrowser} DrivenBrowser */
/** @typedef {import('./lib/counts.mjs').Counts} Counts */

/** Milliseconds that the runs may take; on two cores of 2020 they take 15 seconds. */
const PATIENCE = 180_000;
/** Milliseconds between two looks at the page. */
const INTERVAL = 500;

/**
 * `find` gives a function that opens the browser, or nothing where there is none.
 *
 * @type {Record<string, { label: string, headScript?: string, find: () => Promise<(() => Promise<DrivenBrowser>) | undefined> }>}
 */
const BROWSERS = {
  firefox: {
    label: 'Firefox',
    find: async () => {
      const path = await findFirefox();
      return path === undefined ? undefined : () => openFirefox(path);
    },
  },
  webkit: {
    label: 'WebKit',
    headScript: WEBKIT_HEAD_SCRIPT,
    find: async () => {
      const programs = await findWebKit();
      return programs && (() => openWebKit(programs));
    },
  },
};

/**
 * Trains in one browser and looks at the page until all is as it should be, or time is up.
 *
 * @param {DrivenBrowser} browser
 * @param {string} url
 */
async function train(browser, url) {
  await browser.open(url);
  await browser.press(RUN_BUTTON);
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const checks = checksOf(await readPage(browser), await browser.problems());
    if (checks.every(({ passed }) => passed) || performance.now() > deadline) return checks;
    await sleep(INTERVAL);
  }
}

/**
 * @param {(typeof BROWSERS)[string]} browser
 * @returns {Promise<Counts>}
 */
async function smoke({ label, headScript, find }) {
  const open = await find();
  if (!open) {
    console.log(`${label}: skipped, for it is neither installed nor could it be.`);
    return { passed: 0, failed: 0 };
  }
  const start = performance.now();
  const server = await serveBuilt(headScript === undefined ? {} : { headScript });
  try {
    const browser = await open();
    try {
      const checks = await train(browser, `${server.url}${QUERY}`);
      const failures = checks.filter(({ passed }) => !passed);
      const counts = { passed: checks.length - failures.length, failed: failures.length };
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`${browser.name}: ${counts.passed} passed, ${counts.failed} failed in ${seconds} s`);
      for (const { what, seen } of failures) console.log(`  ✗ ${what}; seen: ${JSON.stringify(seen)}`);
      return counts;
    } finally {
      await browser.close();
    }
  } catch (error) {
    // The drivers' messages go on with traces of the browser's own code.
    const [message] = String(error instanceof Error ? error.message : error).split('\n');
    console.log(`${label}: 0 passed, 1 failed: ${message}`);
    return { passed: 0, failed: 1 };
  } finally {
    await server.close();
  }
}

/** The chosen browsers; all without `--only`. Ends the process when the options are wrong. */
function readOptions() {
  const usage = `Usage: node scripts/smoke.mjs [--only ${Object.keys(BROWSERS).join('|')}]`;
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (values.only === undefined) return Object.values(BROWSERS);
    const browser = BROWSERS[values.only];
    if (!browser) throw new Error(`There is no browser "${values.only}" here.`);
    return [browser];
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return process.exit(2);
  }
}

requireNodeVersion();
const chosen = readOptions();
// What was started for a browser ends with this process, but only if that ends by itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
await ensureInstalled();
ensureData();
await ensureBuilt();
const total = { passed: 0, failed: 0 };
for (const browser of chosen) {
  const { passed, failed } = await smoke(browser);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
