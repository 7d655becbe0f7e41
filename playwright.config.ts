/** Tests in a real browser, against the built page. One worker: each test takes all the machine has, even to draw. */
import { defineConfig } from '@playwright/test';
import { chromeArguments } from './scripts/lib/chrome.mjs';

const executablePath = process.env.CHROME_PATH;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    launchOptions: { args: chromeArguments(), ...(executablePath && { executablePath }) },
    // To look into a failure: `npx playwright test --trace retain-on-failure`. Always, it is a quarter of the time.
    trace: 'off',
  },
});
