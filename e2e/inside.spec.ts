/** The page Inside: looks while networks train, looking back, weights that are multiplied, and claims held against them. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const row = (page: Page, question: string) => page.getByRole('region', { name: question });
const slider = (page: Page) => page.getByRole('slider', { name: 'Step' });
/** Small batches: a look costs some steps, whatever their size. */
const QUICK = '?preset=modern&batch=4&every=1000';

async function faults(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

test('fills while two networks train, and what was seen belongs to the runs', async ({ page, server }) => {
  await page.goto(`${server.url}${QUICK}&steps=30#inside`);
  await expect(page.getByText('Nobody has looked into these networks yet.')).toBeVisible();
  await run(page).click();
  await expect(row(page, 'What is computed?')).toBeVisible();
  await waitForStatus(page, 'finished');
  const { runs } = await exported(page);
  for (const { looks } of runs) {
    expect(looks!.map(({ step }) => step)).toEqual([0, 1, 4, 10, 25, 30]);
    expect(looks!.filter(({ ahead }) => ahead).map(({ step }) => step)).toEqual([0, 25]);
  }
  // Both networks in each panel, and the answers from their numbers.
  const drift = row(page, 'Do the inputs of a layer drift?');
  await expect(drift.locator('.multiple-plot').first().locator('.multiple-band')).toHaveCount(2);
  await expect(drift.getByText(/^At step 30 the middle 70 %/)).toBeVisible();
  await expect(page.getByText(/^Looking has taken \d+% of the training time\.$/)).toBeVisible();
  await expect(page.getByText('by this run, seed 8')).toBeVisible();
  // What is not looked at any more goes on as before.
  await page.getByRole('combobox', { name: 'Look inside' }).click();
  await page.getByRole('option', { name: 'not at all' }).click();
  await page.getByRole('button', { name: 'Run again' }).click();
  await waitForStatus(page, 'finished');
  const again = await exported(page);
  expect(again.runs.map(({ looks }) => looks)).toEqual([undefined, undefined]);
  expect(again.runs.map(({ series }) => series.loss)).toEqual(runs.map(({ series }) => series.loss));
});

test('weights × 10 leave the answers with BN as they are, and none without; and are part of the run', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}${QUICK}&steps=16#inside`);
  const times = page.getByRole('button', { name: 'Weights × 10' });
  await expect(times).toBeDisabled();
  await run(page).click();
  await waitForSteps(page, 6);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await times.click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await waitForStatus(page, 'finished');
  const { runs } = await exported(page);
  const [without, with_] = runs.map(({ scalings }) => scalings!);
  expect(without).toHaveLength(1);
  const { step } = without![0]!;
  expect(with_![0]).toMatchObject({ step, factor: 10, images: 50, same: 50 });
  expect(without![0]!.same).toBeLessThan(50);
  expect(with_![0]!.lossAfter).toBeCloseTo(with_![0]!.lossBefore!, 2);
  expect(without![0]!.lossAfter).toBeGreaterThan(10 * without![0]!.lossBefore!);
  // Right behind it was looked: the kernels are ten times as long, and turn a tenth as far.
  const kernel = (at: number) => runs[1]!.looks!.findLast((look) => look.step <= at)!.tensors['fc1.kernel'];
  expect(kernel(step + 1).norm! / kernel(step).norm!).toBeCloseTo(10, 0);
  expect(kernel(step + 1).turn! / kernel(step).turn!).toBeLessThan(0.3);
  await expect(
    row(page, 'Does the scale of the weights matter?').getByText(
      `At step ${step} the kernels were multiplied`,
    ),
  ).toBeVisible();
  // The configuration says it, so the run can be repeated.
  expect(runs[0]!.config.kernelScalings).toEqual([{ afterStep: step, factor: 10 }]);
  await page.goto(`${server.url}${QUICK}&steps=16&weights=10@${step}`);
  await run(page).click();
  await waitForStatus(page, 'finished');
  const repeated = await exported(page);
  expect(repeated.runs.map(({ series }) => series.loss)).toEqual(runs.map(({ series }) => series.loss));
});

test('noise and groups are looked into beside the others', async ({ page, server }) => {
  const arms = 'arms=none,batch,noisy-batch:per-feature-map:1,group:8';
  await page.goto(`${server.url}${QUICK}&steps=10&${arms}#inside`);
  await run(page).click();
  await waitForStatus(page, 'finished');
  const { runs } = await exported(page);
  expect(runs.map(({ looks }) => looks!.length)).toEqual([4, 4, 4, 4]);
  const panel = row(page, 'Is there a gradient at all?').locator('.multiple').first();
  for (const name of ['A', 'B', 'C', 'D'])
    await expect(panel.getByText(new RegExp(`^${name} [\\d.]`))).toBeVisible();
});

test('what was recorded is there from the first second, and can be looked back into', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}#inside`);
  await expect(page.getByText('by 5 recorded seeds')).toBeVisible();
  const flow = row(page, 'Is there a gradient at all?');
  await expect(flow.getByText(/^At step 300 the length of the gradient/)).toBeVisible();
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(flow.getByText(/^At step 0 the length of the gradient/)).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '0');
  // All panels follow a pointer in one of them.
  await flow
    .locator('.multiple-plot svg')
    .first()
    .hover({ position: { x: 150, y: 40 } });
  await expect(flow.getByText(/^At step 0 the length of the gradient/)).toHaveCount(0);
  await page.getByRole('button', { name: 'To the newest' }).click();
  await expect(flow.getByText(/^At step 300 the length of the gradient/)).toBeVisible();
  await page.getByRole('button', { name: 'Modern, four networks' }).click();
  await expect(page.getByText(/^\d × agrees$/)).not.toHaveText('0 × agrees');
  await expect(row(page, 'How far can a step go?').locator('.multiple')).toHaveCount(5);
  expect(await faults(page)).toEqual([]);
});

test('on a phone rows stand under each other, and nothing scrolls sideways', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${server.url}?lang=ja#inside`);
  await expect(page.locator('.multiple-curve').first()).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(await faults(page)).toEqual([]);
});
