/** What the tests share: a server, a page that must not report errors, and the lab's own numbers. */
import { test as base, expect, type Page } from '@playwright/test';
import { serveDist, type TestServer } from './server.ts';

export { expect };

interface Fixtures {
  /** Problems that the browser's console reported; a test that causes some on purpose empties it. */
  problems: string[];
}

export const test = base.extend<Fixtures, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter.
    async ({}, use) => {
      const server = await serveDist();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  problems: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
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
