/** Every component in every state, on the page that only development has: usable by all, in all colours, at all sizes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type PreviewServer, preview } from 'vite';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './lab.ts';

let folder: string;
let server: PreviewServer;
let url: string;

// Built, not served from its sources: a server of sources loads the page anew whenever it finds another library.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-'));
  const common = { configFile: false, root: fileURLToPath(new URL('..', import.meta.url)) } as const;
  await build({
    ...common,
    logLevel: 'error',
    publicDir: false,
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir: folder, target: 'es2022', rolldownOptions: { input: 'stage/index.html' } },
  });
  server = await preview({
    ...common,
    appType: 'mpa',
    build: { outDir: folder },
    preview: { port: 0, host: '127.0.0.1' },
  });
  url = `${server.resolvedUrls!.local[0]}stage/`;
});

test.afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'more contrast': { colorScheme: 'light', contrast: 'more' },
  'forced colours': { contrast: 'no-preference', forcedColors: 'active' },
} as const;

test('all states are accessible in all colours', async ({ page }) => {
  await page.goto(url);
  await expect(page.locator('.recharts-surface')).toHaveCount(10);
  for (const [name, media] of Object.entries(looks)) {
    await page.emulateMedia(media);
    // Here, and only here, one landmark is there in several states.
    const found = await accessibilityFaults(page, { ignored: ['landmark-unique'] });
    expect([name, found]).toEqual([name, []]);
  }
});

test('no state is wider than the narrowest phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(url);
  await expect(page.locator('.recharts-surface')).toHaveCount(10);
  const [scrollWidth, clientWidth] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});

test('what opens over the page takes the focus and gives it back, by keys alone', async ({ page }) => {
  await page.goto(url);
  for (const name of ['Open a sheet', 'Open a sheet at the side', 'Open a popup']) {
    const button = page.getByRole('button', { name, exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Whatever it is');
    expect(await accessibilityFaults(page, { within: '[role=dialog]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
  }
  await page.getByRole('button', { name: 'Batch Normalization', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/subtract the mean over the batch/)).toBeVisible();
});
