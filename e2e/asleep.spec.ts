/** A page that is not there for a while: behind another one, frozen by the browser, or asleep with the machine. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { readArms } from './arms-timing.ts';
import { expect, test, waitForSteps } from './lab.ts';

const armsOf = (page: Page) => page.evaluate(readArms);

/** Milliseconds in which nothing can happen. */
const GAP = 4_000;
/** Steps that an arm may make of which the page has not heard; see lab/comparison/lockstep.ts. */
const GRANTED = 12;

test('a page that was frozen or asleep goes on at once, without a burst, and its time has no gap', async ({
  page,
  server,
  browser,
}) => {
  test.skip(process.platform === 'win32', 'Its processes cannot be held.');
  await page.goto(`${server.url}?preset=modern&batch=4&engine=simd&steps=5000`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForSteps(page, 10);

  // Frozen, as a browser does with what is long behind other pages.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await sleep(1_000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await waitForSteps(page, Math.max(...(await armsOf(page)).map(({ step }) => step)) + 2);

  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const before = await armsOf(page);
  for (const { id } of processInfo) process.kill(id, 'SIGSTOP');
  await sleep(GAP);
  for (const { id } of processInfo) process.kill(id, 'SIGCONT');
  const woken = await armsOf(page);
  for (const [arm, { step }] of woken.entries()) expect(step - before[arm]!.step).toBeLessThan(GRANTED);
  await waitForSteps(page, Math.max(...woken.map(({ step }) => step)) + 5);
  for (const { longest, isSound } of await armsOf(page)) {
    expect(longest).toBeLessThan(GAP);
    expect(isSound).toBe(true);
  }
  await system.detach();
});
