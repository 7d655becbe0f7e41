/** Runs that survive: a page that is closed in the middle, a worker that dies, another tab. */
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';

/** Small batches, and few looks at test images. */
const QUICK = '?preset=modern&batch=4&every=1000';
const offer = (page: Page) => page.getByText(/^Interrupted: go on from step/);

/** As when another tab is chosen, or the browser is closed: the page gets no other warning. */
async function hide(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Waits until checkpoints of the newest two runs, and records that name them, are in the browser’s storage. */
async function waitUntilKept(page: Page, atLeast: number): Promise<void> {
  const read = () =>
    page.evaluate(
      () =>
        new Promise<number[]>((resolve, reject) => {
          const request = indexedDB.open('batchnorm-lab');
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const runs = request.result.transaction('runs').objectStore('runs').getAll();
            runs.onsuccess = () => {
              request.result.close();
              const all = runs.result as { created: number; checkpoints: { step: number }[] }[];
              const newest = all.sort((a, b) => b.created - a.created).slice(0, 2);
              resolve(newest.map(({ checkpoints }) => checkpoints.at(-1)?.step ?? 0));
            };
            runs.onerror = () => reject(runs.error);
          };
        }),
    );
  await expect
    .poll(async () => Math.min(...(await read())), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(atLeast);
}

/** The first losses of both runs. */
async function losses(page: Page) {
  const { runs } = await exported(page);
  return runs.map(({ series }) => series.loss?.values.slice(0, STEPS));
}

const STEPS = 16;
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** Trains for some steps, and stops. */
async function train(page: Page, steps: number) {
  await waitForSteps(page, steps);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
}

test('a page that is closed in the middle offers to go on, and goes on to the last bit', async ({
  context,
  page,
  server,
}) => {
  const address = `${server.url}${QUICK}`;
  await page.goto(address);
  await run(page).click();
  await train(page, STEPS);
  const whole = await losses(page);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await run(page).click();
  await waitForSteps(page, 6);
  await hide(page);
  await waitUntilKept(page, 6);
  await page.close();

  const later = await context.newPage();
  await later.goto(address);
  await expect(offer(later)).toBeVisible();
  await later.getByRole('button', { name: 'Go on' }).click();
  await train(later, STEPS);
  expect(await losses(later)).toEqual(whole);
  await expect(offer(later)).toHaveCount(0);

  // Who does not want it is not asked again.
  await later.reload();
  await later.getByRole('button', { name: 'No', exact: true }).click();
  await expect(offer(later)).toHaveCount(0);
  await later.reload();
  await expect(run(later)).toBeVisible();
  await later.waitForTimeout(1_000);
  await expect(offer(later)).toHaveCount(0);
});

test('runs that another tab trains are not offered in this one', async ({ context, page, server }) => {
  await page.goto(`${server.url}${QUICK}`);
  await run(page).click();
  await waitForSteps(page, 2);
  await hide(page);
  await waitUntilKept(page, 2);
  const second = await context.newPage();
  await second.goto(`${server.url}${QUICK}`);
  await expect(run(second)).toBeVisible();
  await second.waitForTimeout(1_000);
  await expect(offer(second)).toHaveCount(0);
  const told = (tab: Page) => tab.getByText('The lab is open in another tab as well.');
  await expect(told(second)).toBeVisible();
  await expect(told(page)).toBeVisible();
  await page.close();
  await expect(told(second)).toHaveCount(0);
  await second.reload();
  await expect(offer(second)).toBeVisible();
});
