/** The first screen: its question, its experiments, its keys, and what explains itself. */
import type { Page } from '@playwright/test';
import { accessibilityFaults } from './accessibility.ts';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';

const curves = (page: Page) => page.getByRole('figure', { name: /^Training loss/ }).locator('path.curve');

test('four experiments answer whether it always helps, each with recorded curves, and so does every preset', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  const story = page.getByRole('region', { name: 'What this is about' });
  await expect(story).toContainText('Does it always help? No.');
  await expect(story.getByRole('button', { name: /^Article of 2016/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  for (const [name, loss, note] of [
    ['Its loss corrected', 'softmax-cross-entropy', 'with softmax taken once'],
    ['A lower rate', 'softmax-cross-entropy', 'the rate a tenth'],
    ['Each at its best', 'softmax-cross-entropy', 'best of nine recorded rates'],
    ['Article of 2016', 'double-softmax', 'Its loss takes softmax twice'],
  ] as const) {
    await story.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(story.getByRole('button', { name: new RegExp(`^${name}`) })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(story).toContainText(note);
    expect((await exported(page)).runs.map(({ config }) => config.loss)).toEqual([loss, loss]);
    await expect(curves(page)).toHaveCount(4);
  }
  for (const preset of ['Paper', 'Modern']) {
    await page.getByRole('radio', { name: preset }).check();
    // Of another seed, which is said.
    await expect(page.getByText(/^Recorded .*, seed \d · press Run$/).first()).toBeVisible();
    await expect(curves(page)).toHaveCount(4);
  }
});

test('one line says what happens, sixteen digits who answers what, and a digit how sure each is', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?steps=60&every=20`);
  await expect(page.getByText('Nothing is trained yet. Press Run')).toBeVisible();
  const digits = page.getByRole('region', { name: 'First 16 test digits' });
  await expect(digits.getByRole('button', { name: /^Digit \d: all probabilities$/ })).toHaveCount(16);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 41);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await expect(page.getByText(/answers \d to everything since step|ahead of|overtook/).first()).toBeVisible();
  await expect(digits.getByText(/^\d+ of 16 right$/)).toHaveCount(2);

  await digits.getByRole('button', { name: 'Digit 7: all probabilities' }).click();
  const sheet = page.getByRole('dialog', { name: 'What each network answers: this is a 7' });
  await expect(sheet.getByRole('table', { name: 'B answers' }).getByRole('row')).toHaveCount(10);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await page.getByRole('button', { name: 'Confusion matrix of run B' }).click();
  const confusion = page.getByRole('dialog', { name: 'Confusion matrix of run B' });
  await expect(confusion.getByRole('cell')).toHaveCount(100);
  const cells = await confusion.getByRole('cell').allTextContents();
  const counts = cells.map((text) => Number(text.replace(',', '')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
});

test('what was recorded at a rate stands beneath the slider, and choosing it sets the rate', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  const row = page.getByRole('group', { name: 'Run B, recorded at each learning rate' });
  await expect(row.getByRole('button', { name: '0.001: 97%, usable' })).toBeVisible();
  const failed = page
    .getByRole('group', { name: /^Run A, recorded/ })
    .getByRole('button', { name: /one answer/ });
  await expect(failed.first()).toBeVisible();
  await row.getByRole('button', { name: /^0\.01: / }).click();
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('1E-2');
  const slider = page.getByRole('slider', { name: 'Learning rate' });
  await slider.press('PageDown');
  await expect(page.getByRole('textbox', { name: 'Learning rate' })).toHaveValue('1E-3');
  await expect(slider).toHaveAttribute('aria-valuetext', '1E-3');
});

test('keys do what their list says, and nothing while something is typed', async ({ page, server }) => {
  await page.goto(server.url);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('run or pause');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);

  await page.keyboard.press('ArrowRight');
  await waitForSteps(page, 1);
  await waitForStatus(page, 'paused');
  const seed = page.getByRole('textbox', { name: 'Seed' });
  await seed.fill('r');
  await seed.press('p');
  expect((await exported(page)).runs[0]!.series.loss!.steps).toHaveLength(1);
  await expect(page.locator('html')).not.toHaveAttribute('data-present', /./);
  await seed.press('Escape');
  await seed.blur();

  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveAttribute('data-present', 'moving');
  await expect(page.locator('html')).toHaveAttribute('data-present', 'resting', { timeout: 10_000 });
  await page.mouse.move(200, 200);
  await expect(page.locator('html')).toHaveAttribute('data-present', 'moving');
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).not.toHaveAttribute('data-present', /./);
});

test('light and dark are chosen and remembered', async ({ page, server }) => {
  await page.goto(server.url);
  const html = page.locator('html');
  await page.getByRole('button', { name: 'Colours: as the system' }).click();
  await expect(html).toHaveAttribute('data-theme', 'light');
  await page.getByRole('button', { name: 'Colours: light' }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveCSS('color-scheme', 'dark');
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Colours: dark' }).click();
  await expect(html).not.toHaveAttribute('data-theme', /./);
});

test('a dotted word explains itself on hover and by keyboard, and the glossary has all', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  const term = page.getByRole('button', { name: 'Batch Normalization', exact: true });
  const explanation = page.getByText('subtract the mean over the batch');
  await term.hover();
  await expect(explanation).toBeVisible();
  await page.mouse.move(700, 600);
  await expect(explanation).toHaveCount(0);
  await page.getByRole('button', { name: 'Glossary' }).click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByText('double softmax')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(glossary).toHaveCount(0);
});
