/** The page of kept runs: found, named, compared, taken along and back, deleted and brought back, gone on with. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';

const QUICK = '?preset=modern&batch=4&every=10&seed=3';

async function faults(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

/** Trains both runs for some steps, ends there, and opens the page of runs. */
async function trainAndOpen(page: Page, url: string) {
  await page.goto(`${url}${QUICK}&steps=14`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'finished');
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(2);
}

test('runs are found again, named, pinned, compared, exported, deleted, brought back and imported', async ({
  page,
  server,
}) => {
  await trainAndOpen(page, server.url);
  const { runs } = await exported(page);
  const names = page.getByRole('textbox', { name: /^Name of / });
  await names.first().fill('<b>The plain one</b>');
  await names.first().press('Enter');
  await page.reload();
  await expect(names.first()).toHaveValue('<b>The plain one</b>');

  // Words of its name and settings find it.
  const search = page.getByRole('searchbox');
  await search.fill('plain without');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await search.fill('nobody');
  await expect(page.getByText('No run is like that.')).toBeVisible();
  await search.fill('');

  for (const box of await page.getByRole('checkbox').all()) await box.check();
  const chosen = page.getByRole('region', { name: 'Chosen runs' });
  await expect(chosen.locator('.curve')).toHaveCount(4);
  await expect(chosen.getByRole('row', { name: /^Normalization/ })).toContainText('Without BN');
  expect(await faults(page)).toEqual([]);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const file = await (await saving).path();
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  expect(saved.runs.map((run: { about: { name: string } }) => run.about.name)).toContain(
    '<b>The plain one</b>',
  );
  expect(saved.runs.map(({ series }: (typeof runs)[0]) => series.loss?.values)).toEqual(
    runs.map(({ series }) => series.loss?.values),
  );

  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(page.getByRole('checkbox')).toHaveCount(2);

  const input = page.locator('input[type=file]');
  await input.setInputFiles(file);
  await expect(page.getByText('2 runs were imported.')).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(4);
  await input.setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"runs":[{}]}'),
  });
  await expect(page.getByText(/^Run 1 of the file cannot be read/)).toBeVisible();
  await input.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('no') });
  await expect(page.getByText(/^The file is no JSON\./)).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(4);

  await page
    .getByRole('button', { name: /^Pin <b>/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByText('P1: <b>The plain one</b>').first()).toBeVisible();
});

test('a run is gone on with from its last checkpoint, as it went and with another rate', async ({
  page,
  server,
}) => {
  await trainAndOpen(page, server.url);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('textbox', { name: 'at learning rate' }).fill('1e-2');
  await page.getByRole('textbox', { name: 'at learning rate' }).press('Enter');
  await page.getByRole('button', { name: 'Go on from step 14' }).click();
  await waitForStatus(page, 'paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await waitForSteps(page, 17);
  const { runs } = await exported(page);
  const [a, b] = runs.map(({ series }) => series.loss!.values);
  expect(a!.slice(0, 15)).toEqual(b!.slice(0, 15));
  expect(a![16]).not.toEqual(b![16]);
  expect(runs[1]!.config.learningRate).toEqual({ first: 1e-3, changes: [{ fromStep: 15, value: 1e-2 }] });
});

test('on a phone in Japanese, in the dark, the page of runs is whole and accessible', async ({
  page,
  server,
}) => {
  await trainAndOpen(page, server.url);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByRole('checkbox').first().check();
  await expect(page.getByText('この学習について')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
