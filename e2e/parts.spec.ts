/** A part of the page that throws, or whose program does not come: it alone says so, and comes back; the runs go on. */
import type { Locator, Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test, waitForSteps } from './lab.ts';

const QUICK = '?preset=modern&batch=4&every=1000&engine=simd';
const FAILED = 'This part of the page has failed. What trains goes on.';
const retry = (place: Page | Locator) => place.getByRole('button', { name: 'Retry' });

async function train(page: Page, url: string) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 2);
}

/** Whatever has failed meanwhile, the runs make steps. */
async function expectTraining(page: Page) {
  const step = await page.evaluate(() => window.batchNormLab!.lab.store.getState().runs[0]!.summary.step);
  await waitForSteps(page, step + 2);
}

/** What React knows of what it has drawn, as far as it is needed. */
interface Drawn {
  type: unknown;
  return: Drawn | null;
  alternate: Drawn | null;
}

/** The component that an element is of throws when it is drawn next; one that is put in its place later does not. */
async function breakComponent(page: Page, element: Locator) {
  await element.evaluate((node) => {
    const place = Object.keys(node).find((name) => name.startsWith('__reactFiber$'))!;
    let drawn = (node as unknown as Record<string, Drawn | null>)[place]!;
    while (typeof drawn.type !== 'function') drawn = drawn.return!;
    for (const one of [drawn, drawn.alternate])
      if (one)
        one.type = () => {
          throw new Error('broken on purpose');
        };
  });
  // All that has words is drawn.
  await page.getByRole('button', { name: '日本語' }).click();
}

const speakEnglish = (page: Page) => page.getByRole('button', { name: 'English' }).click();

test('whichever part of Compare throws, it alone says so, and Retry brings it back', async ({
  page,
  server,
  problems,
}) => {
  test.setTimeout(180_000);
  await train(page, `${server.url}${QUICK}`);
  await expect(page.locator('.chart-body svg').nth(1)).toBeVisible();
  const drawnWithEachStep = ['.chart >> nth=1', '.card >> nth=1', '.now'];
  const parts = [
    ...drawnWithEachStep,
    '.story',
    '.run-controls',
    '.rate',
    '.rate-track .slider-control',
    '.setup',
    '.news',
    '.chart >> nth=0',
    '.chart-body > * >> nth=0',
    '.add-run',
    '.digits',
    '.stage',
  ];
  for (const [i, part] of parts.entries()) {
    // The others would only wait for the runs, which keep the processor busy.
    if (i === drawnWithEachStep.length) {
      await expectTraining(page);
      await page.getByRole('button', { name: 'Pause' }).click();
    }
    const element = page.locator(part);
    await breakComponent(page, element);
    await speakEnglish(page);
    await expect(page.getByRole('alert'), part).toHaveText(`${FAILED}Retry`);
    for (const other of parts.filter((one) => /^\.[a-z-]+$/.test(one) && one !== part && part !== '.stage'))
      if (!part.startsWith(other)) await expect(page.locator(other), other).toHaveCount(1);
    await retry(page).click();
    await expect(page.getByRole('alert'), part).toHaveCount(0);
    await expect(element, part).toHaveCount(1);
  }
  await page.getByRole('button', { name: 'Resume' }).click();
  await expectTraining(page);
  problems.length = 0;
});

test('so does a tool of the header, in its line', async ({ page, server, problems }) => {
  await train(page, `${server.url}${QUICK}`);
  const badge = page.getByRole('button', { name: /^Engine: / });
  await breakComponent(page, badge.locator('.engine-name'));
  await speakEnglish(page);
  await expect(page.getByRole('banner').getByRole('alert')).toHaveText('FailedRetry');
  await retry(page).click();
  await expect(badge).toBeVisible();
  await expectTraining(page);
  problems.length = 0;
});

test('of Inside a question, and one panel of another', async ({ page, server, problems }) => {
  await page.goto(`${server.url}?engine=simd#inside`);
  await expect(page.locator('.inside-row')).toHaveCount(7);
  const flow = page.locator('.inside-row-flow');
  await breakComponent(page, page.locator('.inside-row-drift'));
  await speakEnglish(page);
  await breakComponent(page, flow.locator('.multiple').first());
  await speakEnglish(page);
  await expect(page.getByRole('alert')).toHaveText([`${FAILED}Retry`, `${FAILED}Retry`]);
  await expect(page.locator('.inside-row')).toHaveCount(6);
  await expect(flow.getByRole('alert')).toHaveCount(1);
  await retry(flow).click();
  await retry(page).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.inside-row')).toHaveCount(7);
  problems.length = 0;
});

test('if all else fails, the page says so, offers to load it anew, and comes back; the runs go on', async ({
  page,
  server,
  problems,
}) => {
  await train(page, `${server.url}${QUICK}`);
  // What is around all parts is drawn with the words, too.
  await breakComponent(page, page.locator('.app'));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('ページでエラーが起きました。学習は続いています。');
  await expect(alert.getByRole('button', { name: '再読み込み' })).toBeVisible();
  await expect(page.locator('.app')).toHaveCount(0);
  await expectTraining(page);
  await alert.getByRole('button', { name: '再試行' }).click();
  await expect(page.locator('.card')).toHaveCount(2);
  await expectTraining(page);
  problems.length = 0;
});

test('settings that do not come say so in their sheet, which can be closed, and come when they are asked for again', async ({
  page,
  server,
  problems,
}) => {
  const settings = /\/settings-.*\.js/;
  await page.route(settings, (route) => route.abort());
  await train(page, `${server.url}${QUICK}`);
  const open = page.getByRole('button', { name: 'All settings' });
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  await open.click();
  await expect(sheet.getByRole('alert')).toHaveText(`${FAILED}Retry`);
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(open).toBeFocused();
  await open.click();
  await retry(sheet).click();
  await expect(sheet.getByRole('button', { name: 'Load anew' })).toBeVisible();
  await expectTraining(page);
  await page.unroute(settings);
  await retry(sheet).click();
  await expect(sheet.getByRole('alert')).toHaveCount(0);
  await expect(sheet.getByRole('textbox', { name: 'Batch size' })).toBeVisible();
  problems.length = 0;
});

test('a sheet, a popover and a tooltip whose own program does not come', async ({
  page,
  server,
  problems,
}) => {
  const own = /\/(sheet-dialog|popup-panel|tip-panel)-.*\.js/;
  await page.route(own, (route) => route.abort());
  await train(page, `${server.url}${QUICK}`);
  const sheet = page.getByRole('dialog', { name: 'Glossary' });
  const open = page.getByRole('button', { name: 'Glossary' });
  await open.click();
  await expect(sheet.getByRole('alert')).toHaveText(`${FAILED}Retry`);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(open).toBeFocused();

  const header = page.getByRole('banner');
  await header.getByRole('button', { name: /^Engine: / }).click();
  await expect(header.getByRole('alert')).toHaveText('FailedRetry');
  const term = page.locator('.setup').getByRole('button', { name: 'Preset', exact: true });
  await term.hover();
  const beside = page.locator('.setup').getByRole('alert');
  await expect(beside).toHaveText('FailedRetry');
  await retry(beside).hover();
  await page.waitForTimeout(500);
  await expect(beside).toBeVisible();
  const theme = page.getByRole('button', { name: /^Colours/ });
  await theme.hover();
  await expect(beside).toHaveCount(0);
  await expectTraining(page);

  await page.unroute(own);
  await retry(header).click();
  await expect(page.getByRole('dialog', { name: 'Engine' })).toBeVisible();
  await page.keyboard.press('Escape');
  // What is opened again asks again.
  await open.click();
  await expect(sheet.getByText('Adam', { exact: true }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await term.hover();
  await expect(page.getByRole('dialog', { name: 'Preset' })).toBeVisible();
  problems.length = 0;
});

test('what a first visit does not get is missing alone, and each Retry brings its own', async ({
  page,
  server,
  problems,
}) => {
  const lost = /\/(now|log-slider|curve-chart|menu|save-chart|kept-news)-.*\.js/;
  await page.route(lost, (route) => route.abort());
  await train(page, `${server.url}${QUICK}`);
  await expect(page.locator('.chart .tool-failed')).toHaveCount(3);
  await expect(page.locator('.chart-body').getByRole('alert')).toHaveCount(2);
  await expect(page.locator('.rate').getByRole('alert')).toHaveCount(1);
  await expect(page.locator('.card')).toHaveCount(2);
  expect(await accessibilityFaults(page)).toEqual([]);
  await expectTraining(page);
  await page.unroute(lost);
  for (let left = await retry(page).count(); left > 0; left--) {
    await retry(page).first().click();
    await expect(retry(page)).toHaveCount(left - 1);
  }
  await expect(page.getByRole('slider', { name: 'Learning rate' })).toBeVisible();
  await expect(page.locator('.chart-body svg').nth(1)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(2);
  problems.length = 0;
});
