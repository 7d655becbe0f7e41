/** Tests in a real browser, against the built page. */
import { defineConfig } from '@playwright/test';
import { chromeArguments } from './scripts/lib/chrome.mjs';

const chrome = process.env.CHROME_PATH;
const headless = process.env.CHROME_HEADLESS_PATH ?? chrome;
/** Whether a page can be installed, only the whole browser says. */
const INSTALLED = '**/offline.spec.ts';

const startedWith = (executablePath: string | undefined) => ({
  launchOptions: { args: chromeArguments(), ...(executablePath && { executablePath }) },
});

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  // Where there is no graphics card each page keeps a core busy, even to draw; a slow machine is given its time.
  workers: 2,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // To look into a failure: `npx playwright test --trace retain-on-failure`. Always, it is a quarter of the time.
    trace: 'off',
  },
  projects: [
    { name: 'pages', testIgnore: INSTALLED, use: startedWith(headless) },
    { name: 'installed', testMatch: INSTALLED, use: startedWith(chrome) },
  ],
});
