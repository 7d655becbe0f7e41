/** The choice of the engine by measurement, at a visitor's first and later visits. */
import type { Page } from '@playwright/test';
import { expect, exported, MEMORY, test, waitForStatus, waitForSteps } from './lab.ts';

test.use({ isMeasured: false });

/** A graphics card that is drawn by software takes its time, and gets it. */
const MEASURED = { timeout: 100_000 };

/** Two networks are made ready. */
const READY = { timeout: 30_000 };

/** What the badge says when it is opened; it stays open. */
const badge = (page: Page) => page.locator('.engine-popup');
const openBadge = (page: Page) => page.getByRole('button', { name: /^Engine: / }).click();
const memory = (page: Page) => page.evaluate((name) => localStorage.getItem(name), MEMORY);

/** Makes the browser's workers begin with a program of the test's. */
async function preludeOf(page: Page, program: () => void): Promise<void> {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${program})();\n${await response.text()}` });
  });
}

test('at the first visit the processor trains at once, all is measured when nothing trains, and that is remembered', async ({
  page,
  server,
}) => {
  test.setTimeout(200_000);
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 1);
  await openBadge(page);
  await expect(badge(page)).toContainText('is measured when nothing trains.');
  const { engine } = await exported(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await waitForStatus(page, 'paused');
  await openBadge(page);
  await expect(badge(page)).toContainText(
    /WebGL (over )?[\d.]+ m?s, processor [\d.]+ m?s a step\./,
    MEASURED,
  );
  // A run keeps its engine, whatever was found meanwhile.
  expect((await exported(page)).engine).toBe(engine);
  const remembered = await memory(page);
  expect(remembered).toContain('"findings"');

  await page.reload();
  await openBadge(page);
  await expect(badge(page)).toContainText('a step.', READY);
  await expect(badge(page)).not.toContainText('Measuring');
  expect(await memory(page)).toBe(remembered);

  const again = badge(page).getByRole('button', { name: 'Measure again' });
  await again.focus();
  await page.keyboard.press('Enter');
  await expect(badge(page)).toContainText('Measuring');
  await expect(again).toBeFocused();
});

test('an engine that computes wrongly is not used, and that is said', async ({ page, server }) => {
  test.setTimeout(150_000);
  // As of a driver that has an inverse root of its own.
  await preludeOf(page, () => {
    const { shaderSource } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.shaderSource = function (shader, source) {
      shaderSource.call(this, shader, source.replaceAll('inversesqrt(', '1.01 * inversesqrt('));
    };
  });
  await page.goto(server.url);
  await openBadge(page);
  await expect(badge(page)).toContainText('WebGL computes wrongly on this device.', MEASURED);
  await expect(badge(page)).toContainText('trains instead.');
  expect(await memory(page)).toContain('"webgl":{"outcome":"wrong"}');
});

test('an engine that was named but is not there gives way to another, in all arms, and says why', async ({
  page,
  server,
}) => {
  await preludeOf(page, () => {
    OffscreenCanvas.prototype.getContext = () => null;
  });
  await page.goto(`${server.url}?engine=webgl`);
  await openBadge(page);
  await expect(badge(page)).toContainText('This browser offers no WebGL for training.', READY);
  await expect(badge(page)).toContainText('trains instead.');
  const engines = async () => (await exported(page)).runs.map(({ engine }) => engine);
  await expect.poll(engines, READY).not.toContain(null);
  const [a, b] = await engines();
  expect([a, b]).toEqual([b, a]);
  expect(a).not.toBe('webgl');
});
