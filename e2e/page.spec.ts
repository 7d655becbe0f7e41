/** How the page looks and speaks, on every screen. */
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './lab.ts';
import { trainOnShapes } from './own-images.ts';

for (const [name, viewport] of [
  ['a desktop', { width: 1440, height: 900 }],
  ['a phone', { width: 390, height: 844 }],
  ['the narrowest phone', { width: 320, height: 640 }],
] as const)
  test(`nothing is wider than ${name}`, async ({ page, server }) => {
    await page.setViewportSize(viewport);
    await page.goto(server.url);
    await expect(page.locator('.chart').first()).toBeVisible();
    const { scroll, inner } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      inner: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(inner);
  });

test('what is long wraps: the names of four runs, and on a phone what to try next', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}?arms=none,batch,batch:per-feature-map,none&d.lr=1e-4`);
  for (const letter of ['A', 'B', 'C', 'D']) {
    const card = page.getByRole('region', { name: `Run ${letter}` });
    const name = card.getByRole('button', { name: new RegExp(`^${letter} · `) });
    // Words that reach out of their button would stand under the switch.
    expect(await name.evaluate((button) => button.scrollWidth - button.clientWidth)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}?loss=sum-log&lr=0.1&steps=3&every=10`);
  await trainOnShapes(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const next = page.getByRole('region', { name: 'Now' }).getByRole('button', { name: /^Try / });
  await expect(next).toBeVisible({ timeout: 60_000 });
  const box = (await next.boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(390);
});

for (const lang of ['en', 'ja'])
  for (const width of [390, 320])
    test(`presenting on a phone ${width} wide, the transport is whole (${lang})`, async ({
      page,
      server,
    }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${server.url}?lang=${lang}&steps=10000`);
      const transport = page.locator('.run-controls');
      const steps = transport.locator('.progress-step');
      for (const isPresenting of [false, true]) {
        if (isPresenting) await page.keyboard.press('p');
        await expect(page.locator('html[data-present]')).toHaveCount(isPresenting ? 1 : 0);
        const { isOneLine, right } = await steps.evaluate((element) => {
          const words = document.createRange();
          words.selectNodeContents(element);
          const rows = [...words.getClientRects()].filter((row) => row.width > 0);
          const highest = Math.min(...rows.map((row) => row.bottom));
          return {
            isOneLine: rows.every((row) => row.top < highest),
            right: Math.max(...rows.map((row) => row.right)),
          };
        });
        expect(isOneLine).toBe(true);
        expect(right).toBeLessThanOrEqual(width);
        const box = (await steps.boundingBox())!;
        for (const button of await transport.getByRole('button').all()) {
          const other = (await button.boundingBox())!;
          expect(other.x + other.width).toBeLessThanOrEqual(width);
          const isBeside = other.x >= right;
          expect(isBeside || other.y >= box.y + box.height).toBe(true);
        }
      }
    });

test('the main job fits on a desktop without scrolling', async ({ page, server }) => {
  await page.goto(server.url);
  await expect(page.locator('.chart').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Run B' })).toBeInViewport({ ratio: 1 });
});

test('accessible, with all settings open', async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'All settings' }).click();
  await expect(page.locator('.chart').first()).toBeVisible();
  // Its fields get their names a moment after they are there.
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Data', exact: true })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('speaks Japanese when asked, and remembers it', async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(page.getByRole('heading', { name: 'テスト正解率' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.reload();
  await expect(page.getByRole('button', { name: '開始' })).toBeVisible();
});

test('says which engine trains and why, and lets the visitor choose', async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: /^Engine: / }).click();
  const engine = page.getByRole('combobox', { name: 'Engine' });
  // Which it is depends on the machine.
  const reason = /^WebGL .* processor .* a step\.|offers no WebGL|cannot store 32-bit/;
  await expect(page.getByText(reason)).toBeVisible({ timeout: 30_000 });
  await engine.click();
  await page.getByRole('option', { name: 'WebGL', exact: true }).click();
  await expect(engine).toHaveText('WebGL');
  // Drawn by software, it takes long to get ready.
  await expect(page.getByText('Chosen by you.')).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveURL(/engine=webgl(&|$)/);
});

test('names a part of the address that cannot be used, and keeps the rest', async ({ page, server }) => {
  await page.goto(`${server.url}?lr=fast&seed=5`);
  await expect(page.getByRole('alert')).toContainText('“fast” is not a valid value of “lr”');
  await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('5');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('ten thousand steps are drawn with at most 400 points a curve', async ({ page, server }) => {
  await page.goto(`${server.url}bench/`);
  const { mostPoints, early, late } = await page.evaluate(() => window.bench!.charts());
  expect(mostPoints).toBeGreaterThan(200);
  expect(mostPoints).toBeLessThanOrEqual(400);
  // Ten thousand steps must not cost like ten thousand points: a chart of one path a point took 50 times as long.
  expect(late).toBeLessThan(10 * early);
});
