/** The states of the lab that are worth a picture, each with how a visitor gets there. */

/** @import { Page } from '@playwright/test' */

/** Trains on the processor: a graphics card that is drawn by software has the same page, later. */
export const ENGINE = 'engine=simd';

/**
 * By name. One that begins with "page-" is also taken as a whole.
 *
 * @type {Record<string, (page: Page, url: string) => Promise<void>>}
 */
export const scenes = {
  'page-compare': (page, url) => open(page, `${url}?${ENGINE}`),
  'compare-running': async (page, url) => {
    await open(page, `${url}?${ENGINE}`);
    await train(page, 180);
  },
  'page-compare-finished': async (page, url) => {
    await open(page, `${url}?${ENGINE}&steps=150&lr=1e-3`);
    await train(page);
  },
  // Both come to nothing at this rate, the one without BN at once.
  'page-compare-failed': async (page, url) => {
    await open(page, `${url}?${ENGINE}&loss=sum-log&lr=0.1&steps=60&every=10`);
    await train(page);
  },
  'compare-without-data': async (page, url) => {
    await page.route(/\/mnist\/train-05000/, (route) => route.fulfill({ status: 404 }));
    await open(page, `${url}?${ENGINE}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('alert').waitFor();
  },
  'compare-four-runs': async (page, url) => {
    await open(page, `${url}?${ENGINE}&arms=none,batch,batch:per-feature-map,none&d.lr=1e-4`);
    await train(page, 60);
  },
  'compare-present': async (page, url) => {
    await open(page, `${url}?${ENGINE}`);
    await page.keyboard.press('p');
    await train(page, 120);
  },
  'sheet-settings': (page, url) => openWith(page, url, 'All settings'),
  'sheet-glossary': (page, url) => openWith(page, url, 'Glossary'),
  'sheet-keys': (page, url) => openWith(page, url, 'Keys'),
  'sheet-digit': async (page, url) => {
    await open(page, `${url}?${ENGINE}&steps=50`);
    await train(page);
    await page
      .getByRole('region', { name: /digits/i })
      .getByRole('button')
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
  },
  'page-inside': (page, url) => openInside(page, `${url}?${ENGINE}`),
  'page-inside-four': async (page, url) => {
    await openInside(page, `${url}?${ENGINE}`);
    await page.getByRole('radio', { name: 'Modern' }).click();
    await page.getByRole('radio', { name: '4 networks' }).click();
    await page.locator('.computed').nth(3).waitFor();
  },
  'page-inside-running': async (page, url) => {
    await open(page, `${url}?${ENGINE}&preset=modern&batch=8#inside`);
    await train(page, 60);
  },
  'page-reproduce': (page, url) => open(page, `${url}?${ENGINE}#reproduce`),
  'page-sweep': (page, url) => open(page, `${url}?${ENGINE}#sweep`),
  'page-runs-none': async (page, url) => {
    await page.goto(`${url}?${ENGINE}#runs`);
    await page.locator('.storage-line').waitFor();
  },
  'page-runs': async (page, url) => {
    await open(page, `${url}?${ENGINE}&preset=modern&batch=8&every=10&steps=40`);
    await train(page);
    await page.evaluate(() => {
      location.hash = 'runs';
    });
    for (const i of [0, 1]) await page.getByRole('checkbox').nth(i).check();
    await page.locator('.runs-chosen .curve').nth(3).waitFor();
  },
};

/**
 * Opens a page of the lab, until what is recorded has come.
 *
 * @param {Page} page
 * @param {string} address
 */
export async function open(page, address) {
  await page.goto(address);
  await page.locator('.recharts-surface, .inside').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {string} button What opens the sheet.
 */
async function openWith(page, url, button) {
  await open(page, `${url}?${ENGINE}`);
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

/**
 * Trains all runs, to a step and there pauses, or to the end.
 *
 * @param {Page} page
 * @param {number} [steps]
 */
export async function train(page, steps) {
  await page.evaluate(() => void window.batchNormLab?.lab.run());
  await page.waitForFunction(
    (steps) => {
      const state = window.batchNormLab?.lab.store.getState();
      if (steps === null) return state?.status === 'finished';
      return state?.runs.every(({ summary }) => summary.step >= steps);
    },
    steps ?? null,
    { timeout: 600_000 },
  );
  if (steps !== undefined) {
    await page.evaluate(() => window.batchNormLab?.lab.pause());
    // Until it rests, it would not go on either.
    await page.waitForFunction(() => window.batchNormLab?.lab.store.getState().status === 'paused');
  }
  // The last numbers are drawn.
  await page.waitForTimeout(500);
}

/**
 * The page Inside, with what was recorded.
 *
 * @param {Page} page
 * @param {string} url
 */
async function openInside(page, url) {
  await open(page, `${url}#inside`);
  await page.locator('.multiple-curve').first().waitFor();
}
