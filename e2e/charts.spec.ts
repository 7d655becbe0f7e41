/** Charts and fields at their limits: nothing drawn yet, values outside the range, texts that are no number, a phone. */
import { expect, test, waitForStatus, waitForSteps } from './lab.ts';

test('the logarithmic loss can be chosen before anything is drawn', async ({ page, server }) => {
  test.setTimeout(30_000);
  // Nothing was recorded at this rate.
  await page.goto(`${server.url}?lr=0.0002`);
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await loss.getByRole('radio', { name: 'Log' }).check();
  // From the floor of the double softmax to its ceiling, on both scales.
  await expect(loss.getByText('1.4', { exact: true })).toBeVisible();
  await loss.getByRole('radio', { name: 'Linear' }).check();
  await expect(loss.getByText('1.4', { exact: true })).toBeVisible();
  await expect(loss.getByText('floor 1.46')).toBeVisible();

  // Other losses reach down to zero, of which there is no logarithm.
  await page.goto(`${server.url}?lr=0.0002&loss=softmax-cross-entropy`);
  // They are read on it, until another is chosen.
  await expect(loss.getByRole('radio', { name: 'Log' })).toBeChecked();
  await expect(loss.getByText('0.1', { exact: true })).toBeVisible();
  await loss.getByRole('radio', { name: 'Linear' }).check();
  await expect(loss.getByText('0.5', { exact: true })).toBeVisible();
  await expect(loss.getByText(/^floor/)).toHaveCount(0);
});

test('in a narrow range every label is whole, and a curve outside it is said to be there', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?seed=1`);
  const chart = page.getByRole('figure', { name: /^Test accuracy/ });
  await chart.getByRole('radio', { name: '90–100%' }).check();
  const label = chart.getByText('100%', { exact: true });
  await expect(label).toBeVisible();
  const plot = (await chart.locator('.recharts-surface').boundingBox())!;
  expect((await label.boundingBox())!.x).toBeGreaterThanOrEqual(plot.x);
  // The recorded run without BN ends at 86 %.
  const outside = chart.locator('.curve-end-outside');
  await expect(outside).toHaveText(/^A 8\d\.\d\d%$/);
  const mark = (await outside.boundingBox())!;
  expect(mark.x).toBeGreaterThan(plot.x);
  expect(mark.x + mark.width).toBeLessThanOrEqual(plot.x + plot.width);
  await expect(chart.locator('.curve-end:not(.curve-end-outside) circle')).toHaveCount(1);
});

test('keys read point after point, say it, and hide the line', async ({ page, server }) => {
  await page.goto(server.url);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await expect(page.getByText(/^Recorded \d{4}-/).first()).toBeVisible();
  await accuracy.getByRole('application', { name: 'Curves' }).focus();
  await page.keyboard.press('End');
  await expect(loss.locator('.step-pill')).toHaveText('1,000');
  await page.keyboard.press('ArrowLeft');
  await expect(loss.locator('.step-pill')).toHaveText('950');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(accuracy.locator('.step-pill')).toHaveText('450');
  await expect(accuracy.locator('.crosshair').getByText(/^\d+\.\d%$/)).toHaveCount(2);
  await expect(accuracy.locator('[aria-live]')).toHaveText(/^Step 450\. A: \d+\.\d%\. B: \d+\.\d%\. $/);
  // It is said once, not by both charts.
  await expect(loss.locator('[aria-live]')).toBeEmpty();
  // The page's own key for a step is not pressed.
  await expect(page.getByText('Ready')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.crosshair')).toHaveCount(0);
});

test('a drag shows fewer steps in both charts, and there is a way back', async ({ page, server }) => {
  await page.goto(server.url);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await expect(page.getByText(/^Recorded \d{4}-/).first()).toBeVisible();
  // What is recorded comes in several files.
  await page.waitForLoadState('networkidle');
  await expect(loss.locator('.curve-range')).toHaveCount(2);
  const plot = (await loss.locator('.plot-ground').boundingBox())!;
  const middle = plot.y + plot.height / 2;
  await page.mouse.move(plot.x + plot.width * 0.2, middle);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.4, middle, { steps: 4 });
  await expect(loss.locator('.chart-selection .step-pill')).toHaveText(['200', '400']);
  await page.mouse.up();
  for (const chart of [accuracy, loss])
    await expect(chart.getByText('Step 200', { exact: true })).toBeVisible();
  // Nothing has moved, but for what is in the plot.
  expect(await loss.locator('.plot-ground').boundingBox()).toEqual(plot);
  await loss.getByRole('application', { name: 'Curves' }).focus();
  // From 250 to 350: around the middle, as nothing is read.
  await page.mouse.move(plot.x, plot.y - 60);
  await page.keyboard.press('+');
  await expect(accuracy.getByText('Step 260', { exact: true })).toBeVisible();
  await accuracy.getByRole('button', { name: 'Whole run' }).click();
  await expect(loss.getByText('Step 0', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Whole run' })).toHaveCount(0);
});

test('seconds of training can be along the axis, and a zoom does not go along', async ({ page, server }) => {
  await page.goto(`${server.url}?steps=60&every=10`);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // Past the look at step 20, which comes before the next step.
  await waitForSteps(page, 21);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await accuracy.getByRole('application', { name: 'Curves' }).focus();
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Whole run' })).toHaveCount(2);
  await accuracy.getByRole('button', { name: 'Horizontal axis: Steps' }).click();
  await page.getByRole('menuitemradio', { name: 'Seconds' }).click();
  await expect(accuracy.getByRole('button', { name: 'Horizontal axis: Seconds' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Whole run' })).toHaveCount(0);
  await expect(page.getByText('Training 0 s', { exact: true })).toHaveCount(2);
  await accuracy.getByRole('application', { name: 'Curves' }).focus();
  await page.keyboard.press('End');
  await expect(accuracy.locator('.step-pill')).toHaveText(/^\d+(\.\d)? s$/);
  await expect(accuracy.locator('[aria-live]')).toHaveText(/^Training \d+(\.\d)? s\. /);
  // The time that the steps took, as the cards have it.
  const read = Number.parseFloat((await accuracy.locator('.step-pill').textContent())!);
  const spent = await page.evaluate(() =>
    Math.max(...window.batchNormLab!.lab.store.getState().runs.map(({ record }) => record.time.last!.value)),
  );
  expect(read).toBeGreaterThan(spent / 1000 / 2);
  expect(read).toBeLessThanOrEqual(spent / 1000 + 0.1);
});

test('what happened and what was recorded is marked and named in both charts', async ({ page, server }) => {
  await page.goto(server.url);
  const charts = page.getByRole('figure');
  // Most seeds without BN collapse at this rate, and so does the one that the page opens with.
  await expect(charts.getByRole('img', { name: /^A: collapsed to class \d since step \d+$/ })).toHaveCount(2);
  await expect(charts.getByText(/^recorded range at 1E-3, \d+ seeds$/)).toHaveCount(2);
  await expect(charts.locator('.curve-range')).toHaveCount(4);
  // A rate that nobody recorded has no range.
  await page.goto(`${server.url}?lr=1e-3,1e-4@300`);
  await expect(charts.getByRole('img', { name: 'Learning rate 1E-3 → 1E-4 from step 300' })).toHaveCount(2);
  await expect(charts.locator('.chart-rate text')).toHaveText(['1E-3 → 1E-4', '1E-3 → 1E-4']);
  await expect(charts.locator('.curve-range')).toHaveCount(0);
});

test('on a phone a tap reads, and the line stays when the finger has gone', async ({ browser, server }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto(`${server.url}?engine=wasm`);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  await expect(page.getByText(/^Recorded \d{4}-/).first()).toBeVisible();
  // In its middle, and where the bar with the buttons does not lie over it.
  await accuracy.locator('.plot-ground').tap();
  await expect(accuracy.locator('.step-pill')).toHaveText('500');
  await expect(accuracy.locator('.crosshair').getByText(/^\d+\.\d%$/)).toHaveCount(2);
  await context.close();
});

test('a value from outside replaces what was typed, also the value that is in force already', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  const field = page.getByRole('textbox', { name: 'Learning rate' });
  for (const rate of ['1E-4', '1E-4', '1E-3']) {
    await field.fill('nonsense');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: rate }).click();
    await expect(field).toHaveValue(rate);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('on a phone every point of the sweep has an area of its own', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}#sweep`);
  const areas = page.locator('.sweep-point > rect');
  await expect(areas.nth(17)).toBeVisible();
  const boxes = await areas.evaluateAll((all) =>
    all.map((area) => area.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
  );
  const sorted = boxes.sort((a, b) => a.left - b.left);
  for (const [i, { left }] of sorted.slice(1).entries())
    expect(left).toBeGreaterThanOrEqual(sorted[i]!.right - 0.01);
});
