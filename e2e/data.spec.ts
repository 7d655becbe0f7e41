/** MNIST on its way to the page: all that can go wrong, and a second visit. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test, waitForSteps } from './lab.ts';
import { serveDist } from './server.ts';

const SHARD = /\/mnist\/train-05000/;

test('a second visit downloads no data', async ({ page, server }) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForFunction(() => window.batchNormLab!.lab.store.getState().data.phase === 'ready');
  const shards = () => server.requests.filter((path) => /mnist\/(train|test)/.test(path)).length;
  const before = shards();
  await page.reload();
  // Nobody presses Run: what costs no download is read at once.
  await page.waitForFunction(() => window.batchNormLab!.lab.store.getState().data.phase === 'ready');
  expect(shards()).toBe(before);
});

for (const contentEncoding of [false, true])
  test(`trains under a sub-path, ${contentEncoding ? 'unpacked by the browser' : 'as plain files'}`, async ({
    page,
  }) => {
    const server = await serveDist({ base: '/lab/batch-norm/', contentEncoding });
    try {
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await waitForSteps(page, 2);
      expect(server.requests.filter((path) => !path.startsWith('/lab/batch-norm/'))).toEqual([]);
    } finally {
      await server.close();
    }
  });

for (const [name, answer, message] of [
  ['missing', { status: 404 }, /is not on the server/],
  ['answered by a failing server', { status: 500 }, /HTTP 500/],
  ['cut off', { status: 200, body: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]) }, /train-05000/],
  ['something else', { status: 200, body: 'not a shard' }, /train-05000/],
  ['an HTML page', { status: 200, contentType: 'text/html', body: '<p>Hello' }, /HTML page/],
] as const)
  test(`a shard that is ${name} is explained, and Retry loads it`, async ({ page, server, problems }) => {
    await page.route(SHARD, (route) => route.fulfill({ ...answer }));
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(message);
    await page.unroute(SHARD);
    await page.getByRole('button', { name: 'Retry' }).click();
    await waitForSteps(page, 1);
    await expect(page.getByRole('alert')).toHaveCount(0);
    // The browser itself reports answers like 404 to its console.
    problems.length = 0;
  });

test('a shard in which one bit is another is not trained on, and Retry loads it', async ({
  page,
  server,
}) => {
  await page.route(SHARD, async (route) => {
    const response = await route.fetch();
    const body = gunzipSync(await response.body());
    body[body.length >> 1]! ^= 1;
    await route.fulfill({ status: 200, contentType: 'application/gzip', body: gzipSync(body) });
  });
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/train-05000/);
  await page.unroute(SHARD);
  await page.getByRole('button', { name: 'Retry' }).click();
  await waitForSteps(page, 1);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a network that goes away in the middle of a run is said, and Retry goes on', async ({
  page,
  server,
  problems,
}) => {
  const later = /\/mnist\/train-(0[6-9]|[1-5])/;
  await page.route(later, (route) => route.abort('internetdisconnected'));
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/network/, { timeout: 30_000 });
  await waitForSteps(page, 2);
  await page.unroute(later);
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.waitForFunction(() => window.batchNormLab!.lab.store.getState().data.phase === 'ready');
  await expect(page.getByRole('alert')).toHaveCount(0);
  problems.length = 0;
});

test('a failure in the middle of a run is explained, and after Retry the run goes on', async ({
  page,
  server,
  problems,
}) => {
  const later = /\/mnist\/train-07000/;
  await page.route(later, (route) => route.fulfill({ status: 503 }));
  await page.goto(`${server.url}?lang=ja`);
  await page.getByRole('button', { name: '開始', exact: true }).click();
  // It is asked for after the first steps.
  await expect(page.getByRole('alert')).toContainText(/train-07000.*HTTP 503 を返しました。.*「再試行」/, {
    timeout: 30_000,
  });
  await waitForSteps(page, 2);
  await page.unroute(later);
  await page.getByRole('button', { name: '再試行' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.waitForFunction(() => window.batchNormLab!.lab.store.getState().data.phase === 'ready');
  problems.length = 0;
});

test('without a network the page says so, and Retry goes on', async ({ page, server, problems }) => {
  await page.route(/\/mnist\//, (route) => route.abort('internetdisconnected'));
  await page.goto(server.url);
  await expect(page.getByRole('alert')).toContainText('the server did not answer');
  await page.unroute(/\/mnist\//);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  problems.length = 0;
});

test('at 1 KB/s it is said how far it is; it can be stopped, and goes on with what has arrived', async ({
  page,
}) => {
  const server = await serveDist();
  try {
    server.dataSpeed = 1024;
    await page.goto(`${server.url}?preset=modern&batch=4&engine=simd`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const notice = page.getByRole('status').filter({ hasText: 'MNIST comes slowly.' });
    await expect(notice).toContainText(/0\.\d\d of 0\.48 MB are there, about \d+ min left/, {
      timeout: 15_000,
    });
    await notice.getByRole('button', { name: 'Stop loading' }).click();
    const stopped = page
      .getByRole('status')
      .filter({ hasText: /^Loading MNIST was stopped at 0\.\d\d of 0\.48 MB/ });
    await expect(stopped).toBeVisible();
    await expect.poll(() => server.data.underWay).toBe(0);

    await page.getByRole('button', { name: '日本語' }).click();
    server.dataSpeed = undefined;
    await page.getByRole('button', { name: '続ける' }).click();
    await waitForSteps(page, 1);
    await expect(page.getByText('読み込んだ分は残っています')).toHaveCount(0);
    // Some seconds of it, at 1 KB/s.
    expect(server.data.ranges).toHaveLength(1);
    expect(Number(/\d+/.exec(server.data.ranges[0]!)![0])).toBeGreaterThan(2_000);
  } finally {
    await server.close();
  }
});
