/** A graphics driver that takes WebGL contexts away while runs train, on Compare and in the queue. */
import type { Page } from '@playwright/test';
import { hide, loseContext } from '../scripts/lib/interruptions.mjs';
import { expect, exported, test, waitForSteps } from './lab.ts';
import { trainOnShapes } from './own-images.ts';
import { queued, queueRun, waitForQueued } from './queued-run.ts';

/** Takes the WebGL context from a worker, and waits until another is in its place: that is noticed within a second. */
async function loseWorkersContext(page: Page, name: string) {
  const replaced = page.waitForEvent('worker').then(() => Date.now());
  const lostAt = await loseContext(page, name);
  expect((await replaced) - lostAt).toBeLessThan(1_000);
}

/** A card that is drawn by software is slow: few images are tested with, and all networks have one program. */
async function drawOnShapes(page: Page, server: { url: string }) {
  await page.goto(`${server.url}?arms=none,none&b.lr=1e-4&batch=2&every=1000&engine=simd`);
  await trainOnShapes(page);
  await page.evaluate(() => window.batchNormLab!.lab.chooseEngine('webgl'));
}

/** Both runs of Compare train on a card that is drawn by software. */
async function trainDrawn(page: Page, server: { url: string }) {
  await drawOnShapes(page, server);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 1);
}

/** Milliseconds after which a loss is another one; see src/lab/setbacks.ts. */
const ONE_RESET = 2_000;
const DISTRUST = 'The graphics driver took the WebGL context away twice within a minute.';

test('a run whose WebGL context is lost goes on; the second time in a minute, on the processor, and the page says so', async ({
  page,
  server,
  problems,
}) => {
  await trainDrawn(page, server);
  await loseWorkersContext(page, 'run-B');
  expect((await exported(page)).engine).toBe('webgl');
  await waitForSteps(page, 1);
  await page.waitForTimeout(ONE_RESET);
  await loseWorkersContext(page, 'run-B');
  await waitForSteps(page, 2);
  expect((await exported(page)).engine).toBe('simd');
  await page.getByRole('button', { name: /^Engine: / }).click();
  await expect(page.getByText(DISTRUST)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  problems.length = 0;
});

test('all runs whose contexts are lost at once go on where they were drawn: that is one loss', async ({
  page,
  server,
  problems,
}) => {
  await trainDrawn(page, server);
  await Promise.all(['run-A', 'run-B'].map((name) => loseWorkersContext(page, name)));
  await waitForSteps(page, 2);
  expect((await exported(page)).engine).toBe('webgl');
  await expect(page.getByRole('alert')).toHaveCount(0);
  problems.length = 0;
});

test('so does a run of the queue, from its checkpoint', async ({ page, server, problems }) => {
  await drawOnShapes(page, server);
  await queueRun(page, 'none');
  await page.getByRole('link', { name: 'Reproduce' }).click();
  const said = page.getByRole('region', { name: 'Run it here' }).getByText(DISTRUST);
  await waitForQueued(page, 'step', 1);
  await hide(page);
  await waitForQueued(page, 'kept', 1);
  await loseWorkersContext(page, 'run-queue-0');
  const { step, kept, engine } = await queued(page);
  expect([step, engine]).toEqual([kept, 'webgl']);
  await waitForQueued(page, 'step', kept + 1);
  await expect(said).toHaveCount(0);
  await page.waitForTimeout(ONE_RESET);
  await loseWorkersContext(page, 'run-queue-0');
  await expect(said).toBeVisible();
  await waitForQueued(page, 'step', kept + 1);
  expect((await queued(page)).engine).toBe('simd');
  await expect(page.getByRole('alert')).toHaveCount(0);
  problems.length = 0;
});
