/** Visits without a network, after one with it; and a newer version, which waits until it is asked for. */
import type { Page } from '@playwright/test';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { serveDist } from './server.ts';

/** Small batches, and more of them than any test waits for. */
const QUICK = '?preset=modern&batch=4&every=10000&steps=10000';

test.use({ isKept: true });

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click();

/** Trains until all of MNIST is there, and waits until the lab is kept. */
async function trainAndKeep(page: Page): Promise<void> {
  await run(page);
  await waitForSteps(page, 2);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

for (const [where, base] of [
  ['at the root of a server', '/'],
  ['under a sub-path, from a server without headers of its own', '/some/lab/'],
] as const)
  test(`after a first run the lab opens and trains without a network, ${where}`, async ({ page }) => {
    const server = await serveDist({ base, isBare: base !== '/' });
    await page.goto(`${server.url}${QUICK}`);
    const before = server.requests.length;
    await trainAndKeep(page);
    // Neither the tools beside the lab nor MNIST a second time.
    const asked = server.requests.slice(before).map((path) => path.slice(base.length));
    const shards = asked.filter((path) => path.startsWith('mnist/') && path.endsWith('.bin'));
    expect(new Set(shards).size).toBe(shards.length);
    // It began when MNIST was there, and not with the page.
    expect(server.requests.indexOf(`${base}sw.js`)).toBeGreaterThan(
      server.requests.indexOf(`${base}${shards.at(-1)}`),
    );
    expect(asked.filter((path) => /^(bench|conformance)|stock-model/.test(path))).toEqual([]);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A test's window is a private one, into which nothing is installed.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
    // Recorded runs are kept when they are looked at.
    await page.getByRole('link', { name: 'Reproduce' }).click();
    await expect(page.getByText(/^Recorded on \d{4}-/)).toBeVisible();
    await page.waitForFunction(isEachRecordingKept);
    await server.close();
    await page.context().setOffline(true);
    await page.goto(`${server.url}${QUICK}&lr=3e-3`);
    await run(page);
    await waitForSteps(page, 2);
    expect((await exported(page)).runs[0]!.config.learningRate).toBe(3e-3);
    await page.goto(`${server.url}${QUICK}#reproduce`);
    await expect(page.getByText(/^Recorded on \d{4}-/)).toBeVisible();
  });

test('a newer version waits, is said, stops no run, and comes when it is asked for', async ({ page }) => {
  let version = 1;
  const changing = await serveDist({
    changed: (file, text) => (file === 'sw.js' ? `${text}\n// ${version}` : text),
  });
  try {
    await page.goto(`${changing.url}${QUICK}`);
    await trainAndKeep(page);
    version = 2;
    // Chromium looks for it when nothing else is to be done: for a minute not, while two runs take both cores.
    await page.getByRole('button', { name: 'Pause' }).click();
    await waitForStatus(page, 'paused');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(page.getByText('There is a new version of the lab.')).toBeVisible();
    const steps = (await exported(page)).runs[0]!.series.loss!.steps.length;
    await page.getByRole('button', { name: 'Resume' }).click();
    await waitForSteps(page, steps + 2);
    expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
    await page.getByRole('button', { name: '日本語' }).click();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: '新しいバージョンを読み込む' }).click(),
    ]);
    await page.waitForFunction(() => window.batchNormLab !== undefined);
    const waits = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting);
    expect(waits).toBeNull();
  } finally {
    await changing.close();
  }
});

/** Whether all recorded runs that the page has read are in a cache. */
async function isEachRecordingKept(): Promise<boolean> {
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  const recordings = names.filter((name) => name.includes('/recorded/'));
  const kept = await Promise.all(recordings.map((name) => caches.match(name)));
  return recordings.length > 0 && kept.every(Boolean);
}
