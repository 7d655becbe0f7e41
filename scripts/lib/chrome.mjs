/** Finds a Chrome or Chromium for the browser tests, and the options with which it runs them anywhere. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

const NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

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
  return usualPlaces().find(isProgram);
}

function usualPlaces() {
  const { PATH = '', HOME = '', PROGRAMFILES, LOCALAPPDATA } = process.env;
  const x86 = process.env['PROGRAMFILES(X86)'];
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(HOME, 'Applications')].flatMap((folder) => [
        join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
        join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      ]);
    case 'win32':
      return [PROGRAMFILES, x86, LOCALAPPDATA]
        .filter(Boolean)
        .flatMap((folder) => [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Chromium/Application/chrome.exe'),
        ]);
    default: {
      const folders = [...PATH.split(delimiter), '/usr/bin', '/snap/bin'].filter(Boolean);
      return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
    }
  }
}

async function fromPlaywright() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return isProgram(path) ? path : undefined;
}

async function fromApt() {
  const apt = '/usr/bin/apt-get';
  if (process.platform !== 'linux' || !isRoot() || !isProgram(apt)) return undefined;
  console.log('There is no Chrome or Chromium; installing Chromium with apt-get …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // An outdated list of packages may still do, so only the installation itself has to succeed.
  await run(apt, ['update'], { env });
  await run(apt, ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  return installed();
}

function giveUp() {
  throw new Error(
    'There is no Chrome or Chromium for the browser tests: install Google Chrome, or run ' +
      '"npx playwright install chromium", or set CHROME_PATH to the program.',
  );
}

function isRoot() {
  return process.getuid?.() === 0;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
