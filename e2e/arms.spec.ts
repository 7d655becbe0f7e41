/** Arms, schedules, and what the page does with them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { ownFiles, trainOnShapes } from './own-images.ts';

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const pause = (page: Page) => page.getByRole('button', { name: 'Pause' });
const losses = async (page: Page, steps: number) =>
  (await exported(page)).runs.map(({ series }) => series.loss!.values.slice(0, steps));

test('three arms train side by side, each called by what it does otherwise', async ({ page, server }) => {
  await page.goto(`${server.url}?arms=none,batch,batch:per-feature-map&a.lr=1e-4&every=5`);
  await run(page).click();
  await waitForSteps(page, 6);
  await pause(page).click();
  await waitForStatus(page, 'paused');
  for (const [card, name] of [
    ['Run A', 'A · without BN, 1E-4'],
    ['Run B', 'B · with BN, per activation, 1E-3'],
    ['Run C', 'C · with BN, per feature map, 1E-3'],
  ] as const)
    await expect(page.getByRole('region', { name: card }).getByRole('heading')).toHaveText(name);
  await expect(page.getByRole('figure', { name: /^Test accuracy/ }).locator('path.curve')).toHaveCount(3);
  const { runs } = await exported(page);
  expect(runs.map(({ config }) => config.learningRate)).toEqual([1e-4, 1e-3, 1e-3]);
  const steps = runs.map(({ series }) => series.loss!.steps.length);
  expect(new Set(steps).size).toBe(1);
  expect(new Set(runs.map(({ series }) => series.loss!.values.join())).size).toBe(3);
});

test('where the wanted engine does not know a normalization the page says so', async ({ page, server }) => {
  await page.goto(`${server.url}?engine=webgl&arms=group:8,none`);
  await page.getByRole('button', { name: /^Engine: WebGL, plain/ }).click();
  await expect(page.getByText('The fastest engine does not know this normalization.')).toBeVisible();
});

test('runs with other normalizations train on the fastest engine that knows them', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?preset=modern&batch=2&arms=group:8,noisy-batch:per-feature-map:1`);
  await run(page).click();
  await waitForSteps(page, 3);
  await pause(page).click();
  await waitForStatus(page, 'paused');
  for (const [card, name] of [
    ['Run A', 'A · GroupNorm (8 groups)'],
    ['Run B', 'B · BN + noise'],
  ] as const)
    await expect(page.getByRole('region', { name: card }).getByRole('heading')).toHaveText(name);
  const { runs } = await exported(page);
  for (const { series } of runs) expect(series.loss!.values.every((value) => value !== null)).toBe(true);
  await expect(page.getByRole('button', { name: /^Engine: WebAssembly(?! \(TensorFlow)/ })).toBeVisible();
  // The number of a normalization is set beside it.
  await page.getByRole('button', { name: 'All settings' }).click();
  await page.getByText('Settings of run B').click();
  const group = page.getByRole('group').filter({ hasText: 'Settings of run B' }).last();
  const strength = group.getByRole('textbox', { name: 'Strength of the noise' });
  await strength.fill('0.5');
  await strength.press('Enter');
  await expect(page).toHaveURL(/arms=group:8,noisy-batch:per-feature-map:0\.5/);
  await expect(page.getByRole('region', { name: 'Run B' }).getByRole('heading')).toHaveText(
    'B · BN + noise × 0.5',
  );
});

test('a run is added, given a rate of its own, and removed', async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Add a run' }).click();
  await expect(page).toHaveURL(/arms=none,batch,batch:per-feature-map/);
  await page.getByRole('button', { name: 'All settings' }).click();
  await page.getByText('Settings of run C').click();
  const group = page.getByRole('group').filter({ hasText: 'Settings of run C' }).last();
  const rate = group.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('1e-2');
  await rate.press('Enter');
  await expect(page).toHaveURL(/c\.lr=0\.01/);
  await expect(page.getByRole('region', { name: 'Run C' })).toContainText('1E-2');
  await rate.fill('');
  await rate.press('Enter');
  await expect(page.getByRole('region', { name: 'Run C' })).not.toContainText('1E-2');
  await page.getByRole('button', { name: 'Remove run C' }).click();
  await expect(page.getByRole('region', { name: 'Run C' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Remove run/ })).toHaveCount(0);
});

test('a logarithmic loss works from the first second, before there is anything to draw', async ({
  page,
  server,
}) => {
  // No recording has this seed, so the charts are empty.
  await page.goto(`${server.url}?seed=77`);
  await page.getByRole('radio', { name: 'Log' }).check();
  await page.getByRole('button', { name: '1E-4' }).click();
  await run(page).click();
  await waitForSteps(page, 4);
  const paths = page.getByRole('figure', { name: /^Training loss/ }).locator('path.curve');
  await expect(paths).toHaveCount(4);
  expect(await paths.first().getAttribute('d')).toMatch(/^M.*L/);
});

test('a schedule gives what moving the rate at that step gives, and the command line repeats it', async ({
  page,
  server,
}) => {
  test.setTimeout(300_000);
  const schedule = { first: 1e-3, changes: [{ fromStep: 4, value: 1e-4 }] };
  await page.goto(`${server.url}?steps=7&every=5`);
  await trainOnShapes(page);
  for (let step = 1; step <= 3; step++) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForSteps(page, step);
    await waitForStatus(page, 'paused');
  }
  await page.getByRole('button', { name: '1E-4' }).click();
  await expect(page.getByText('Schedule: 1E-3, 1E-4 from step 4.')).toBeVisible();
  await expect(page).toHaveURL(/lr=0\.001,0\.0001@4/);
  await page.getByRole('button', { name: 'Resume' }).click();
  await waitForSteps(page, 7);
  const moved = await losses(page, 7);
  const file = await exported(page);
  expect(file.runs.map(({ config }) => config.learningRate)).toEqual([schedule, schedule]);

  await page.goto(`${server.url}?steps=7&every=5&lr=1e-3,1e-4@4`);
  await trainOnShapes(page);
  await run(page).click();
  await waitForSteps(page, 7);
  expect(await losses(page, 7)).toEqual(moved);
  await page.goto('about:blank');

  const folder = mkdtempSync(join(tmpdir(), 'batchnorm-lab-'));
  try {
    const [config, json] = [join(folder, 'export.json'), join(folder, 'again.json')];
    writeFileSync(config, JSON.stringify(file));
    for (const { name, buffer } of ownFiles()) writeFileSync(join(folder, name), buffer);
    const settings = ['--config', config, '--data', folder, '--engine', `${file.engine}`];
    const args = ['scripts/compare.mjs', ...settings, '--json', json];
    await promisify(execFile)(process.execPath, args, { timeout: 240_000 });
    const again = JSON.parse(readFileSync(json, 'utf8')) as typeof file;
    expect(again.runs.map(({ config }) => config)).toEqual(file.runs.map(({ config }) => config));
    expect(again.runs.map(({ series }) => series.loss!.values)).toEqual(moved);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('back and forward show the page that the address names, also when settings were changed between', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: '1E-4' }).click();
  await expect(page).toHaveURL(/lr=0\.0001$/);
  await page.getByRole('link', { name: 'Sweep' }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('button', { name: '1E-3' }).click();
  await expect(page).toHaveURL(/\/#compare$/);
  const isOpen = (name: string) =>
    expect(page.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await isOpen('Sweep');
  await expect(page).toHaveURL(/\/#sweep$/);
  await page.goForward();
  await isOpen('Compare');
  await page.goBack();
  await page.goBack();
  await isOpen('Compare');
});

test('a language that the address asks for stays, and switching it does not scroll', async ({
  page,
  server,
}) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.goto(`${server.url}?lang=ja`);
  await page.getByRole('button', { name: '1E-4' }).click();
  await expect(page).toHaveURL(/lr=0\.0001&lang=ja/);
  await page.goto(`${server.url}?lang=ja#sweep`);
  await expect(page.getByRole('heading', { name: '学習率と正解率' })).toBeVisible();
  const button = page.getByRole('button', { name: 'English' });
  // As soon as the page is long enough for that.
  const scroll = () =>
    page.evaluate(() => {
      window.scrollTo(0, 200);
      return window.scrollY;
    });
  await expect.poll(scroll).toBe(200);
  await button.evaluate((element: HTMLElement) => element.click());
  await expect(page.getByRole('heading', { name: 'Accuracy against learning rate' })).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await expect(page).toHaveURL(/lang=en/);
});

test('a training program that cannot be loaded is said, and Run tries again', async ({
  page,
  server,
  problems,
}) => {
  await page.route('**/run-worker-*.js', (route) => route.abort());
  await page.goto(server.url);
  const card = page.getByRole('region', { name: 'Run A' });
  await expect(card.getByText('The training program could not be loaded.')).toBeVisible();
  await page.unroute('**/run-worker-*.js');
  await run(page).click();
  await waitForSteps(page, 1);
  problems.length = 0;
});
