/** Firefox, driven by WebDriver BiDi. */
import { readFileSync, realpathSync } from 'node:fs';
import { installWithApt } from './apt.mjs';
import { findProgram } from './programs.mjs';
import { BUTTON_TIMEOUT, VIEWPORT } from './smoke-page.mjs';

const PLACES = {
  names: ['firefox-esr', 'firefox'],
  mac: ['Firefox.app/Contents/MacOS/firefox'],
  windows: ['Mozilla Firefox/firefox.exe'],
};

/**
 * A Firefox that is installed, or can be.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findFirefox() {
  const find = () => findProgram(PLACES, (path) => !isSnap(path));
  return find() ?? ((await installWithApt('Firefox', ['firefox-esr'])) ? find() : undefined);
}

/**
 * @param {string} executablePath
 * @returns {Promise<import('./smoke-page.mjs').DrivenBrowser>}
 */
export async function openFirefox(executablePath) {
  const { launch } = await import('puppeteer-core');
  const browser = await launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath,
    headless: true,
    defaultViewport: VIEWPORT,
  });
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const problems = [];
    // Those of workers come here too.
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error instanceof Error ? error.message : String(error)));
    const [, version = ''] = (await browser.version()).split('/');
    return {
      name: `Firefox ${version}`,
      open: async (url) => void (await page.goto(url)),
      press: async (name) => {
        const button = page.locator(`::-p-aria([role="button"][name="${name}"])`);
        await button
          .setTimeout(BUTTON_TIMEOUT)
          .click()
          .catch((cause) => {
            throw new Error(`There is no button "${name}" to press.`, { cause });
          });
      },
      read: (expression) => page.evaluate(expression),
      problems: async () => problems,
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * Whether a Firefox is Ubuntu's, or a script that starts that: it sees none of the profiles in /tmp with which
 * a driver starts it.
 *
 * @param {string} path
 */
function isSnap(path) {
  if (process.platform !== 'linux') return false;
  const file = realpathSync(path);
  return file.endsWith('/snap') || readFileSync(file).subarray(0, 4096).includes('/snap/');
}
