/** The main job, as a visitor does it. */
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { trainOnShapes } from './own-images.ts';

test('sixty steps on the real MNIST: with BN it learns, and both curves are drawn', async ({
  page,
  server,
}) => {
  // Named, as a machine with a graphics card would take WebGL.
  await page.goto(`${server.url}?engine=simd`);
  await expect(page.getByRole('heading', { name: 'Test accuracy' })).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 60);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');

  const { engine, runs } = await exported(page);
  expect(engine).toBe('simd');
  const [a, b] = runs;
  expect(b!.testAccuracy).toBeGreaterThan(0.8);
  expect(a!.config.normalization).toEqual({ kind: 'none' });
  for (const run of runs) {
    expect(run.series.testAccuracy!.steps).toEqual([0, 50]);
    const count = run.series.loss!.steps.length;
    expect(run.series.loss!.steps).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(run.series.loss!.values.every((loss) => loss !== null && loss > 1.4 && loss < 2.5)).toBe(true);
  }
  expect(a!.series.loss!.steps.length).toBe(b!.series.loss!.steps.length);

  // Both curves are drawn in both charts: in the loss as measured and smoothed.
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await expect(accuracy.locator('path.curve')).toHaveCount(2);
  await expect(loss.locator('path.curve')).toHaveCount(4);
  for (const path of await loss.locator('path.curve').all())
    expect((await path.getAttribute('d'))!.match(/L/g)!.length).toBeGreaterThan(50);

  const card = page.getByRole('region', { name: 'Run B' });
  await expect(card.getByText('learning')).toBeVisible();
  await expect(card.getByText(/^[89]\d\.\d%$/)).toBeVisible();
});

test('the pointer reads both runs at one step, in both charts at once', async ({ page, server }) => {
  await page.goto(`${server.url}?steps=20`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 6);
  await page.getByRole('button', { name: 'Pause' }).click();
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  const plot = (await loss.locator('.plot-ground').boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.2, plot.y + plot.height / 2);
  await expect(loss.locator('.step-pill')).toHaveText('4');
  await expect(loss.locator('.crosshair').getByText(/^\d\.\d+$/)).toHaveCount(2);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  await expect(accuracy.locator('.step-pill')).toHaveText('4');
  await page.mouse.move(plot.x, plot.y - 60);
  await expect(page.locator('.crosshair')).toHaveCount(0);
});

test('run, pause, resume, one step and reset; two clicks and Space do what is expected', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  const step = page.getByRole('button', { name: 'Step', exact: true });
  const steps = async () => (await exported(page)).runs.map((run) => run.series.loss!.steps.length);

  await step.click();
  await waitForStatus(page, 'paused');
  expect(await steps()).toEqual([1, 1]);

  await page.getByRole('button', { name: 'Resume' }).dblclick();
  await waitForStatus(page, 'paused');
  const paused = await steps();
  expect(paused[0]).toBe(paused[1]);
  expect(paused[0]).toBeLessThan(8);

  await page.getByRole('heading', { name: 'BatchNorm Lab' }).click();
  await page.keyboard.press(' ');
  await waitForSteps(page, paused[0]! + 2);
  await page.keyboard.press(' ');
  await waitForStatus(page, 'paused');
  const again = await steps();
  // No second loop: every step is there once, in order.
  const { runs } = await exported(page);
  for (const run of runs)
    expect(run.series.loss!.steps).toEqual(Array.from({ length: again[0]! }, (_, i) => i + 1));

  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.getByText('Ready')).toBeVisible();
  await page.waitForTimeout(1500);
  expect(await steps()).toEqual([0, 0]);
  const origin = page.getByText(/^Recorded \d{4}-\d\d-\d\d · press Run$/).first();
  await expect(origin).toBeVisible();
  await origin.click();
  await expect(page.getByRole('dialog').getByText(/^Recorded on .* with /)).toBeVisible();
});

test('the same seed twice gives the same numbers', async ({ page, server }) => {
  await page.goto(`${server.url}?seed=42`);
  const losses = async () => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await waitForSteps(page, 4);
    const { runs } = await exported(page);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    return runs.map((run) => run.series.loss!.values.slice(0, 4));
  };
  const first = await losses();
  expect(await losses()).toEqual(first);
  expect(first[0]).not.toEqual(first[1]);
});

test('the learning rate changes while running; what needs new weights starts again and says so', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 2);
  await page.getByRole('button', { name: '1E-4' }).click();
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('1E-4');
  expect((await exported(page)).runs[0]!.series.loss!.steps.length).toBeGreaterThanOrEqual(2);
  // The address has the rate of the steps before as well.
  await expect(page).toHaveURL(/lr=0\.001,0\.0001@\d+$/);

  await page.getByRole('slider', { name: 'Learning rate' }).press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('1.1E-4');

  await page.getByRole('radio', { name: 'Modern' }).check();
  await expect(page.getByRole('status').getByText('Preset changed: all runs start again')).toBeVisible();
  await waitForSteps(page, 1);
  expect((await exported(page)).runs[1]!.config).toMatchObject({
    loss: 'softmax-cross-entropy',
    kernelInit: 'he-normal',
  });

  await page.getByRole('switch', { name: 'Batch Normalization in run A' }).check();
  await expect(page.getByRole('region', { name: 'Run A' })).toContainText('A · with BN');
  await page.getByRole('button', { name: 'Pause' }).click();
});

test('a number out of range is kept, explained and not used', async ({ page, server }) => {
  await page.goto(server.url);
  const field = page.getByRole('textbox', { name: 'Learning rate' });
  await field.fill('7');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Enter a number from 1E-5 to 1E-1.');
  await expect(field).toHaveValue('7');
  await field.fill('0.02');
  await field.press('Enter');
  await expect(field).toHaveValue('2E-2');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('both runs stop at the last step with a look at all test images, and go on when given more', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?steps=2&bn=off,off`);
  await trainOnShapes(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'finished');
  await expect(page.getByText('60 images, step 2').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();

  // What replaces finished runs leaves them in sight, and they can be had back.
  await page.getByRole('switch', { name: 'Batch Normalization in run B' }).check();
  await expect(page.getByText('Runs changed: all runs start again')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Run B' })).toContainText('B · with BN');
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await expect(loss.locator('.curve-end-ghost').getByText(/^B \d\.\d+$/)).toBeVisible();
  await expect(loss.getByText('previous', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByRole('region', { name: 'Run B' })).toContainText('B · without BN');
  await expect(page.getByText('60 images, step 2').first()).toBeVisible();
  await expect(page.locator('.curve-ghost')).toHaveCount(0);

  await page.getByRole('button', { name: 'All settings' }).click();
  const steps = page.getByRole('textbox', { name: 'Steps', exact: true });
  await steps.fill('4');
  await steps.press('Enter');
  // Behind runs that were brought back there are no networks: more steps begin at the first.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 4);
});

test('a loss that becomes NaN is shown as such, and the other run goes on', async ({ page, server }) => {
  // The sum of logs at the highest learning rate underflows within a few steps without BN.
  await page.goto(`${server.url}?loss=sum-log&lr=0.1&every=1000`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const card = page.getByRole('region', { name: 'Run A' });
  await expect(card.getByText(/^NaN at step \d+$/)).toBeVisible({ timeout: 60_000 });
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await expect(loss.getByText('A: NaN', { exact: true })).toBeVisible();
  await expect(loss.getByRole('img', { name: /^A: NaN at step \d+$/ })).toHaveCount(1);
  // It answers 0 to everything, and 85 of the first thousand test images are zeros.
  await expect(card.getByText('8.5%')).toBeVisible({ timeout: 60_000 });
  const { runs } = await exported(page);
  expect(runs[0]!.finalLoss).toBeNull();
  await page.waitForFunction(
    (before) => window.batchNormLab!.lab.store.getState().runs[1]!.record.series.loss.length > before,
    runs[1]!.series.loss!.steps.length,
  );
});
