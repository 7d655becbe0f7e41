/** One run of the queue, as tests follow it. */
import type { Page } from '@playwright/test';
import { expect } from './lab.ts';

/** Has the queue train a run that nobody waits for the end of. */
export async function queueRun(page: Page, normalization: 'none' | 'batch' = 'batch') {
  await page.waitForFunction(() => window.batchNormLab?.lab.store.getState().data.startable);
  await page.evaluate((arm) => {
    const { lab, queue, reproductionRuns } = window.batchNormLab!;
    const [run] = reproductionRuns('article', { learningRate: 1e-3, arm }, { seeds: 1, steps: 10_000 });
    const { data } = lab.store.getState().comparison.shared;
    queue.add([{ ...run!, data, batchSize: 2, evaluationInterval: 1_000 }]);
  }, normalization);
}

/** How far the queue's run is, with its losses, and the step of its last checkpoint. */
export function queued(page: Page) {
  return page.evaluate(() => {
    const [run] = window.batchNormLab!.queue.store.getState().begun;
    const { values = [], steps = [] } = run?.record.series.loss.points ?? {};
    return {
      losses: Array.from(values),
      step: steps.at(-1) ?? 0,
      kept: run?.checkpoints.at(-1)?.step ?? 0,
      engine: run?.engine,
    };
  });
}

export async function waitForQueued(page: Page, of: 'step' | 'kept', atLeast: number) {
  await expect
    .poll(async () => (await queued(page))[of], { timeout: 60_000 })
    .toBeGreaterThanOrEqual(atLeast);
}
