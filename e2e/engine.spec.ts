/** What the engine of fused draws asks of WebGL, counted from outside; how fast it is, `npm run bench` says. */
import { expect, test } from './lab.ts';

test('a step is a few dozen draws, makes no texture and waits for nothing', async ({ page, server }) => {
  await page.goto(`${server.url}bench/`);
  const [none, batch] = await page.evaluate(() => window.bench!.count('webgl', 2));
  for (const row of [none!, batch!]) {
    expect(row.problem).toBeUndefined();
    expect(row.texturesPerStep).toBe(0);
    expect(row.waitedBytesPerStep).toBe(0);
    // A padded image has 1,024 bytes; with 50 labels, that is all.
    expect(row.uploadedBytesPerStep).toBeLessThan(50 * 1024 + 100);
  }
  // As docs/performance.md has it. No more than 40 and 60 are wanted.
  expect(none!.drawsPerStep).toBe(28);
  expect(batch!.drawsPerStep).toBe(42);
});

test('its memory stays the same over many steps, and over many networks', async ({ page, server }) => {
  await page.goto(`${server.url}bench/`);
  const { texturesCreated, textureBytes } = await page.evaluate(() =>
    window.bench!.soak({ contestant: 'webgl', arm: 'batch', batchSize: 2, steps: 30, resets: 3 }),
  );
  expect(texturesCreated).toBe(0);
  expect(textureBytes.early).toBeGreaterThan(1e7);
  expect(textureBytes.late).toBe(textureBytes.early);
  expect(textureBytes.resets).toEqual(Array(3).fill(textureBytes.early));
});

test('says at once when the driver takes its context away', async ({ page, server }) => {
  await page.goto(`${server.url}conformance/`);
  const said = await page.evaluate(() => window.conformance!.lose('webgl'));
  expect(said).toEqual(Array(3).fill('context-lost'));
});
