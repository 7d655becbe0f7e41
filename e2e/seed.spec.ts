/** The seed that the page opens with, what is said of it, and the way to another one. */
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus } from './lab.ts';
import { recordedRuns } from './recorded.ts';

const without = recordedRuns('reproduce-article-1e-3-none');
const note = (page: Page) => page.getByRole('region', { name: 'Seed' });
const another = (page: Page) => page.getByRole('button', { name: 'Another seed' });
const curves = (page: Page) => page.getByRole('figure', { name: /^Training loss/ }).locator('path.curve');

test('the page opens with the median of the recorded seeds, and says how many do the same', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await expect(note(page)).toContainText(/^Seed \d+ is the median of \d+ recorded seeds without BN: /);
  const sentence = (await note(page).getByRole('paragraph').textContent())!;
  const [seed, seeds, alike] = sentence.match(/\d+/g)!.map(Number);
  expect(seeds).toBe(without.length);
  const { kind } = without.find((run) => run.config.seed === seed)!.verdict;
  expect(alike).toBe(without.filter(({ verdict }) => verdict.kind === kind).length);
  expect(sentence).toContain('; with BN, ');
  expect((await exported(page)).runs.map(({ config }) => config.seed)).toEqual([seed, seed]);
});

test('the button goes round the recorded seeds by keyboard, and shows the curves of each', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await expect(note(page)).toContainText('is the median');
  const first = (await exported(page)).runs[0]!.config.seed;
  const seen = new Set<string>();
  await another(page).focus();
  for (let i = 1; i <= without.length; i++) {
    const seed = ((first - 1 + i) % without.length) + 1;
    await page.keyboard.press('Enter');
    await expect(note(page)).toContainText(`Seed ${seed} is ${seed === first ? 'the median' : 'one'} of`);
    await expect(page).toHaveURL(seed === first ? server.url : `${server.url}?seed=${seed}`);
    await expect(page.getByText(/^Recorded \d{4}-\d\d-\d\d · press Run$/).first()).toBeVisible();
    await expect(curves(page)).toHaveCount(4);
    seen.add((await curves(page).first().getAttribute('d'))!);
  }
  expect(seen.size).toBe(without.length);
});

test('a rate that was recorded too has its own numbers, and a seed that was not is said to be none of them', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?seed=77`);
  await expect(note(page)).toContainText(`Seed 77 is not among the ${without.length} recorded seeds`);
  await page.getByRole('button', { name: '1E-4' }).click();
  await expect(note(page)).toContainText(
    /without BN, (all|\d+ of) \d+ reach 9\d%; with BN, all \d+ reach 9\d%/,
  );
  await another(page).click();
  await expect(note(page)).toContainText('Seed 1 is');
  await expect(page).toHaveURL(/lr=0\.0001&seed=1$/);
});

test('where nothing is recorded the next number is taken, as by the field of the settings', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?steps=9&seed=7`);
  await expect(note(page)).toContainText('Seed 7 decides the first weights');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await waitForStatus(page, 'paused');
  await another(page).click();
  await expect(note(page)).toContainText('Seed 8 decides');
  await expect(page.getByText('Seed changed: all runs start again')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('8');
});
