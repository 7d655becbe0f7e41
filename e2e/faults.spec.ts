/** What breaks while runs train: a worker, a part of the page, the browser's storage. */
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';

const QUICK = '?preset=modern&batch=4&every=1000';
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** Something in the program of run B's worker throws. */
async function breakWorker(page: Page) {
  for (const worker of page.workers()) {
    const name = await worker.evaluate(() => self.name).catch(() => '');
    if (name !== 'run-B') continue;
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken on purpose');
      });
    });
  }
}

async function losses(page: Page) {
  const { runs } = await exported(page);
  return runs.map(({ series }) => series.loss?.values.slice(0, 12));
}

test('a worker that breaks is replaced, to the same numbers; the third time in a row it is said', async ({
  page,
  server,
  problems,
}) => {
  await page.goto(`${server.url}${QUICK}`);
  await run(page).click();
  await waitForSteps(page, 12);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await run(page).click();
  await waitForSteps(page, 12);
  const whole = await losses(page);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await run(page).click();
  await waitForSteps(page, 4);
  await breakWorker(page);
  await waitForSteps(page, 12);
  expect(await losses(page)).toEqual(whole);
  const card = page.getByRole('region', { name: 'Run B' });
  await expect(card.getByRole('alert')).toHaveCount(0);

  for (let i = 0; i < 3; i++) {
    await breakWorker(page);
    await page.waitForTimeout(300);
  }
  await expect(card).toContainText('The training program stopped: ');
  const before = (await exported(page)).runs[0]!.series.loss!.steps.length;
  await expect
    .poll(async () => (await exported(page)).runs[0]!.series.loss!.steps.length)
    .toBeGreaterThan(before);
  problems.length = 0;
});

test('a part of the page that fails says so and comes when it is asked for again; what trains goes on', async ({
  page,
  server,
  problems,
}) => {
  await page.route(/inside-page-.*\.js/, (route) => route.abort());
  await page.goto(`${server.url}${QUICK}`);
  await run(page).click();
  await waitForSteps(page, 2);
  await page.getByRole('link', { name: 'Inside' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This part of the page has failed. What trains goes on.');
  await waitForSteps(page, 6);
  await page.unroute(/inside-page-.*\.js/);
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('heading', { name: /What is computed/ })).toBeVisible();
  problems.length = 0;
});

test('where the browser lets the page keep nothing, that is said, and the runs train', async ({
  page,
  server,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await page.goto(`${server.url}${QUICK}&steps=4`);
  await expect(page.getByText(/^This browser lets the page keep nothing/)).toBeVisible();
  await run(page).click();
  await waitForStatus(page, 'finished');
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(page.getByText(/^This browser lets the page keep nothing/)).toBeVisible();
});

test('a queue that dies with its page offers to go on; what was finished is there at once', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  // A run that ends as the page goes may or may not be kept; the next is trained again then.
  const offer = page.getByText(/^The queue was interrupted: [012] of 4 runs are done\. Go on\?$/);
  const region = page.getByRole('region', { name: 'Run it here' });
  const choose = async () => {
    for (const [field, value] of [
      ['Seeds', '1'],
      ['Steps', '5'],
    ] as const) {
      await region.getByRole('textbox', { name: field }).fill(value);
      await region.getByRole('textbox', { name: field }).press('Enter');
    }
  };
  await page.goto(`${server.url}#reproduce`);
  await choose();
  await region.getByRole('button', { name: 'Train 4 runs' }).click();
  await expect(region.getByText('1 of 4 runs')).toBeVisible({ timeout: 90_000 });
  await page.reload();
  await expect(offer).toBeVisible();
  const done = Number(/\d/.exec((await offer.textContent())!)![0]);
  await choose();
  await expect(page.getByRole('row', { name: /^In this browser/ }).getByText('1 seed')).toHaveCount(done);
  await region.getByRole('button', { name: 'Go on' }).click();
  await expect(region.getByText(`0 of ${4 - done} runs`)).toBeVisible();
  await region.getByRole('button', { name: 'Cancel' }).click();
  await expect(region.getByRole('button', { name: `Train ${4 - done} runs` })).toBeVisible();
  // What is dropped is written down behind it.
  await page.waitForTimeout(500);
  await page.reload();
  await choose();
  await expect(region.getByRole('button', { name: `Train ${4 - done} runs` })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(done);
});
