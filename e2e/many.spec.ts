/** The pages that look at many runs: recorded ones at once, live ones through the queue. */
import type { Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test, waitForStatus } from './lab.ts';
import { trainOnShapes } from './own-images.ts';
import { recordedRuns } from './recorded.ts';

const RUN_HERE = { name: 'Run it here' };

async function fill(page: Page, field: string, value: string): Promise<void> {
  const box = page.getByRole('region', RUN_HERE).getByRole('textbox', { name: field });
  await box.fill(value);
  await box.press('Enter');
}

/** Waits until the queue has nothing left to do. */
function waitForQueue(page: Page, timeout: number) {
  return page.waitForFunction(
    () => window.batchNormLab?.queue.store.getState().status === 'idle',
    undefined,
    { timeout },
  );
}

test('Reproduce shows the article beside recorded runs within two seconds, and a cell opens its curves', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Reproduce' }).click();
  const cell = page.getByRole('button', { name: /Curves: 1E-3, with BN$/ });
  await expect(cell).toBeVisible({ timeout: 2000 });
  await expect(page.getByText('does not converge')).toBeVisible();
  const seeds = recordedRuns('reproduce-article-1e-3-batch').length;
  await expect(cell).toContainText(`${seeds} seeds`);
  await cell.click();
  const curves = page.getByRole('region', { name: 'Every seed: 1E-3, with BN' });
  await expect(
    curves.getByRole('figure', { name: 'Saturation' }).locator('path.curve').first(),
  ).toBeVisible();
  await expect(curves.getByRole('listitem')).toHaveCount(seeds);
  await curves.getByRole('button', { name: 'Close' }).click();
  await expect(curves).toHaveCount(0);
  await expect(
    page.getByRole('figure', { name: '1E-3 · Test accuracy', exact: true }).locator('path.curve'),
  ).toHaveCount(2);
});

test('a recorded file that is missing or broken costs its runs, with a note, and not the page', async ({
  page,
  server,
  problems,
}) => {
  await page.route('**/reproduce-article-1e-3-batch.json', (route) => route.fulfill({ body: '{"format":1' }));
  await page.goto(`${server.url}#reproduce`);
  await expect(
    page.getByText('Not all recorded runs could be loaded (reproduce-article-1e-3-batch.json)'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /Curves: 1E-3, without BN$/ })).toBeVisible();
  await page.unroute('**/reproduce-article-1e-3-batch.json');
  problems.length = 0;
});

test('“Run it here” trains the whole table through the page', async ({ page, server }) => {
  await page.goto(`${server.url}#reproduce`);
  await trainOnShapes(page);
  await fill(page, 'Seeds', '2');
  await fill(page, 'Steps', '10');
  const region = page.getByRole('region', RUN_HERE);
  await expect(region.getByText(/^About .* on this machine/)).toBeVisible({ timeout: 60_000 });
  await region.getByRole('button', { name: 'Train 8 runs' }).click();
  await expect(region.getByText('0 of 8 runs')).toBeVisible();
  // Leaving the page loses nothing.
  await page.getByRole('link', { name: 'Sweep' }).click();
  await page.getByRole('link', { name: 'Reproduce' }).click();
  await waitForQueue(page, 100_000);
  await expect(region.getByText('All of these were trained here.')).toBeVisible();
  const row = page.getByRole('row', { name: /^In this browser, after 10 steps/ });
  await expect(row).toHaveCount(2);
  await expect(row.getByText('2 seeds')).toHaveCount(4);
});

test('a queue that is cancelled in the middle leaves what was measured, and nothing else', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}#reproduce`);
  await trainOnShapes(page);
  await fill(page, 'Seeds', '1');
  await fill(page, 'Steps', '20');
  const region = page.getByRole('region', RUN_HERE);
  await region.getByRole('button', { name: 'Train 4 runs' }).click();
  await expect(region.getByText(/^[12] of 4 runs$/)).toBeVisible({ timeout: 90_000 });
  await region.getByRole('button', { name: 'Pause' }).click();
  await expect(region.getByText('Paused')).toBeVisible();
  await region.getByRole('button', { name: 'Resume' }).click();
  await region.getByRole('button', { name: 'Cancel' }).click();
  const measured = await page.evaluate(() => window.batchNormLab!.queue.store.getState().results.size);
  await expect(region.getByRole('button', { name: /^Train \d runs?$/ })).toHaveAccessibleName(
    measured === 3 ? 'Train 1 run' : `Train ${4 - measured} runs`,
  );
  await expect(page.getByRole('row', { name: /^In this browser/ }).getByText('1 seed')).toHaveCount(measured);
});

test('the queue waits while the Compare page trains, and both say so', async ({ page, server }) => {
  test.setTimeout(180_000);
  await page.goto(`${server.url}?steps=500#reproduce`);
  await fill(page, 'Seeds', '1');
  await fill(page, 'Steps', '200');
  await page.getByRole('region', RUN_HERE).getByRole('button', { name: 'Train 4 runs' }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByText('The queue is training (0 of 4 runs)')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('4 runs of the queue wait')).toBeVisible();
  const steps = () =>
    page.evaluate(() => window.batchNormLab!.queue.store.getState().running.map((run) => run.step));
  await page.getByRole('link', { name: 'Reproduce' }).click();
  await expect(page.getByText('Waits: the Compare page is training.')).toBeVisible();
  await page.waitForTimeout(1500);
  const before = await steps();
  await page.waitForTimeout(1500);
  expect(await steps()).toEqual(before);
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await page.waitForFunction(
    (sum) =>
      window.batchNormLab!.queue.store.getState().running.reduce((all, run) => all + run.step, 0) > sum,
    before.reduce((a, b) => a + b, 0),
    { timeout: 60_000 },
  );
});

test('a sweep that was not recorded says so, and how to have it', async ({ page, server }) => {
  const index = JSON.stringify({ format: 1, names: ['sweep-article-none', 'sweep-article-batch'] });
  await page.route('**/recorded/index.json', (route) => route.fulfill({ body: index }));
  await page.goto(`${server.url}#sweep`);
  const points = page
    .getByRole('figure', { name: 'Final test accuracy against learning rate' })
    .getByRole('button');
  await expect(points.first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('radio', { name: 'Paper' }).check();
  await expect(page.getByText('Nothing was recorded here. “Run it here” trains it.')).toBeVisible();
  await expect(points).toHaveCount(0);
});

test('Sweep fills its chart with two rates of one seed', async ({ page, server }) => {
  await page.goto(`${server.url}#sweep`);
  await trainOnShapes(page);
  await page.getByRole('radio', { name: 'Paper' }).check();
  const rates = page.getByRole('textbox', { name: 'Learning rates' });
  await rates.fill('1e-3, high');
  await rates.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Enter 1 to 17 numbers');
  await rates.fill('0.002, 5e-4');
  await rates.press('Enter');
  await expect(rates).toHaveValue('5E-4, 2E-3');
  await fill(page, 'Seeds', '1');
  await fill(page, 'Steps', '10');
  await page.getByRole('button', { name: 'Train 4 runs' }).click();
  await waitForQueue(page, 100_000);
  const points = page
    .getByRole('figure', { name: 'Final test accuracy against learning rate' })
    .getByRole('button');
  await expect(points).toHaveCount(4);
  await points.last().click();
  await expect(page.getByRole('region', { name: 'Every seed: 2E-3, with BN' })).toBeVisible();
});

for (const name of ['reproduce', 'sweep'])
  for (const [width, height, colorScheme] of [
    [1440, 900, 'light'],
    [390, 844, 'dark'],
    [320, 640, 'light'],
  ] as const)
    test(`${name} fits ${width} pixels and is accessible in ${colorScheme}`, async ({ page, server }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${server.url}#${name}`);
      await expect(page.getByRole('region', RUN_HERE)).toBeVisible();
      await expect(page.locator('.recharts-surface').first()).toBeVisible();
      const { scroll, inner } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        inner: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(inner);
      // The narrowest has the same elements as a phone.
      if (width === 320) return;
      expect(await accessibilityFaults(page)).toEqual([]);
    });
