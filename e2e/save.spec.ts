/** Charts that are saved: real files, read again, hold what the page shows. */
import type { Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { recordedRuns } from './recorded.ts';
import { chosen, rowsOf, type SavedFile } from './saved-files.ts';

/** A file of the chart with this name. */
async function saved(page: Page, chart: RegExp, kind: string | RegExp): Promise<SavedFile> {
  await page
    .getByRole('figure', { name: chart })
    .getByRole('button', { name: /^(Save|保存)$/ })
    .click();
  return chosen(page, kind);
}

/** Does something on an empty page: the lab's own parses no text and reads no data, by its policy. */
async function apart<T>(page: Page, work: (empty: Page) => Promise<T>): Promise<T> {
  const empty = await page.context().newPage();
  try {
    return await work(empty);
  } finally {
    await empty.close();
  }
}

/** What a browser that knows nothing of the page finds in a drawing. */
function drawingOf(page: Page, svg: Buffer) {
  return apart(page, (empty) => readDrawing(empty, svg));
}

function readDrawing(empty: Page, svg: Buffer) {
  return empty.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml');
    const paths = [...root.querySelectorAll('path[d]')];
    const isDark = (colour: string) => Number.parseInt(colour.slice(1, 3), 16) < 128;
    return {
      isWhole: root.querySelector('parsererror') === null,
      texts: [...root.querySelectorAll('text')].map(({ textContent }) =>
        textContent.replaceAll('\u00a0', ' '),
      ),
      ground: root.querySelector('rect')!.getAttribute('fill')!,
      hasDarkInk: isDark(root.querySelector('text')!.getAttribute('fill')!),
      curves: paths.filter((path) => path.closest('g[stroke^="#"], path[stroke^="#"]')).length,
      ids: [...root.querySelectorAll('[id]')].map(({ id }) => id),
    };
  }, svg.toString('utf8'));
}

const TODAY = /\d{4}-\d\d-\d\d/;

test('the files of a run have all its numbers, its words and its curves', async ({ page, server }) => {
  await page.goto(`${server.url}?every=2&seed=7&b.lr=1e-4`);
  for (const step of [1, 2, 3]) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForSteps(page, step);
    await waitForStatus(page, 'paused');
  }
  const { runs } = await exported(page);

  const loss = await saved(page, /^Training loss/, 'Data (CSV)');
  expect(loss.name).toMatch(/^batchnorm-lab-loss-\d{4}-\d\d-\d\d\.csv$/);
  const [names, ...rows] = rowsOf(loss.bytes);
  expect(names).toEqual(['step', 'A loss (without BN, 1E-3)', 'B loss (with BN, 1E-4)']);
  expect(rows.map(([step]) => Number(step))).toEqual([1, 2, 3]);
  for (const [i, { series }] of runs.entries())
    expect(rows.map((row) => Number(row[i + 1]))).toEqual(series.loss!.values);
  const accuracy = rowsOf((await saved(page, /^Test accuracy/, 'Data (CSV)')).bytes);
  expect(accuracy.slice(1).map((row) => Number(row[2]))).toEqual(runs[1]!.series.testAccuracy!.values);

  // What is read off the chart at the moment is not in the drawing.
  await page
    .getByRole('figure', { name: /^Test accuracy/ })
    .getByRole('application')
    .focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.crosshair')).toHaveCount(2);
  const { bytes } = await saved(page, /^Test accuracy/, 'Drawing (SVG)');
  for (const foreign of ['var(', 'class=', 'style=', 'foreignObject', 'NaN', 'undefined'])
    expect(bytes.toString('utf8')).not.toContain(foreign);
  const drawing = await drawingOf(page, bytes);
  expect(drawing).toMatchObject({ isWhole: true, ground: '#ffffff', hasDarkInk: true });
  const said = drawing.texts.join('\n');
  for (const part of [
    'Test accuracy',
    'BN per activation',
    'Loss: Double softmax (article)',
    'Batch size: 50',
    'Seed: 7',
    'without BN, 1E-3',
    'with BN, 1E-4',
    'Trained with WebAssembly',
    page.url(),
    TODAY,
  ])
    expect(said).toMatch(
      part instanceof RegExp ? part : new RegExp(part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
    );
  expect(drawing.curves).toBeGreaterThanOrEqual(2);
  expect(new Set(drawing.ids).size).toBe(drawing.ids.length);
});

test('a picture is one for a slide, on a phone in the dark too, in the page’s language', async ({
  page,
  server,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}?lang=ja`);
  await expect(page.locator('.curve').first()).toBeVisible();
  const png = await saved(page, /^テスト正解率/, '画像(PNG)');
  expect(png.name).toMatch(/^batchnorm-lab-test-accuracy-\d{4}-\d\d-\d\d\.png$/);
  expect(png.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const readPicture = async (base64: string) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const bitmap = await createImageBitmap(blob);
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const colours = new Map<string, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = data.slice(i, i + 3).join();
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    const share = (colour: string) => (colours.get(colour) ?? 0) / (width * height);
    return { width, height, white: share('255,255,255'), b: share('11,95,165') };
  };
  const picture = await apart(page, (empty) => empty.evaluate(readPicture, png.bytes.toString('base64')));
  expect(picture.width).toBe(1920);
  expect(picture.height).toBeGreaterThanOrEqual(1080);
  expect(picture.white).toBeGreaterThan(0.5);
  expect(picture.white).toBeLessThan(0.98);
  // The name of run B, in its colour on light paper.
  expect(picture.b).toBeGreaterThan(0.0003);

  const { bytes } = await saved(page, /^テスト正解率/, '図(SVG)');
  const { texts } = await drawingOf(page, bytes);
  expect(texts[0]).toBe('テスト正解率');
  expect(texts.join('\n')).toMatch(/乱数シード: \d+[\s\S]*BN なし[\s\S]*保存日 \d{4}-\d\d-\d\d/);
  const csv = rowsOf((await saved(page, /^テスト正解率/, 'データ(CSV)')).bytes);
  // Recorded runs, as exact as they were recorded; files are in English.
  expect(csv[0]).toEqual(['step', 'A test_accuracy (without BN)', 'B test_accuracy (with BN)']);
  expect(csv).toHaveLength(22);
});

test('a sweep is saved run by run, and a figure of Reproduce seed by seed', async ({ page, server }) => {
  await page.goto(`${server.url}#sweep`);
  await expect(page.locator('.sweep-point').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const sweep = rowsOf((await chosen(page, 'Data (CSV)')).bytes);
  expect(sweep[0]!.slice(0, 7)).toEqual([
    'learning_rate',
    'network',
    'seed',
    'steps',
    'outcome',
    'only_answer',
    'test_accuracy',
  ]);
  expect(sweep).toHaveLength(1 + 9 * 2 * 3);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const drawing = await drawingOf(page, (await chosen(page, 'Drawing (SVG)')).bytes);
  expect(drawing).toMatchObject({ isWhole: true, ground: '#ffffff' });
  expect(drawing.texts.join('\n')).toMatch(/Seeds: 1–3[\s\S]*without BN[\s\S]*1E-3 to 3E-3/);

  await page.goto(`${server.url}#reproduce`);
  await expect(page.locator('.curve').first()).toBeVisible();
  const chart = /^1E-3 · Training loss/;
  const [names, ...rows] = rowsOf((await saved(page, chart, 'Data (CSV)')).bytes);
  expect(names).toHaveLength(1 + 2 * (10 + 3));
  const column = names!.indexOf('loss (without BN, 1E-3, seed 3)');
  const run = recordedRuns('reproduce-article-1e-3-none').find(({ config }) => config.seed === 3)!;
  expect(rows.map((row) => Number(row[column]))).toEqual(run.series.loss!.values);
  expect((await saved(page, chart, 'Picture (PNG)')).bytes.length).toBeGreaterThan(20_000);
});

test('keys alone save a chart, and copy its link', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${server.url}?seed=3`);
  const button = page
    .getByRole('figure', { name: /^Test accuracy/ })
    .getByRole('button', { name: 'Save', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Picture (PNG)' })).toBeFocused();
  // What a menu's button opens belongs to it, wherever it stands in the document.
  expect(await accessibilityFaults(page, { ignored: ['region'] })).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Picture (PNG)' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await expect(page.getByRole('status').getByText(/^Saved as batchnorm-lab-/)).toHaveCount(1);
  await expect(button).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Link copied.' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what the browser refuses is said in a sentence', async ({ page, server }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    HTMLCanvasElement.prototype.toBlob = (give) => give(null);
  });
  await page.goto(`${server.url}?seed=3`);
  const accuracy = page.getByRole('figure', { name: /^Test accuracy/ });
  await accuracy.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Picture (PNG)' }).click();
  await expect(page.getByRole('dialog')).toContainText('could not make the picture');
  await accuracy.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  const field = page.getByRole('textbox', { name: 'Link', exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(page.url());
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(page.url());
});
