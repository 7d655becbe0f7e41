/** Charts and fields at their limits: nothing drawn yet, values outside the range, texts that are no number, a phone. */
import { expect, test } from './lab.ts';

test('the logarithmic loss can be chosen before anything is drawn', async ({ page, server }) => {
  test.setTimeout(30_000);
  // Nothing was recorded at this rate.
  await page.goto(`${server.url}?lr=0.0002`);
  const loss = page.getByRole('figure', { name: /^Training loss/ });
  await loss.getByRole('radio', { name: 'Log' }).check();
  await expect(loss.getByText('0.1', { exact: true })).toBeVisible();
  await loss.getByRole('radio', { name: 'Linear' }).check();
  await expect(loss.getByText('0.2', { exact: true })).toBeVisible();
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
