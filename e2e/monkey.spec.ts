/** A visitor without sense, for as long as there is time; `npm run soak -- --actions 1000` goes on. */
import { grownForGood, problemsOf, sampleOf, trainToEnd } from '../scripts/lib/lab-health.mjs';
import { Monkey } from '../scripts/lib/monkey.mjs';
import { expect, test } from './lab.ts';

const SEED = 20_150_211;
const ACTIONS = 60;

test(`${ACTIONS} random actions break nothing, leave nothing behind, and the lab trains after them`, async ({
  page,
  server,
}) => {
  test.setTimeout(400_000);
  const problems = problemsOf(page);
  await page.goto(`${server.url}?preset=modern&batch=4&every=50&steps=200&engine=simd`);
  const session = await page.context().newCDPSession(page);
  const monkey = new Monkey(page, SEED);
  try {
    for (let i = 0; i < ACTIONS / 2; i++) await monkey.act();
    await trainToEnd(page, 'simd');
    const middle = await sampleOf(page, session);
    monkey.mayReload = false;
    for (let i = 0; i < ACTIONS / 2; i++) await monkey.act();
    await trainToEnd(page, 'simd');
    expect(await grownForGood(middle, page, session)).toEqual([]);
    expect(problems).toEqual([]);
  } catch (error) {
    console.log(`Seed ${SEED}. The last actions:\n${monkey.log.join('\n')}`);
    throw error;
  }
});
