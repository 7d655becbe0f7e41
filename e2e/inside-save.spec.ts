/** Panels of the page Inside that are saved: real files, read again, hold what was looked at. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, exported, test, waitForStatus } from './lab.ts';
import { trainOnShapes } from './own-images.ts';
import { chosen, rowsOf, type SavedFile } from './saved-files.ts';

/** A panel of the row with this question, by its place. */
const panel = (page: Page, question: string, at: number) =>
  page.getByRole('region', { name: question }).locator('.multiple').nth(at);

async function saved(page: Page, of: Locator, kind: string): Promise<SavedFile> {
  await of.getByRole('button', { name: /^(Save|保存)$/ }).click();
  return chosen(page, kind);
}

/** What stands in a drawing and in which colours; on an empty page, as the lab's own parses no text, by its policy. */
async function drawingOf(page: Page, svg: Buffer) {
  const empty = await page.context().newPage();
  const drawing = await empty.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml');
    const coloured = (colour: string) => root.querySelectorAll(`path[stroke="${colour}"]`).length;
    return {
      isWhole: root.querySelector('parsererror') === null,
      said: [...root.querySelectorAll('text')]
        .map(({ textContent }) => textContent.replaceAll('\u00a0', ' '))
        .join('\n'),
      ground: root.querySelector('rect')!.getAttribute('fill'),
      a: coloured('#b5450b'),
      b: coloured('#0b5fa5'),
    };
  }, svg.toString('utf8'));
  await empty.close();
  return drawing;
}

test('a panel of a run is saved with its numbers, its words and its lines, at the step that was chosen', async ({
  page,
  context,
  server,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${server.url}?preset=modern&batch=4&every=1000&steps=10&seed=7#inside`);
  await trainOnShapes(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'finished');
  const { runs } = await exported(page);
  await page.getByRole('slider', { name: 'Step' }).focus();
  for (const key of ['Home', 'ArrowRight']) await page.keyboard.press(key);

  const gradient = panel(page, 'Is there a gradient at all?', 2);
  const csv = await saved(page, gradient, 'Data (CSV)');
  expect(csv.name).toMatch(/^batchnorm-lab-inside-flow-fc1-gradient-length-\d{4}-\d\d-\d\d\.csv$/);
  const [names, ...rows] = rowsOf(csv.bytes);
  expect(names).toEqual([
    'step',
    'A fc1_gradient_length (without BN, seed 7)',
    'B fc1_gradient_length (with BN, seed 7)',
  ]);
  expect(rows.map(([step]) => Number(step))).toEqual([0, 1, 4, 10]);
  for (const [i, { looks }] of runs.entries())
    expect(rows.map((row) => Number(row[i + 1]))).toEqual(
      looks!.map(({ tensors }) => tensors['fc1.kernel'].gradientNorm),
    );

  const { bytes } = await saved(page, gradient, 'Drawing (SVG)');
  for (const foreign of ['var(', 'class=', 'style=', 'foreignObject', 'NaN', 'undefined'])
    expect(bytes.toString('utf8')).not.toContain(foreign);
  const drawing = await drawingOf(page, bytes);
  expect(drawing).toMatchObject({ isWhole: true, ground: '#ffffff', a: 1, b: 1 });
  for (const part of [
    'Is there a gradient at all? · fc 1 · gradient length',
    'Learning rate: 1E-3',
    'Batch size: 4',
    'Seed: 7',
    'Read at step 1',
    'without BN: ',
    'with BN: ',
    'Trained with ',
    'Measured on the next training batch',
  ])
    expect(drawing.said).toContain(part);
  expect(drawing.said.replaceAll('\n', '')).toContain(page.url());
  expect(drawing.said).toMatch(/Saved on \d{4}-\d\d-\d\d/);

  // Values by their size, at the step that was chosen.
  const bins = rowsOf(
    (await saved(page, panel(page, 'Do the inputs of a layer drift?', 5), 'Data (CSV)')).bytes,
  );
  expect(bins[0]!.slice(0, 3)).toEqual(['from', 'to', 'A fc1_share (without BN, seed 7, step 1)']);
  const sum = bins.slice(1).reduce((sum, row) => sum + Number(row[3]), 0);
  expect(sum).toBeCloseTo(1, 1);

  await gradient.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(page.getByRole('dialog', { name: 'Link copied.' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('keys open the menu of a panel, and a phone in the dark saves a picture for a slide', async ({
  page,
  server,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}?lang=ja#inside`);
  const first = panel(page, '層の入力はずれていくか', 0);
  const button = first.getByRole('button', { name: '保存', exact: true });
  const box = (await button.boundingBox())!;
  expect([box.width, box.height]).toEqual([44, 44]);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: '画像(PNG)' })).toBeFocused();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const png = readFileSync(await (await download).path());
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1080]);
  expect(png.length).toBeGreaterThan(20_000);
  await expect(button).toBeFocused();
  const { bytes } = await saved(page, first, '図(SVG)');
  const drawing = await drawingOf(page, bytes);
  expect(drawing).toMatchObject({ isWhole: true, ground: '#ffffff' });
  expect(drawing.said).toMatch(
    /^層の入力はずれていくか · conv 1 · [\s\S]*乱数シード: \d+[\s\S]*BN なし[\s\S]*ステップ 300 の値[\s\S]*保存日/,
  );
});

test('the link of a panel opens the recorded seed that it shows', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${server.url}?lang=en#inside`);
  const seed = page.getByRole('combobox', { name: 'Recorded seed shown' });
  const gradient = panel(page, 'Is there a gradient at all?', 2);
  // Thirty panels are drawn when there is time: until then each is one of the seed before.
  const lines = gradient.locator('.multiple-curve');
  const drawn = () => lines.evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join());
  await expect(lines).toHaveCount(2);
  const before = await drawn();
  await seed.click();
  await page.getByRole('option', { name: '3', exact: true }).click();
  await expect.poll(drawn).not.toBe(before);
  await gradient.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(page.getByRole('dialog', { name: 'Link copied.' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${server.url}?seed=3&lang=en#inside`);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(seed).toHaveText('3');
});
