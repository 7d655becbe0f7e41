/** A visitor's own images: dropped, named, trained on, kept, missed and found again. */
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus } from './lab.ts';
import { dropFiles, type OwnFile, ownFiles } from './own-images.ts';

const sheetOf = (page: Page) => page.getByRole('dialog', { name: 'Your own images' });

test('four files that are dropped are shown, named and trained on, and are there at the next visit', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?preset=modern&batch=8&steps=30&every=10&engine=simd`);
  await dropFiles(page, ownFiles());
  const sheet = sheetOf(page);
  await expect(sheet.getByText('300 images to train on, 60 to test with, 3 classes.')).toBeVisible();
  await expect(sheet.getByRole('textbox', { name: 'Name of the data' })).toHaveValue('shapes');
  for (const [label, name] of ['square', 'ring', 'cross'].entries())
    await sheet.getByRole('textbox', { name: `Name of class ${label}` }).fill(name);
  await sheet.getByRole('button', { name: 'Train on these' }).click();
  await expect(sheet.getByRole('button', { name: 'in use' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Data: shapes, 300 images')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'finished');
  const { runs } = await exported(page);
  for (const { config, series } of runs) {
    expect(config.data).toMatchObject({ kind: 'own', name: 'shapes', train: 300, test: 60 });
    expect(series.testAccuracy?.steps).toEqual([0, 10, 20, 30]);
  }
  expect(runs[1]!.testAccuracy).toBeGreaterThan(0.5);
  await expect(page.getByText('60 images, step 30')).toHaveCount(2);
  // Answers have the classes' names.
  const digits = page.getByRole('region', { name: 'First 16 test images' });
  await expect(digits.getByRole('img', { name: /^(square|ring|cross)$/ })).toHaveCount(16);
  await page.getByRole('button', { name: 'Confusion matrix of run B' }).click();
  const matrix = page.getByRole('dialog', { name: 'Confusion matrix of run B' });
  await expect(matrix.getByRole('rowheader')).toHaveText(['square', 'ring', 'cross']);
  await page.keyboard.press('Escape');

  // The address names them, and they are here.
  await page.reload();
  await expect(page.getByText('Data: shapes, 300 images')).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'finished');
  expect((await exported(page)).runs.map(({ finalLoss }) => finalLoss)).toEqual(
    runs.map(({ finalLoss }) => finalLoss),
  );

  // Another name starts nothing again; MNIST does.
  await page.getByRole('button', { name: 'All settings' }).click();
  await page.getByRole('combobox', { name: 'Data', exact: true }).click();
  await page.getByRole('option', { name: 'MNIST' }).click();
  await expect(page.getByText('Data: shapes, 300 images')).toBeHidden();
  await expect(page.getByText('Data changed: all runs start again.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'First 16 test digits' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Data', exact: true }).click();
  await page.getByRole('option', { name: 'shapes' }).click();
  await expect(page.getByText('Data: shapes, 300 images')).toBeVisible();
  await page.keyboard.press('Escape');

  // They are the data of every page, and are taken on every page.
  await page.getByRole('link', { name: 'Reproduce' }).click();
  await expect(page.getByText('recorded for MNIST alone').first()).toBeVisible();
  await dropFiles(page, ownFiles());
  await expect(sheet.getByText('300 images to train on, 60 to test with, 3 classes.')).toBeVisible();
});

test('files that cannot be used are told why, and the data before stay', async ({ page, server }) => {
  await page.goto(`${server.url}?preset=modern&batch=20&steps=40&every=10&engine=simd`);
  const before = page.url();
  const [images, labels, testImages, testLabels] = ownFiles() as [OwnFile, OwnFile, OwnFile, OwnFile];
  const cut = { ...testImages, buffer: testImages.buffer.subarray(0, 5_000) };
  await dropFiles(page, [images, labels, cut, testLabels]);
  const sheet = sheetOf(page);
  await expect(
    sheet.getByText('shapes-test-images-idx3-ubyte is cut off: it has 5,000 of the 47,056 bytes'),
  ).toBeVisible();
  await sheet.locator('input[type=file]').setInputFiles([images, labels, testImages]);
  await expect(sheet.getByText('Among the files are 2 of images and 1 of labels.')).toBeVisible();
  await sheet
    .locator('input[type=file]')
    .setInputFiles([
      images,
      labels,
      testImages,
      { ...testLabels, name: 'a.txt', buffer: Buffer.from('no labels at all') },
    ]);
  await expect(sheet.getByText('a.txt is no IDX file of images or labels')).toBeVisible();
  await sheet
    .locator('input[type=file]')
    .setInputFiles([images, labels, testImages, { ...testLabels, buffer: Buffer.alloc(0) }]);
  await expect(sheet.getByText('shapes-test-labels-idx1-ubyte.gz is empty.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^Data: /)).toBeHidden();
  expect(page.url()).toBe(before);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await waitForStatus(page, 'paused');
  expect((await exported(page)).runs[0]!.config.data).toEqual({ kind: 'mnist' });
});

test('runs whose images are not here say so, and train once their files are dropped', async ({
  browser,
  page,
  server,
}) => {
  await page.goto(`${server.url}?preset=modern&batch=20&steps=10&every=10&engine=simd`);
  await dropFiles(page, ownFiles());
  await sheetOf(page).getByRole('button', { name: 'Train on these' }).click();
  await expect(page).toHaveURL(/data=shapes/);
  // Another browser has the link, and not the files.
  const elsewhere = await browser.newPage();
  await elsewhere.goto(page.url());
  await elsewhere.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(
    elsewhere.getByText('The images of “shapes”, which these runs are about, are not in this browser.'),
  ).toBeVisible();
  await dropFiles(elsewhere, ownFiles());
  await sheetOf(elsewhere)
    .getByRole('button', { name: /Train on these|in use/ })
    .waitFor();
  await elsewhere.keyboard.press('Escape');
  await waitForStatus(elsewhere, 'finished');
  await expect(elsewhere.getByText('are not in this browser')).toBeHidden();
  await elsewhere.close();
});
