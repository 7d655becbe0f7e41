/** Finds a Chrome or Chromium for the browser tests, and the options with which it runs them anywhere. */
import { installWithApt } from './apt.mjs';
import { findProgram, isProgram, isRoot } from './programs.mjs';

const PLACES = {
  names: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'],
  mac: ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'],
  windows: ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'],
};
/** Chrome without windows, menus and toolbars; Debian's package of it stands beside that of Chromium. */
const SHELL = { names: ['chromium-headless-shell'] };
const DEBIAN = '/usr/bin/chromium';

/**
 * The path of a Chrome: the one in CHROME_PATH, an installed one, or the one that Playwright downloaded. As
 * root on a Linux with apt-get, which is how containers are, Chromium is installed when there is none.
 *
 * @returns {Promise<string>}
 * @throws {Error} when there is none; the message says what to install.
 */
export async function findChrome() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROME_PATH is "${chosen}", which is not a program. Correct it or unset it.`);
  }
  return installed() ?? (await fromPlaywright()) ?? (await fromApt()) ?? giveUp();
}

/**
 * The path of the Chrome in which pages open soonest, for many tests that open many of them: its headless shell, whose page is
 * all that it draws. In turn, 24 tests took 102 and 100 seconds with Debian's Chromium and 77 and 80 with its shell. CHROME_PATH,
 * or any Chrome, where there is none.
 *
 * @returns {Promise<string>}
 * @throws {Error} when there is no Chrome.
 */
export async function findHeadlessChrome() {
  const chrome = await findChrome();
  if (process.env.CHROME_PATH) return chrome;
  return findProgram(SHELL) ?? (chrome === DEBIAN ? await shellFromApt() : undefined) ?? chrome;
}

/** Options for a browser that is driven by tests. */
export function chromeArguments() {
  return [
    // Computers without a graphics card get WebGL 2, with float textures, from the software renderer. Chrome
    // falls back on it by itself only with this option; where there is a graphics card, that is used.
    '--enable-unsafe-swiftshader',
    // Nothing but the page may use the network or the processor.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    // The sandbox refuses to work for root.
    ...(isRoot() ? ['--no-sandbox'] : []),
  ];
}

function installed() {
  return findProgram(PLACES);
}

async function fromPlaywright() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return isProgram(path) ? path : undefined;
}

async function fromApt() {
  return (await installWithApt('Chrome or Chromium', ['chromium'])) ? installed() : undefined;
}

async function shellFromApt() {
  return (await installWithApt('headless shell of Chromium', SHELL.names)) ? findProgram(SHELL) : undefined;
}

/** @returns {never} */
function giveUp() {
  throw new Error(
    'There is no Chrome or Chromium for the browser tests: install Google Chrome, or run ' +
      '"npx playwright install chromium", or set CHROME_PATH to the program.',
  );
}
