/**
 * `npm run pictures`: the pictures that are kept: those of the README, the moving one of a run, the one for those who are
 * sent the lab's address, and the icons. Each is of the built lab as it is.
 */
import { join } from 'node:path';
import { chromeArguments, findChrome } from './lib/chrome.mjs';
import { messageOf } from './lib/errors.mjs';
import { fail, prepare } from './lib/lab.mjs';
import { listOf, oneOf, readOptions } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';
import { ENGINE, open, scenes, train } from './lib/scenes.mjs';
import { serveBuilt } from './lib/serve.mjs';

/** @import { Browser, Page } from '@playwright/test' */

const DESKTOP = { width: 1440, height: 900 };
/** Steps between two pictures of the moving one, and its last step. */
const FRAME_STEPS = 15;
const LAST_STEP = 300;
/** Milliseconds that a picture stands, and the last one. */
const FRAME_TIME = 140;
const LAST_TIME = 2500;
/** Of the moving picture, in pixels: more would not stay below 1 MB. */
const FRAME_WIDTH = 960;

/** @type {Record<string, (browser: Browser, url: string) => Promise<void>>} */
const pictures = {
  compare: async (browser, url) => {
    const page = await newPage(browser);
    await open(page, `${url}?${ENGINE}`);
    await train(page, 260);
    await keep(page, 'docs/compare.png');
  },
  inside: async (browser, url) => {
    const page = await newPage(browser);
    await scenes['page-inside-four']?.(page, url);
    await keep(page, 'docs/inside.png');
  },
  reproduce: async (browser, url) => {
    const page = await newPage(browser);
    await open(page, `${url}?${ENGINE}#reproduce`);
    await keep(page, 'docs/reproduce.png');
  },
  sweep: async (browser, url) => {
    const page = await newPage(browser);
    await open(page, `${url}?${ENGINE}#sweep`);
    await keep(page, 'docs/sweep.png');
  },
  moving,
  social,
  icons,
};

const names = Object.keys(pictures);
const { values } = readOptions({
  name: 'npm run pictures --',
  about: 'Takes the pictures that the README, the page’s head and its manifest refer to.',
  options: { only: { ...listOf('PICTURE,PICTURE', oneOf(names)), help: 'these alone' } },
  notes: `Pictures: ${names.join(', ')}`,
});

try {
  await prepare();
  const { chromium } = await import('@playwright/test');
  const server = await serveBuilt();
  const browser = await chromium.launch({ executablePath: await findChrome(), args: chromeArguments() });
  try {
    for (const name of values.only ?? names) {
      await pictures[name]?.(browser, server.url);
      console.log(name);
    }
  } finally {
    await browser.close();
    await server.close();
  }
} catch (error) {
  fail(messageOf(error));
}

/** @param {Browser} browser */
function newPage(browser, viewport = DESKTOP) {
  // One picture has styles of its own, which the page's policy would refuse.
  return browser.newPage({ viewport, locale: 'en-US', colorScheme: 'light', bypassCSP: true });
}

/**
 * @param {Page} page
 * @param {string} path
 */
async function keep(page, path) {
  const sharp = await loadSharp();
  await sharp(await page.screenshot())
    .png({ palette: true, effort: 10 })
    .toFile(join(ROOT, path));
  await page.close();
}

/** A run from its first step, as it is seen on the page. @type {(browser: Browser, url: string) => Promise<void>} */
async function moving(browser, url) {
  const sharp = await loadSharp();
  const page = await newPage(browser);
  await open(page, `${url}?${ENGINE}&every=${FRAME_STEPS}`);
  const frames = [await page.screenshot()];
  for (let step = FRAME_STEPS; step <= LAST_STEP; step += FRAME_STEPS) {
    await train(page, step);
    frames.push(await page.screenshot());
  }
  await page.close();
  const small = await Promise.all(frames.map((frame) => sharp(frame).resize(FRAME_WIDTH).png().toBuffer()));
  await sharp(small, { join: { animated: true } })
    .webp({
      quality: 60,
      effort: 6,
      loop: 0,
      delay: frames.map((_, i) => (i === frames.length - 1 ? LAST_TIME : FRAME_TIME)),
    })
    .toFile(join(ROOT, 'docs/run.webp'));
}

/** A title with the chart of a run. @type {(browser: Browser, url: string) => Promise<void>} */
async function social(browser, url) {
  const page = await newPage(browser, { width: 1200, height: 630 });
  await open(page, `${url}?${ENGINE}`);
  await train(page, LAST_STEP);
  // What is seen is the page itself, without what is only of use at hand.
  await page.addStyleTag({
    content: `.app-header, .deck, .story-ask, .bn-picture, .cards, .chart + .chart, .chart figcaption, .digits, .app-footer
      { display: none !important }
      .compare { padding: 40px 56px !important; gap: 28px !important }
      .story-text { font-size: 34px !important }
      .now-statement { font-size: 22px !important }
      .stage, .charts { display: block !important; height: 340px } .chart, .chart-body { height: 320px }`,
  });
  await page.waitForTimeout(500);
  await keep(page, 'public/social.png');
}

async function icons() {
  const sharp = await loadSharp();
  for (const [name, size] of /** @type {const} */ ([
    ['icon-192.png', 192],
    ['icon-512.png', 512],
    ['apple-touch-icon.png', 180],
  ]))
    await sharp(join(ROOT, 'public/favicon.svg'), { density: 72 * 16 })
      .resize(size)
      .png({ palette: true })
      .toFile(join(ROOT, 'public', name));
  await maskableIcon(sharp);
}

/**
 * The icon for systems that cut it to a shape of theirs, which keep a circle of 80 % of its side: all ink lies in it.
 *
 * @param {typeof import('sharp').default} sharp
 */
async function maskableIcon(sharp) {
  const [side, ground] = [512, '#16202e'];
  const margin = Math.round(side * 0.1);
  await sharp(join(ROOT, 'public/favicon.svg'), { density: 72 * 16 })
    .resize(side - 2 * margin)
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: ground })
    .flatten({ background: ground })
    .png({ palette: true })
    .toFile(join(ROOT, 'public/icon-maskable-512.png'));
}

/** Only now: before `prepare` there may be no packages. */
async function loadSharp() {
  return (await import('sharp')).default;
}
