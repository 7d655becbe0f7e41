/** The first open, with nothing in any cache: what it costs, and whether the page stands still meanwhile. */
import type { Page } from '@playwright/test';
import { preview } from 'vite';
import { expect, test } from './lab.ts';
import { bytesOf } from './server.ts';

/** Sum of all layout shifts; from 0.1 on a page counts as restless. */
const MOST_SHIFT = 0.02;
/** Compressed bytes of MNIST before Run is pressed: enough for the first steps and the first evaluation. */
const MOST_DATA = 600_000;

test.use({ isMeasured: false });

declare global {
  interface Window {
    /** Shifts of the page's layout so far, with the elements that moved. */
    layoutShifts: { value: number; elements: string[] }[];
  }
}

for (const [name, viewport] of [
  ['a laptop', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
] as const)
  test(`on ${name} with a slow network, nothing jumps while the page opens`, async ({ page, server }) => {
    await page.setViewportSize(viewport);
    await slowDown(page);
    await watchLayout(page);
    await page.goto(server.url);
    await page.waitForFunction(() => {
      const state = window.batchNormLab?.lab.store.getState();
      return state?.engine !== undefined && state.data.phase === 'waiting';
    });
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await expect(page.locator('.chart-note').first()).toContainText(/^Recorded \d{4}-/);
    await expect(page.locator('.seed-note')).toContainText('recorded seeds');
    const shifts = await page.evaluate(() => window.layoutShifts);
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, JSON.stringify(shifts, undefined, 1)).toBeLessThan(MOST_SHIFT);
  });

test('before Run only what the first steps need of MNIST is loaded, and the rest with the first run', async ({
  page,
  server,
}) => {
  const before = server.requests.length;
  const data = () => server.requests.slice(before).filter((path) => path.startsWith('/mnist/'));
  await page.goto(server.url);
  await waitForData(page, 'waiting');
  expect(data()).toHaveLength(3);
  expect(bytesOf(data())).toBeLessThan(MOST_DATA);
  const { loadedBytes, laterBytes } = await page.evaluate(
    () => window.batchNormLab!.lab.store.getState().data,
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForData(page, 'ready');
  const shards = data().filter((path) => path.endsWith('.bin'));
  expect(new Set(shards).size).toBe(shards.length);
  expect(bytesOf(shards)).toBe(loadedBytes + laterBytes!);
});

test('the server of npm start has a robots.txt, and knows what it does not have', async ({ request }) => {
  const server = await preview({ preview: { host: '127.0.0.1', port: 0, open: false }, logLevel: 'error' });
  try {
    const address = server.httpServer.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const get = (path: string) => request.get(`http://127.0.0.1:${port}/${path}`);
    const robots = await get('robots.txt');
    expect(robots.status()).toBe(200);
    expect(robots.headers()['content-type']).toContain('text/plain');
    expect(await robots.text()).toMatch(/^User-agent: \*/m);
    for (const path of ['', 'bench/', 'conformance/', 'bench/?quick'])
      expect((await get(path)).status()).toBe(200);
    for (const path of ['recorded/none.json', 'mnist/none.bin', 'none', 'assets/none.js'])
      expect((await get(path)).status(), path).toBe(404);
  } finally {
    await server.close();
  }
});

/** As on a mobile network: 1.6 Mbit/s, 150 ms to the server and back. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  });
}

async function watchLayout(page: Page): Promise<void> {
  await page.addInitScript(() => {
    /** As much of Chromium's `LayoutShift` as is read here; TypeScript's library does not have it. */
    interface LayoutShift extends PerformanceEntry {
      value: number;
      sources: { node: Node | null }[];
    }
    window.layoutShifts = [];
    const nameOf = (node: Node | null) => {
      const element = node instanceof Element ? node : node?.parentElement;
      return element ? `${element.tagName}.${element.getAttribute('class') ?? ''}` : 'gone';
    };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as LayoutShift[])
        window.layoutShifts.push({ value, elements: sources.map(({ node }) => nameOf(node)) });
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function waitForData(page: Page, phase: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => window.batchNormLab?.lab.store.getState().data.phase === wanted,
    phase,
  );
}
