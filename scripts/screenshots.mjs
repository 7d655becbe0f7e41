/**
 * `npm run screenshots`: pictures of every page in every state, to look at: desktop and phone, light and dark, both
 * languages. They go into screenshots/, which is not kept.
 *
 * A state is reached once, and then looked at in all the ways: what is trained in between is the same run.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromeArguments, findChrome } from './lib/chrome.mjs';
import { messageOf } from './lib/errors.mjs';
import { fail, prepare } from './lib/lab.mjs';
import { listOf, oneOf, readOptions } from './lib/options.mjs';
import { ROOT } from './lib/root.mjs';
import { scenes } from './lib/scenes.mjs';
import { serveBuilt } from './lib/serve.mjs';

const FOLDER = join(ROOT, 'screenshots');

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
};
const themes = /** @type {const} */ (['light', 'dark']);
/** Each with what its button is called on a page in the other one. */
const languages = { en: 'English', ja: '日本語' };

const names = Object.keys(scenes);
const { values } = readOptions({
  name: 'npm run screenshots --',
  about: 'Takes pictures of every page in every state, into screenshots/.',
  options: {
    only: { ...listOf('SCENE,SCENE', oneOf(names)), help: 'these alone' },
    sizes: { ...listOf('SIZE,SIZE', oneOf(Object.keys(sizes))), help: 'desktop, phone (both)' },
    themes: { ...listOf('THEME,THEME', oneOf(themes)), help: 'light, dark (both)' },
    languages: { ...listOf('LANGUAGE,LANGUAGE', oneOf(Object.keys(languages))), help: 'en, ja (both)' },
  },
  notes: `Scenes: ${names.join(', ')}`,
});

try {
  await prepare();
  await takeAll();
} catch (error) {
  fail(messageOf(error));
}

async function takeAll() {
  const { chromium } = await import('@playwright/test');
  if (!values.only) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const server = await serveBuilt();
  const browser = await chromium.launch({ executablePath: await findChrome(), args: chromeArguments() });
  try {
    for (const name of values.only ?? names) {
      const page = await browser.newPage({ viewport: sizes.desktop, locale: 'en-US', hasTouch: true });
      await scenes[name]?.(page, server.url);
      await takeLooks(page, name);
      await page.close();
      console.log(name);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * One state in all sizes, themes and languages; phones have the whole page.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
async function takeLooks(page, name) {
  for (const [language, label] of Object.entries(languages)) {
    if (values.languages && !values.languages.includes(language)) continue;
    // With a sheet open all else is out of reach of a pointer, not of a program.
    await page.evaluate((label) => {
      for (const button of document.querySelectorAll('button'))
        if (button.textContent === label) button.click();
    }, label);
    for (const [size, viewport] of Object.entries(sizes)) {
      if (values.sizes && !values.sizes.includes(size)) continue;
      await page.setViewportSize(viewport);
      for (const theme of themes) {
        if (values.themes && !values.themes.includes(theme)) continue;
        await page.emulateMedia({ colorScheme: theme });
        // For what follows from a size, and for colours on their way.
        await page.waitForTimeout(400);
        const path = join(FOLDER, `${name}-${size}-${theme}-${language}.png`);
        await page.screenshot({ path });
        if (size === 'phone' || name.startsWith('page-'))
          await page.screenshot({ path: path.replace('.png', '-whole.png'), fullPage: true });
      }
    }
  }
  await page.setViewportSize(sizes.desktop);
}
