/** The page Inside: looks while networks train, looking back, weights that are multiplied, and claims held against them. */
import type { Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { trainOnShapes } from './own-images.ts';

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const row = (page: Page, question: string) => page.getByRole('region', { name: question });
const slider = (page: Page) => page.getByRole('slider', { name: 'Step' });
/** Small batches: a look costs some steps, whatever their size. */
const QUICK = '?preset=modern&batch=4&every=1000';

test('fills while two networks train, and what was seen belongs to the runs', async ({ page, server }) => {
  await page.goto(`${server.url}${QUICK}&steps=30#inside`);
  await trainOnShapes(page);
  await expect(page.getByText('Nobody has looked into these networks yet.')).toBeVisible();
  // No frame around no names.
  await expect(page.getByRole('region', { name: 'Steps' }).getByRole('list')).toHaveCount(0);
  // At every frame, as it is there until the first look has come.
  const looking = page.waitForFunction(() =>
    document.body.innerText.includes('the first look into them is to come'),
  );
  await run(page).click();
  await looking;
  await expect(row(page, 'What is computed?')).toBeVisible({ timeout: 30_000 });
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
  await expect(page.getByRole('button', { name: 'Weights × 10' })).toBeDisabled();
  await expect(page.getByText('The runs are over: press Run again first.')).toBeVisible();
  await expect(page.getByText('(this run, seed 8)')).toBeVisible();
  await expect(page.getByText('New run, seed 8')).toBeVisible();
  // Ended before it may be judged.
  await expect(page.getByText(/^0 agree$/)).toBeVisible();
  await expect(drift.getByText(/Too early: judged from step 50 on, in 20 steps\./)).toBeVisible();
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
  await page.goto(`${server.url}${QUICK}&steps=40#inside`);
  const times = page.getByRole('button', { name: 'Weights × 10' });
  // It belongs to its question, which there is once somebody has looked.
  await expect(times).toHaveCount(0);
  await run(page).click();
  await waitForSteps(page, 6);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  // The pause comes when it comes: on a slow machine some steps later.
  const end = (await exported(page)).runs[0]!.series.loss!.steps.length + 10;
  await times.click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await waitForSteps(page, end);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  // Right behind it is looked, and a look takes its time.
  await page.waitForFunction(() =>
    window.batchNormLab?.lab.store.getState().runs.every(({ record }) => {
      const [scaling] = record.state.scalings;
      return scaling && record.state.looks.some(({ step }) => step === scaling.step + 1);
    }),
  );
  const { runs } = await exported(page);
  const [without, with_] = runs.map(({ scalings }) => scalings!);
  expect(without).toHaveLength(1);
  const { step } = without![0]!;
  expect(with_![0]).toMatchObject({ step, factor: 10, images: 50, same: 50 });
  expect(without![0]!.same).toBeLessThan(50);
  expect(with_![0]!.lossAfter).toBeCloseTo(with_![0]!.lossBefore!, 2);
  expect(without![0]!.lossAfter).toBeGreaterThan(10 * without![0]!.lossBefore!);
  // The kernels are ten times as long, and turn a tenth as far.
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
  await page.goto(`${server.url}${QUICK}&steps=40&weights=10@${step}`);
  await run(page).click();
  await waitForSteps(page, end);
  const repeated = await exported(page);
  const losses = (of: typeof runs) => of.map(({ series }) => series.loss!.values.slice(0, end));
  expect(losses(repeated.runs)).toEqual(losses(runs));
});

test('noise and groups are looked into beside the others', async ({ page, server }) => {
  const arms = 'arms=none,batch,noisy-batch:per-feature-map:1,group:8';
  await page.goto(`${server.url}${QUICK}&steps=10&${arms}#inside`);
  await trainOnShapes(page);
  await run(page).click();
  await waitForStatus(page, 'finished');
  const { runs } = await exported(page);
  expect(runs.map(({ looks }) => looks!.length)).toEqual([4, 4, 4, 4]);
  const panel = row(page, 'Is there a gradient at all?').locator('.multiple').first();
  for (const name of ['A', 'B', 'C', 'D'])
    await expect(panel.getByText(new RegExp(`^${name} [\\d.]`))).toBeVisible();
  // So many are answered in a table, and what noise does not change here is said.
  const drift = row(page, 'Do the inputs of a layer drift?');
  await expect(drift.getByRole('row')).toHaveCount(5);
  await expect(drift.getByText(/so C lies close to B here/)).toBeVisible();
  // One that is pressed is seen alone.
  const curve = (name: string) => drift.locator(`.multiple-curve[data-run="${name}"]`).first();
  await page.getByRole('button', { name: 'B with BN' }).click();
  await expect(curve('A')).toHaveCSS('opacity', '0.14');
  await expect(curve('B')).toHaveCSS('opacity', '1');
  await page.getByRole('button', { name: 'B with BN' }).click();
  await page.mouse.move(0, 0);
  await expect(curve('A')).toHaveCSS('opacity', '1');
});

test('what was recorded is there from the first second, and can be looked back into', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}#inside`);
  await expect(page.getByText('(5 recorded seeds)')).toBeVisible();
  const flow = row(page, 'Is there a gradient at all?');
  await expect(flow.getByText(/^At step 300 the length of the gradient/)).toBeVisible();
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(flow.getByText(/^At step 0 the length of the gradient/)).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '0');
  // All panels are read under a pointer in one of them, for as long as it is there.
  const plot = flow.locator('.multiple-plot svg').first();
  const place = { position: { x: 150, y: 40 } };
  const readings = page.locator('.multiple-readings');
  const atFirst = await readings.allTextContents();
  await plot.hover(place);
  await expect.poll(() => readings.allTextContents()).not.toEqual(atFirst);
  await expect(flow.getByText(/^At step 0 the length of the gradient/)).toBeVisible();
  await page.mouse.move(0, 0);
  await expect.poll(() => readings.allTextContents()).toEqual(atFirst);
  // A click chooses.
  await plot.click(place);
  await expect(flow.getByText(/^At step 0 the length of the gradient/)).toHaveCount(0);
  await page.getByRole('button', { name: 'To the newest' }).click();
  await expect(flow.getByText(/^At step 300 the length of the gradient/)).toBeVisible();
  await page.getByRole('radio', { name: 'Modern' }).click();
  await page.getByRole('radio', { name: '4 networks' }).click();
  await expect(page.getByRole('radio', { name: 'Modern' })).toBeChecked();
  await expect(page.getByText(/^\d agrees?$/)).not.toHaveText('0 agree');
  await expect(row(page, 'How far can a step go?').locator('.multiple')).toHaveCount(5);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a step that is chosen moves nothing; looks ahead are the nearest, and a dead gradient is called so', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}#inside`);
  const steps = row(page, 'How far can a step go?');
  await expect(steps.getByText(/^At step 240 \(newest/)).toBeVisible();
  const places = () =>
    page
      .locator('.time-line, .time-line *, .multiple-plot')
      .evaluateAll((all) =>
        all
          .filter((one) => !one.closest('.step-newest, .step-slider b, svg'))
          .map((one) => [one.getBoundingClientRect().x, one.getBoundingClientRect().width]),
      );
  const before = await places();
  const height = async () => (await page.locator('.time-line').boundingBox())!.height;
  const atFirst = await height();
  // Home, and six looks on.
  await slider(page).focus();
  for (const key of ['Home', ...Array.from({ length: 5 }, () => 'ArrowRight')])
    await page.keyboard.press(key);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '16');
  await expect(steps.getByText(/^At step 25 \(nearest/)).toBeVisible();
  await expect(steps.locator('.multiple-pointer text').first()).toHaveText('25');
  expect(await places()).toEqual(before);
  expect(await height()).toBe(atFirst);
  // The third seed without BN has no gradient at its end.
  await page.keyboard.press('End');
  await page.getByRole('combobox', { name: 'Recorded seed shown' }).click();
  await page.getByRole('option', { name: '3' }).click();
  const disturbance = row(page, 'Does one layer disturb the next?');
  await expect(disturbance.locator('.multiple-readings').first()).toContainText('A no gradient');
  await expect(disturbance.getByText('A nothing (no gradient)')).toBeVisible();
  await expect(page.getByText('NaN')).toHaveCount(0);
  // Before a normalization other pictures are shown than after it.
  const drift = row(page, 'Do the inputs of a layer drift?');
  await expect(drift.locator('.multiple-box')).toHaveCount(0);
  await drift.getByRole('radio', { name: 'before it' }).click();
  await expect(drift.locator('.multiple-box')).toHaveCount(6);
});

test('a new run takes the place of the recording, which can be gone back to; and questions are led to', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?steps=300&every=1000#inside`);
  await expect(page.getByText('(5 recorded seeds)')).toBeVisible();
  const source = page.locator('.inside-source');
  const { height } = (await source.boundingBox())!;
  await slider(page).focus();
  await page.keyboard.press('Home');
  await run(page).click();
  // A first look at a whole batch takes a busy machine its time.
  await expect(page.getByText('New run, seed 8')).toBeVisible({ timeout: 30_000 });
  expect((await source.boundingBox())!.height).toBe(height);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /newest/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await page.getByRole('button', { name: 'Back to the recording' }).click();
  await expect(page.getByText('(5 recorded seeds)')).toBeVisible();
  await page.getByRole('button', { name: 'To the new run' }).click();
  await expect(page.getByText('New run, seed 8')).toBeVisible();
  await page.getByRole('link', { name: 'the size of the weights stops counting' }).click();
  await expect(page.getByRole('heading', { name: 'Does the scale of the weights matter?' })).toBeInViewport();
});

test('on a phone rows stand under each other, and nothing scrolls sideways', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${server.url}?lang=ja#inside`);
  await expect(page.locator('.multiple-curve').first()).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect((await page.locator('.time-line').boundingBox())!.height).toBeLessThan(60);
  // One panel at a time; the names of the lines are behind a tap.
  const strip = page.getByRole('group', { name: 'そもそも勾配はあるか' });
  expect((await strip.boundingBox())!.height).toBeLessThan(320);
  await page.getByRole('button', { name: 'ネットワーク' }).click();
  await expect(page.getByRole('button', { name: 'B BN あり' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});
