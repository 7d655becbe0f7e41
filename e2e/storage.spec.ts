/** The browser's storage when it is not as the lab has left it: the lab says so, and trains. */
import type { Page } from '@playwright/test';
import { expect, test, waitForSteps } from './lab.ts';

const QUICK = '?preset=modern&batch=4&every=1000&engine=simd';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Trains some steps more, and rests: then it is kept. */
async function train(page: Page, steps: number) {
  await page.getByRole('button', { name: /^(Run|Resume)$/ }).click();
  await waitForSteps(page, steps);
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();
}

/** Waits until the runs at hand are kept as far as they came. */
async function waitUntilKept(page: Page) {
  const isKept = async () => {
    const name = 'batchnorm-lab';
    // To open one that is not there would make it.
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return false;
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open(name));
    try {
      const store = database.transaction('runs').objectStore('runs');
      const { runs } = window.batchNormLab!.lab.store.getState();
      const kept: { step: number }[] = await Promise.all(runs.map((run) => done(store.get(run.record.id))));
      return runs.every((run, i) => kept[i]?.step === run.summary.step);
    } finally {
      database.close();
    }
  };
  await expect.poll(() => page.evaluate(isKept)).toBe(true);
}

/** What another program of this origin does with the lab's database, while the lab is away: it may be writing itself. */
async function disturb(page: Page, how: 'make newer' | 'damage' | 'damage records') {
  const lab = page.url();
  await leave(page);
  await page.evaluate(async (how) => {
    const name = 'batchnorm-lab';
    const done = (request: IDBRequest) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const opening = indexedDB.open(name, how === 'make newer' ? 99 : undefined);
    await done(opening);
    const database = opening.result;
    if (how === 'damage records') {
      const records = database.transaction('records', 'readwrite').objectStore('records');
      for (const key of (await done(records.getAllKeys())) as IDBValidKey[])
        await done(records.put({ series: 'nonsense' }, key));
    }
    if (how === 'damage')
      await done(database.transaction('runs', 'readwrite').objectStore('runs').put({ id: 'x' }, 'x'));
    database.close();
  }, how);
  await page.goto(lab);
}

/** Leaves the lab for a page of its origin that keeps nothing. */
async function leave(page: Page) {
  await page.goto(new URL('robots.txt', page.url()).href);
}

/** Puts all that is kept into a database as the first version of the lab has made it. */
async function makeOlder(page: Page) {
  const lab = page.url();
  await leave(page);
  await page.evaluate(async () => {
    const name = 'batchnorm-lab';
    const stores = ['runs', 'records', 'checkpoints', 'comparisons', 'queue'];
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const now = await done(indexedDB.open(name));
    const kept = await Promise.all(
      stores.map(async (name) => {
        const store = now.transaction(name).objectStore(name);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        return { name, keys, values };
      }),
    );
    now.close();
    await done(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      for (const store of stores) opening.result.createObjectStore(store);
    };
    const older = await done(opening);
    for (const { name, keys, values } of kept)
      for (const [i, key] of keys.entries()) {
        const { pin: _, ...value } = values[i];
        await done(older.transaction(name, 'readwrite').objectStore(name).put(value, key));
      }
    older.close();
  });
  await page.goto(lab);
}

test('storage of an older version is brought up to date, with runs, pins and what can go on; curves that are damaged are said', async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}${QUICK}`);
  await train(page, 101);
  await page.getByRole('link', { name: 'Runs' }).click();
  await page.getByRole('button', { name: /^Pin / }).first().click();
  const pinned = page.getByRole('button', { name: /^Take .* off the charts/ });
  await expect(pinned).toHaveCount(1);
  await makeOlder(page);
  await expect(page.getByRole('textbox', { name: /^Name of / })).toHaveCount(2);
  await expect(pinned).toHaveCount(1);
  await page.getByRole('link', { name: 'Compare' }).click();
  await button(page, 'Go on').click();
  await waitForSteps(page, 105);
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();
  await waitUntilKept(page);
  await page.getByRole('link', { name: 'Runs' }).click();

  // Runs whose curves are damaged are listed, say so, and are not gone on with.
  await disturb(page, 'damage records');
  await page.getByRole('checkbox', { name: /^Choose Modern · without BN · 1E-3 · seed 8$/ }).check();
  await expect(page.getByText(/^The curves of .* are damaged or gone/)).toBeVisible();
  await page.getByRole('link', { name: 'Compare' }).click();
  await button(page, 'Go on').click();
  await expect(page.getByText(/^These runs are damaged/)).toBeVisible();
});

test('storage of a newer version, without room or deleted meanwhile, and a damaged run, are said, and the runs train', async ({
  page,
  server,
}) => {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(server.url);
  await page.goto(`${server.url}${QUICK}`);
  await disturb(page, 'make newer');
  await expect(page.getByText(/^A newer version of the lab has kept runs/)).toBeVisible();
  await train(page, 3);

  // Without a page: one that keeps something before the room is gone has room for a while, as the browser remembers it.
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.goto(`${server.url}${QUICK}`);
  await train(page, 3);
  await expect(page.getByText(/^The browser’s storage is full/)).toBeVisible();
  await train(page, 6);

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await train(page, 3);
  await button(page, 'Resume').click();
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await waitForSteps(page, 9);
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();

  // Kept anew, beside a run that cannot be read.
  await waitUntilKept(page);
  await page.getByRole('link', { name: 'Runs' }).click();
  await disturb(page, 'damage');
  await expect(page.getByRole('textbox', { name: /^Name of / })).toHaveCount(2);
  const damaged = page.getByRole('status').filter({ hasText: 'One kept run is damaged' });
  await damaged.getByRole('button', { name: 'Delete them' }).click();
  await expect(damaged).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: /^Name of / })).toHaveCount(2);
});
