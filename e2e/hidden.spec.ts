/**
 * A tab that is really behind another. Playwright keeps its pages in sight, so another driver has this one; and what browsers do
 * to tabs that nobody has looked at for minutes, they do here after seconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { test as base, expect } from '@playwright/test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { chromeArguments, findChrome } from '../scripts/lib/chrome.mjs';
import { readArms } from './arms-timing.ts';
import { serveDist, type TestServer } from './server.ts';

/** What drivers switch off so that their pages are never disturbed. */
const THRIFT = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
/** After how many seconds a page behind others has its timers called once a minute. */
const GRACE = 3;
const QUERY = '?lang=en&preset=modern&batch=4&every=1000&engine=simd&steps=5000';
/** Milliseconds behind another tab. */
const AWAY = 8_000;
/** Milliseconds that no step may take: less than it was away, far more than one takes. */
const LONG = 3_000;
/** Steps that the page need not have heard of; see src/lab/comparison/lockstep.ts. */
const UNHEARD = 60;

const test = base.extend<{ browserOfTabs: Browser; server: TestServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter.
  browserOfTabs: async ({}, use) => {
    const browser = await launch({
      executablePath: await findChrome(),
      headless: true,
      ignoreDefaultArgs: THRIFT,
      args: [
        ...chromeArguments(),
        `--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/${GRACE}`,
      ],
      defaultViewport: { width: 1440, height: 900 },
    });
    await use(browser);
    await browser.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above.
  server: async ({}, use) => {
    const server = await serveDist();
    await use(server);
    await server.close();
  },
});

const armsOf = (page: Page) => page.evaluate(readArms);

async function waitForSteps(page: Page, steps: number) {
  const slowest = async () => Math.min(...(await armsOf(page)).map(({ step }) => step));
  await expect.poll(slowest, { timeout: 60_000 }).toBeGreaterThanOrEqual(steps);
}

/** Milliseconds between two calls of a timer in the page. */
const TICK = 10;

/** Counts how often that timer is called. */
const startTicking = (page: Page) =>
  page.evaluate((tick) => {
    Object.assign(window, { ticks: 0 });
    setInterval(() => {
      (window as unknown as { ticks: number }).ticks++;
    }, tick);
  }, TICK);
const ticksOf = (page: Page) => page.evaluate(() => (window as unknown as { ticks: number }).ticks);

/** Names of the kept checkpoints. */
const checkpointsOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<[string, number][]>((resolve, reject) => {
        const opening = indexedDB.open('batchnorm-lab');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const keys = opening.result.transaction('checkpoints').objectStore('checkpoints').getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            resolve(keys.result as [string, number][]);
          };
        };
      }),
  );

/** The runs that have checkpoints. */
const keptRuns = async (page: Page) => new Set((await checkpointsOf(page)).map(([run]) => run)).size;

const visibilityOf = (page: Page) => page.evaluate(() => document.visibilityState);
const press = (page: Page, button: string) =>
  page.locator(`::-p-aria([role="button"][name="${button}"])`).click();
/** How far the page says that the runs are. */
const shown = (page: Page) => page.$eval('progress', ({ value }) => value);

test('behind another tab runs are kept and go on, and are in step and in sight on the way back', async ({
  browserOfTabs,
  server,
}) => {
  const page = await browserOfTabs.newPage();
  await page.goto(server.url + QUERY);
  await press(page, 'Run');
  await waitForSteps(page, 10);
  await startTicking(page);
  const other = await browserOfTabs.newPage();
  expect(await visibilityOf(page)).toBe('hidden');
  await expect.poll(() => keptRuns(page)).toBe(2);
  // Otherwise at every hundredth step.
  expect((await checkpointsOf(page)).some(([, step]) => step % 100 !== 0)).toBe(true);

  const [before, ticks] = [await armsOf(page), await ticksOf(page)];
  await sleep(AWAY);
  const [away, ticksAway] = [await armsOf(page), (await ticksOf(page)) - ticks];
  // The page is held back indeed: it is woken once a second, for a call or two.
  expect(ticksAway).toBeLessThan(AWAY / TICK / 10);
  for (const [arm, { step }] of away.entries()) expect(step).toBeGreaterThan(before[arm]!.step + 10);

  await page.bringToFront();
  expect(await visibilityOf(page)).toBe('visible');
  await expect.poll(() => shown(page)).toBeGreaterThanOrEqual(away[0]!.step);
  const back = await armsOf(page);
  expect(Math.abs(back[0]!.step - back[1]!.step)).toBeLessThanOrEqual(UNHEARD);
  for (const { longest, isSound } of back) {
    expect(longest).toBeLessThan(LONG);
    expect(isSound).toBe(true);
  }
  await press(page, 'Pause');
  await expect.poll(() => page.$$('::-p-aria([role="button"][name="Resume"])')).toHaveLength(1);
  await other.close();
});

test('a tab that is opened behind another is ready when it comes in sight', async ({
  browserOfTabs,
  server,
}) => {
  const page = await browserOfTabs.newPage();
  const other = await browserOfTabs.newPage();
  expect(await visibilityOf(page)).toBe('hidden');
  await page.goto(server.url + QUERY);
  await sleep(AWAY / 2);
  await page.bringToFront();
  await press(page, 'Run');
  await waitForSteps(page, 3);
  await expect.poll(() => shown(page)).toBeGreaterThanOrEqual(3);
  await other.close();
});
