/** What breaks while runs train: a worker, a part of the page, the browser's storage. */
import type { Page, Worker } from '@playwright/test';
import { hide } from '../scripts/lib/interruptions.mjs';
import { expect, exported, test, waitForStatus, waitForSteps } from './lab.ts';
import { trainOnShapes } from './own-images.ts';
import { queued, queueRun, waitForQueued } from './queued-run.ts';

const QUICK = '?preset=modern&batch=4&every=1000';
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** Something in the program of a worker throws. */
async function breakWorker(page: Page, broken = 'run-B') {
  for (const worker of page.workers()) {
    const name = await worker.evaluate(() => self.name).catch(() => '');
    if (name !== broken) continue;
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken on purpose');
      });
    });
  }
}

type HastyWindow = Window & { pass?: (milliseconds: number) => void };

/** An init script: time can be made to pass for what the page looks at every few seconds. */
function hasten() {
  const looks = new Map<number, () => void>();
  const { setInterval: every, clearInterval: clear } = window;
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  const start = (look: () => void, milliseconds: number) => {
    const id = every(look, milliseconds) as unknown as number;
    if (milliseconds === 5_000) looks.set(id, look);
    return id;
  };
  const stop = (id: number) => {
    looks.delete(id);
    clear(id);
  };
  Object.assign(window, { setInterval: start, clearInterval: stop });
  (window as HastyWindow).pass = (milliseconds) => {
    ahead += milliseconds;
    for (const look of [...looks.values()]) look();
  };
}

/** Has a worker do nothing for ever, as soon as it has done its step. */
async function hang(worker: Worker) {
  await worker.evaluate(() => {
    setTimeout(() => {
      for (;;);
    });
  });
  const answers = () => worker.evaluate(() => true).catch(() => true);
  const silent = () => new Promise((resolve) => setTimeout(() => resolve(false), 500));
  while (await Promise.race([answers(), silent()]));
}

/** The worker of run B hangs, while more than half a minute passes for the page. */
async function silence(page: Page) {
  const answering: Worker[] = [];
  for (const worker of page.workers()) {
    const name = await worker.evaluate(() => self.name).catch(() => '');
    if (name === 'run-A') answering.push(worker);
    if (name === 'run-B') await hang(worker);
  }
  // Not in one go: then the page would take itself for frozen.
  for (let i = 0; i < 4; i++) {
    // Who is not to be silent answers every time, however long its steps are on this machine.
    for (const worker of answering) await worker.evaluate(() => postMessage('alive'));
    await page.waitForTimeout(150);
    await page.evaluate(() => (window as HastyWindow).pass!(10_000));
  }
}

async function losses(page: Page) {
  const { runs } = await exported(page);
  return runs.map(({ series }) => series.loss?.values.slice(0, 12));
}

test('a worker that breaks is replaced, to the same numbers; the third time in a row it is said', async ({
  page,
  server,
  problems,
}) => {
  await page.goto(`${server.url}${QUICK}`);
  await run(page).click();
  await waitForSteps(page, 12);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await run(page).click();
  await waitForSteps(page, 12);
  const whole = await losses(page);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await run(page).click();
  await waitForSteps(page, 4);
  await breakWorker(page);
  await waitForSteps(page, 12);
  expect(await losses(page)).toEqual(whole);
  const card = page.getByRole('region', { name: 'Run B' });
  await expect(card.getByRole('alert')).toHaveCount(0);

  for (let i = 0; i < 3; i++) {
    await breakWorker(page);
    await page.waitForTimeout(300);
  }
  await expect(card).toContainText('The training program stopped: ');
  const before = (await exported(page)).runs[0]!.series.loss!.steps.length;
  await expect
    .poll(async () => (await exported(page)).runs[0]!.series.loss!.steps.length)
    .toBeGreaterThan(before);
  problems.length = 0;
});

test('a worker that says nothing for long is replaced; the third time in a row it is said', async ({
  page,
  server,
}) => {
  await page.addInitScript(hasten);
  // Twenty steps between two failures would be a recovery: they must take longer than to hang once more.
  await page.goto(`${server.url}?preset=modern&batch=100&every=1000&engine=simd`);
  await run(page).click();
  await waitForSteps(page, 4);
  const card = page.getByRole('region', { name: 'Run B' });
  const said = card.getByText(/^The training program has not answered for [34]\d seconds\./);
  for (let time = 1; time < 3; time++) {
    await silence(page);
    await waitForSteps(page, 6);
    await expect(said).toHaveCount(0);
  }
  await silence(page);
  await expect(said).toBeVisible();
  const stepOfA = () => page.evaluate(() => window.batchNormLab!.lab.store.getState().runs[0]!.summary.step);
  const before = await stepOfA();
  await expect.poll(stepOfA).toBeGreaterThan(before);
});

test('a part of the page that fails says so and comes when it is asked for again; what trains goes on', async ({
  page,
  server,
  problems,
}) => {
  await page.route(/inside-page-.*\.js/, (route) => route.abort());
  await page.goto(`${server.url}${QUICK}`);
  await run(page).click();
  await waitForSteps(page, 2);
  await page.getByRole('link', { name: 'Inside' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('This part of the page has failed. What trains goes on.');
  await waitForSteps(page, 6);
  await page.unroute(/inside-page-.*\.js/);
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('heading', { name: 'What happens inside' })).toBeVisible();
  problems.length = 0;
});

test('where the browser lets the page keep nothing, that is said, and the runs train', async ({
  page,
  server,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await page.goto(`${server.url}${QUICK}&steps=4`);
  await trainOnShapes(page);
  await expect(page.getByText(/^This browser lets the page keep nothing/)).toBeVisible();
  await run(page).click();
  await waitForStatus(page, 'finished');
  await page.getByRole('link', { name: 'Runs' }).click();
  await expect(page.getByText(/^This browser lets the page keep nothing/)).toBeVisible();
});

test('a queue that dies with its page offers to go on; what was finished is there at once', async ({
  page,
  server,
}) => {
  test.setTimeout(180_000);
  // A run that ends as the page goes may or may not be kept; the next is trained again then.
  const offer = page.getByText(/^The queue was interrupted: [012] of 4 runs are done\. Go on\?$/);
  const region = page.getByRole('region', { name: 'Run it here' });
  const choose = async () => {
    for (const [field, value] of [
      ['Seeds', '1'],
      ['Steps', '40'],
    ] as const) {
      await region.getByRole('textbox', { name: field }).fill(value);
      await region.getByRole('textbox', { name: field }).press('Enter');
    }
  };
  await page.goto(`${server.url}#reproduce`);
  await trainOnShapes(page);
  await choose();
  await region.getByRole('button', { name: 'Train 4 runs' }).click();
  // Several are trained at a time, and may end at the same moment.
  await expect(region.getByText(/[12] of 4 runs/)).toBeVisible({ timeout: 90_000 });
  await page.reload();
  await expect(offer).toBeVisible();
  const done = Number(/\d/.exec((await offer.textContent())!)![0]);
  await choose();
  await expect(page.getByRole('row', { name: /^In this browser/ }).getByText('1 seed')).toHaveCount(done);
  await region.getByRole('button', { name: 'Go on' }).click();
  await expect(region.getByText(`0 of ${4 - done} runs`)).toBeVisible();
  // What was trained of runs that are cancelled stays, from their first step.
  await waitForQueued(page, 'step', 1);
  await region.getByRole('button', { name: 'Cancel' }).click();
  await expect(region.getByRole('button', { name: `Train ${4 - done} runs` })).toBeVisible();
  // What is dropped is written down behind it.
  await page.waitForTimeout(500);
  await page.reload();
  await choose();
  await expect(region.getByRole('button', { name: `Train ${4 - done} runs` })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await page.getByRole('link', { name: 'Runs' }).click();
  const unfinished = page.getByText('not finished');
  await expect(unfinished.first()).toBeVisible();
  // Others were begun when the engine of the first was there: they may or may not have made a step.
  const cancelled = await unfinished.count();
  expect(cancelled).toBeLessThanOrEqual(4 - done);
  await expect(page.getByRole('textbox', { name: /^Name of / })).toHaveCount(done + cancelled);
});

test('a queue whose training program cannot be loaded does not lose one run after the other: it waits, and goes on', async ({
  page,
  server,
  problems,
}) => {
  await page.goto(`${server.url}?engine=simd#reproduce`);
  await trainOnShapes(page);
  const region = page.getByRole('region', { name: 'Run it here' });
  for (const [field, value] of [
    ['Seeds', '1'],
    ['Steps', '2'],
  ] as const) {
    await region.getByRole('textbox', { name: field }).fill(value);
    await region.getByRole('textbox', { name: field }).press('Enter');
  }
  await page.route('**/run-worker-*.js', (route) => route.abort());
  await region.getByRole('button', { name: 'Train 4 runs' }).click();
  await expect(region.getByText(/^Two runs in a row could not begin/)).toBeVisible();
  await expect(region.getByText('The training program could not be loaded.')).toHaveCount(2);
  await expect(region.getByText('2 of 4 runs')).toBeVisible();
  await page.unroute('**/run-worker-*.js');
  await region.getByRole('button', { name: 'Resume' }).click();
  // Those that were given up can be asked for again.
  await region.getByRole('button', { name: 'Train 2 runs' }).click({ timeout: 60_000 });
  await expect(region.getByText('All of these were trained here.')).toBeVisible({ timeout: 60_000 });
  await expect(region.getByText('The training program could not be loaded.')).toHaveCount(0);
  problems.length = 0;
});

test('a run of the queue goes on from its checkpoint, to the same numbers, when its worker breaks and when the page is left', async ({
  page,
  server,
  problems,
}) => {
  const STEPS = 16;
  const first = async () => (await queued(page)).losses.slice(0, STEPS);
  const breakUntilReplaced = async () => {
    const next = page.waitForEvent('worker');
    await breakWorker(page, 'run-queue-0');
    await next;
  };
  await page.goto(`${server.url}?engine=simd#reproduce`);
  await queueRun(page);
  await waitForQueued(page, 'step', STEPS);
  const whole = await first();
  await page.evaluate(() => window.batchNormLab!.queue.cancel());

  await queueRun(page);
  await waitForQueued(page, 'step', 4);
  await hide(page);
  await waitForQueued(page, 'kept', 4);
  const { kept } = await queued(page);
  await breakUntilReplaced();
  await waitForQueued(page, 'step', STEPS);
  expect(await first()).toEqual(whole);
  expect((await queued(page)).kept).toBe(kept);

  await hide(page);
  await waitForQueued(page, 'kept', STEPS);
  // The record that names it is on its way.
  await page.waitForTimeout(500);
  await page.reload();
  await page.getByRole('button', { name: 'Go on' }).click();
  await waitForQueued(page, 'step', STEPS);
  // Nothing of it was trained once more.
  expect((await queued(page)).kept).toBeGreaterThanOrEqual(STEPS);
  expect(await first()).toEqual(whole);

  const alert = page.getByRole('region', { name: 'Run it here' }).getByRole('alert');
  for (let i = 0; i < 2; i++) await breakUntilReplaced();
  await expect(alert).toHaveCount(0);
  await breakWorker(page, 'run-queue-0');
  await expect(alert).toContainText('The training program stopped: ');
  problems.length = 0;
});
