/** The page of kept runs: found, named, compared, taken along and back, deleted and brought back, gone on with. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { trainOnShapes } from './own-images.ts';

const QUICK = '?preset=modern&batch=4&every=10&seed=3';

/** Rows of the visitor's own runs: behind them stand those that came with the lab. */
function own(page: Page) {
  return page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: /^Name of |の名前$/ }) });
}

/** Chooses in a menu of the list. */
async function choose(page: Page, menu: string, option: string) {
  await page.getByRole('button', { name: new RegExp(`^${menu}`) }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`(^|: )${option}$`) }).click();
}

/** Drops a file of runs, as from a folder beside the browser. */
async function drop(page: Page, path: string) {
  const transfer = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'runs.json', { type: 'application/json' }));
      return transfer;
    },
    readFileSync(path, 'utf8'),
  );
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

/** Trains both runs for some steps, ends there, and opens the page of runs. */
async function trainAndOpen(page: Page, url: string) {
  await page.goto(`${url}${QUICK}&steps=14`);
  await trainOnShapes(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'finished');
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(own(page)).toHaveCount(2);
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
  // It is written down.
  await expect(page.getByRole('button', { name: /^Pin <b>/ })).toBeVisible();
  await page.reload();
  await expect(names.first()).toHaveValue('<b>The plain one</b>');

  // Words of its name and settings find it.
  const search = page.getByRole('searchbox');
  await search.fill('plain without');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  // So do settings that are in no name, and its normalization.
  await search.fill('plain batch 4');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await search.fill('');
  await choose(page, 'From', 'Kept here');
  await choose(page, 'Normalization', 'with BN');
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await expect(names.first()).toHaveValue('');
  await choose(page, 'Normalization', 'All');
  await choose(page, 'Sort by', 'Name');
  await expect(names.first()).toHaveValue('<b>The plain one</b>');
  await choose(page, 'From', 'All');
  await choose(page, 'Sort by', 'Newest');
  await search.fill('nobody');
  await expect(page.getByText('No run is like that.')).toBeVisible();
  await search.fill('');

  for (const box of await own(page).getByRole('checkbox').all()) await box.check();
  const chosen = page.getByRole('region', { name: 'Chosen runs' });
  await expect(chosen.locator('.curve')).toHaveCount(4);
  await expect(chosen.getByRole('row', { name: /^Normalization/ })).toContainText('Without BN');
  expect(await accessibilityFaults(page)).toEqual([]);

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

  const table = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const lines = readFileSync(await (await table).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(1 + 2 * (1 + runs[0]!.series.loss!.steps.length));

  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(own(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(own(page)).toHaveCount(2);

  const input = page.locator('input[type=file]');
  await input.setInputFiles(file);
  await expect(page.getByText('2 runs were imported.')).toBeVisible();
  await expect(own(page)).toHaveCount(4);
  // So are files that are dropped.
  await drop(page, file);
  await expect(own(page)).toHaveCount(6);
  await own(page).first().getByRole('checkbox').check();
  await page.getByRole('button', { name: /^Delete/ }).click();
  await expect(own(page)).toHaveCount(5);
  await input.setInputFiles({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"runs":[{}]}'),
  });
  await expect(page.getByText(/^Run 1 of the file cannot be read/)).toBeVisible();
  // Of several files each has its line.
  await input.setInputFiles([
    { name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('no') },
    { name: 'none.json', mimeType: 'application/json', buffer: Buffer.from('{"runs":[]}') },
  ]);
  await expect(page.getByText(/^no\.json: The file is no JSON\./)).toBeVisible();
  await expect(page.getByText(/^none\.json: There are no runs in the file\./)).toBeVisible();
  await expect(own(page)).toHaveCount(5);

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
  // All of what is said of it is within reach, however long the list beside it is.
  const goOn = page.getByRole('button', { name: 'Go on from step 14' });
  await goOn.scrollIntoViewIfNeeded();
  await expect(goOn).toBeInViewport({ ratio: 1, timeout: 1_000 });
  expect(await page.evaluate(() => scrollY)).toBeLessThan(900);
  await page.getByRole('textbox', { name: 'at learning rate' }).fill('1e-2');
  await page.getByRole('textbox', { name: 'at learning rate' }).press('Enter');
  await goOn.click();
  await waitForStatus(page, 'paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await waitForSteps(page, 17);
  const { runs } = await exported(page);
  const [a, b] = runs.map(({ series }) => series.loss!.values);
  expect(a!.slice(0, 15)).toEqual(b!.slice(0, 15));
  expect(a![16]).not.toEqual(b![16]);
  expect(runs[1]!.config.learningRate).toEqual({ first: 1e-3, changes: [{ fromStep: 15, value: 1e-2 }] });

  // It says what it went on from, and leads there.
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(own(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Choose none' }).click();
  await own(page).first().getByRole('checkbox').check();
  const origin = page.getByText('Went on from step 14 of').getByRole('button');
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await notes.fill('Two\nlines');
  await notes.blur();
  await origin.click();
  await expect(page.getByText('Went on from step 14 of')).toHaveCount(0);
  const weights = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Weights (safetensors)' }).click();
  const bytes = readFileSync(await (await weights).path());
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0))));
  expect(header.__metadata__.step).toBe('14');
  await page.reload();
  await own(page).first().getByRole('checkbox').check();
  await expect(notes).toHaveValue('Two\nlines');
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
  // It stands below hundreds of rows, and a button that stays in sight leads there.
  const heading = page.getByRole('heading', { name: '1 件を選択中' });
  await expect(heading).not.toBeInViewport();
  await page.getByRole('button', { name: '1 件を選択中' }).click();
  await expect(heading).toBeInViewport();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('recorded runs are in the list and can be compared, linked to, taken along and copied, but not changed', async ({
  context,
  page,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${server.url}#runs`);
  await expect(page.getByText(/^No run of your own is kept yet\./)).toBeVisible();
  await page.getByRole('searchbox').fill('modern 1e-3 seed 2');
  const rows = page.getByRole('listitem').filter({ hasText: 'recorded' });
  const chosen = page.getByRole('region', { name: 'Chosen runs' });
  for (const name of [/without BN/, /with BN/]) {
    const row = rows.filter({ hasText: name }).filter({ hasText: '1,000' });
    await expect(row).toHaveCount(1);
    await row.getByRole('checkbox').check();
    await expect(row.getByRole('button')).toHaveCount(0);
  }
  await expect(chosen.locator('.curve')).toHaveCount(4);
  await expect(chosen.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
  await expect(page.getByText(/^Recorded runs came with the lab/)).toBeVisible();

  // The chart's numbers are those of the runs, and so are the file's.
  const save = (name: string) => chosen.getByRole('figure', { name }).getByRole('button', { name: 'Save' });
  await save('Test accuracy').click();
  const csv = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Data (CSV)' }).click();
  const lines = readFileSync(await (await csv).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines[0]).toBe(
    'step,"1 test_accuracy (without BN, 1E-3, seed 2)","2 test_accuracy (with BN, 1E-3, seed 2)"',
  );
  expect(lines).toHaveLength(22);
  await save('Training loss').click();
  const svg = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Drawing (SVG)' }).click();
  const drawing = readFileSync(await (await svg).path(), 'utf8');
  expect(drawing).toContain('Recorded on 2026-');
  const json = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const { runs } = JSON.parse(readFileSync(await (await json).path(), 'utf8'));
  const last = lines.at(-1)!.split(',').map(Number);
  expect(last).toEqual([1000, ...runs.map((run: { testAccuracy: number }) => run.testAccuracy)]);

  // What is copied opens both side by side, with their settings.
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied.').first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(drawing).toContain(link.replaceAll('&', '&amp;'));
  const [a, b] = runs.map(({ config }: { config: unknown }) => config);
  const other = await context.newPage();
  await other.goto(link);
  expect((await exported(other)).runs.map(({ config }) => config)).toEqual([a, b]);
  await other.close();

  await page.getByRole('button', { name: 'Keep copies' }).click();
  await expect(page.getByText('2 copies are kept among your own runs.')).toBeVisible();
  await expect(own(page)).toHaveCount(2);
  // Runs of other lengths cannot stand beside each other in Compare.
  await rows.filter({ hasText: '300' }).first().getByRole('checkbox').check();
  await expect(page.getByText(/^These runs differ in what all runs of Compare share/)).toContainText('Steps');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeDisabled();
});

/** What takes a record after the other takes a busy machine its time. */
const OF_HUNDREDS = { timeout: 45_000 };

test('of hundreds of runs each is found, and keys reach the last', async ({ page, server }) => {
  await page.goto(`${server.url}?preset=modern#runs`);
  const { runs } = await exported(page);
  const series = { loss: { steps: [1, 2], values: [2, 1] } };
  const many = Array.from({ length: 400 }, (_, i) => ({
    ...runs[i % 2],
    series,
    verdict: { kind: 'learning', step: 2 },
    testAccuracy: i / 400,
    about: {
      created: i,
      name: `Number ${i}`,
      notes: '',
      environment: { agent: 'test', cores: 2 },
      state: 'finished',
      step: 2,
      loss: 1,
    },
  }));
  await page.locator('input[type=file]').setInputFiles({
    name: 'many.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ runs: many })),
  });
  await expect(page.getByText('400 runs were imported.')).toBeVisible(OF_HUNDREDS);
  await page.getByRole('searchbox').fill('number 7');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'From: All' }).click();
  await page.getByRole('menuitemradio', { name: 'Kept here' }).click();
  const box = (name: string) => page.getByRole('checkbox', { name: `Choose ${name}`, exact: true });
  await box('Number 399').focus();
  await page.keyboard.press('End');
  await expect(box('Number 0')).toBeFocused();
  await expect(box('Number 0')).toBeInViewport();
  await page.keyboard.press('Space');
  await expect(box('Number 0')).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(box('Number 1')).toBeFocused();
  // Back from one to the next, as far as rows were not made.
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowUp');
  await expect(box('Number 31')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(box('Number 399')).toBeFocused();
  await expect(box('Number 0')).toHaveCount(0);

  // All of them at once: too many to have names at their curves, and not too many for a file.
  await page.getByRole('button', { name: 'Choose all 400' }).click();
  await expect(page.getByRole('heading', { name: '400 runs chosen' })).toBeVisible();
  await expect(page.getByText(/^So many curves have no numbers at their ends/)).toBeVisible(OF_HUNDREDS);
  await expect(page.locator('.curve-end text')).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    runs: { about: object }[];
  };
  expect(file.runs).toHaveLength(400);
  expect(file.runs[399]!.about).toMatchObject({ name: 'Number 0' });
  await expect(page.getByRole('button', { name: 'Export JSON' })).toBeFocused();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await expect(page.getByRole('heading', { name: '400 runs chosen' })).toHaveCount(0);
});
