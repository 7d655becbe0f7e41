/** What the tests share: a server, a page that must not report errors, and the lab's own numbers. */
import { test as base, expect, type Page } from '@playwright/test';
import { automaticEngines } from '../src/engine/catalogue.ts';
import type { Findings } from '../src/engine/findings.ts';
import { serveDist, type TestServer } from './server.ts';

export { expect };

interface Fixtures {
  /**
   * Whether the page finds its engines measured, as at a later visit. Measuring takes a graphics card that is drawn by
   * software many seconds, which would come on top of every test.
   */
  isMeasured: boolean;
  /** Whether the page may keep itself for visits without a network; each test would copy the lab for none. */
  isKept: boolean;
  visit: undefined;
  /** Problems that the browser's console reported; a test that causes some on purpose empties it. */
  problems: string[];
}

/** What the page keeps of measurements, as `src/lab/engines/memory.ts` writes it. */
export const MEMORY = 'batchnorm-lab.engines';

interface WorkerFixtures {
  server: TestServer;
  /** What a page of this browser would remember, if its processor were the fastest. */
  memory: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter.
    async ({}, use) => {
      const server = await serveDist();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  memory: [
    async ({ browser, server }, use) => {
      const page = await browser.newPage();
      await page.goto(`${server.url}?engine=wasm`);
      const place = await page.evaluate(() => {
        const entry = [...document.scripts]
          .map(({ src }) => src.split('/').at(-1)!)
          .find((name) => name !== '');
        const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
        const info = gl?.getExtension('WEBGL_debug_renderer_info');
        return {
          version: entry,
          agent: navigator.userAgent,
          cores: navigator.hardwareConcurrency,
          renderer: gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : null,
        };
      });
      await page.close();
      const findings = {
        [automaticEngines('processor')[0]!]: { outcome: 'right', milliseconds: 250 },
        webgl:
          place.renderer === null
            ? { outcome: 'refused', why: 'no-webgl' }
            : { outcome: 'slow', milliseconds: 1200 },
      } satisfies Findings;
      await use(JSON.stringify({ ...place, findings }));
    },
    { scope: 'worker' },
  ],
  isMeasured: [true, { option: true }],
  isKept: [false, { option: true }],
  visit: [
    async ({ page, isMeasured, isKept, memory }, use) => {
      if (!isKept)
        await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
      if (isMeasured)
        await page.addInitScript(
          ([name, text]) => {
            // A blank page has nothing to remember it in.
            if (location.protocol.startsWith('http')) localStorage.setItem(name!, text!);
          },
          [MEMORY, memory],
        );
      await use(undefined);
    },
    { auto: true },
  ],
  problems: [
    async ({ context }, use) => {
      const problems: string[] = [];
      // Of every page that the test opens.
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
      });
      context.on('weberror', (error) => problems.push(error.error().message));
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** The numbers of both runs, as `npm run compare` writes them. */
export function exported(page: Page) {
  return page.evaluate(() => window.batchNormLab!.export());
}

/** Waits until both runs have made a number of steps. */
export async function waitForSteps(page: Page, steps: number, timeout = 90_000): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      window.batchNormLab?.lab.store
        .getState()
        .runs.every((run) => (run.record.series.loss.last?.step ?? 0) >= wanted),
    steps,
    { timeout },
  );
}

/** Waits until the runs rest. */
export async function waitForStatus(page: Page, status: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => window.batchNormLab?.lab.store.getState().status === wanted,
    status,
    { timeout: 90_000 },
  );
}
