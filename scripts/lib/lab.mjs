/** The built lab in a headless browser: what the command line tools drive. */
import { chromeArguments, findChrome } from './chrome.mjs';
import { serveBuilt } from './serve.mjs';
import { ensureBuilt, ensureData, ensureInstalled, requireNodeVersion } from './setup.mjs';

/** Does what is missing before the built pages can be served. */
export async function prepare() {
  requireNodeVersion();
  await ensureInstalled();
  ensureData();
  await ensureBuilt();
}

/**
 * Does what is missing, serves the built pages and opens one of them.
 *
 * @param {string} path Of the page, relative to the lab, such as "bench/?quick".
 * @param {import('@playwright/test').LaunchOptions} [launch] Another way to start the browser; arguments come on top.
 * @returns {Promise<{ page: import('@playwright/test').Page, close: () => Promise<void>, browserVersion: string }>}
 */
export async function openPage(path, { args = [], ...launch } = {}) {
  await prepare();
  const executablePath = await findChrome();
  // Only now: before `ensureInstalled` there may be no Playwright.
  const { chromium } = await import('@playwright/test');
  const server = await serveBuilt();
  const browser = await chromium.launch({ ...launch, executablePath, args: [...chromeArguments(), ...args] });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    // Nothing is to be kept for a second visit: there is none.
    const page = await browser.newPage({ serviceWorkers: 'block' });
    page.on('pageerror', (error) => console.error(`The page reports: ${error.message}`));
    await page.goto(`${server.url}${path}`);
    return { page, close, browserVersion: browser.version() };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Milliseconds between two progress lines where they cannot replace each other. */
const LINE_INTERVAL = 10_000;
let lastLineAt = Number.NEGATIVE_INFINITY;

/**
 * Shows a line in place of the one before; where the output is not a terminal, a new one now and then.
 *
 * @param {string} line
 */
export function showProgress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  else if (performance.now() - lastLineAt >= LINE_INTERVAL) {
    lastLineAt = performance.now();
    console.error(line);
  }
}

/** Takes the progress line away. */
export function endProgress() {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

/**
 * Ends the program with one clear line; 2 says that it was called wrongly, 1 that something failed.
 *
 * @param {string} message
 * @returns {never}
 */
export function fail(message, code = 1) {
  endProgress();
  console.error(message);
  process.exit(code);
}

/**
 * Columns of text, aligned; numbers to the right.
 *
 * @param {(string | number)[][]} rows All of one length, the headings first.
 */
export function table(rows) {
  const texts = rows.map((row) => row.map(String));
  const columns = (texts[0] ?? []).map((_, column) => texts.map((row) => row[column] ?? ''));
  const padded = columns.map((cells) => {
    const width = Math.max(...cells.map((cell) => cell.length));
    const isNumber = cells.slice(1).every((cell) => /^[-–\d<]/.test(cell));
    return cells.map((cell) => (isNumber ? cell.padStart(width) : cell.padEnd(width)));
  });
  return texts
    .map((_, row) =>
      padded
        .map((cells) => cells[row])
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
