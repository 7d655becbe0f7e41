import { afterEach, describe, expect, test } from 'vitest';
import type { LabelledBytes } from '../data/types.ts';
import type { RunConfig } from '../domain/config.ts';
import { presetRun } from '../domain/presets.ts';
import type { TrainedStep } from '../domain/trained-step.ts';
import type { Evaluation } from '../domain/verdict.ts';
import { type Engine, NEVER, type StepResult } from '../engine/engine.ts';
import { RunLoop } from './run-loop.ts';

/** An engine that computes nothing and notes what it was asked. */
class FakeEngine implements Engine {
  readonly name = 'cpu';
  step = 0;
  learningRate = 1;
  readonly rates: number[] = [];
  calibrations: number[] = [];
  nanAt = Number.POSITIVE_INFINITY;

  /** What it says of an image with this label. */
  answer = (label: number) => label;

  readonly lost = NEVER;
  /** Results that are kept back, as engines do that compute ahead. */
  ahead = 0;
  #results: StepResult[] = [];

  async train(batch: LabelledBytes): Promise<StepResult[]> {
    this.step++;
    this.rates.push(this.learningRate);
    this.#results.push({
      step: this.step,
      loss: this.step >= this.nanAt ? Number.NaN : 1,
      correct: batch.labels.length,
      saturation: 0.5,
    });
    return this.#results.length > this.ahead ? this.settle() : [];
  }
  async settle(): Promise<StepResult[]> {
    return this.#results.splice(0);
  }
  async predict(batch: LabelledBytes): Promise<Float32Array> {
    const logits = new Float32Array(batch.labels.length * 10);
    batch.labels.forEach((label, i) => {
      logits[i * 10 + this.answer(label)] = this.step >= this.nanAt ? Number.NaN : 5;
    });
    return logits;
  }
  async calibrate(batches: readonly LabelledBytes[]): Promise<void> {
    this.calibrations.push(batches.length);
  }
  memory() {
    return { tensors: 0, bytes: 0 };
  }
  probe = () => Promise.reject(new Error('not used'));
  snapshot = () => Promise.reject(new Error('not used'));
  restore(): void {}
  dispose(): void {}
}

const loops: RunLoop[] = [];
afterEach(() => {
  for (const loop of loops.splice(0)) loop.stop();
});

/** A run that waits to be allowed. `onStep` is called in the middle of the loop. */
async function begin(change: Partial<RunConfig> = {}, onStep = (_step: number, _loop: RunLoop) => {}) {
  const config: RunConfig = { ...presetRun('article'), steps: 10, evaluationInterval: 5, ...change };
  const engine = new FakeEngine();
  const steps: TrainedStep[] = [];
  const evaluations: Evaluation[] = [];
  const finished: number[] = [];
  let idle = () => {};
  const rows = async (_: string, wanted: Uint32Array): Promise<LabelledBytes> => ({
    images: new Uint8Array(wanted.length * 784),
    labels: Uint8Array.from(wanted, (row) => row % 10),
  });
  const loop: RunLoop = new RunLoop(engine, config, rows, {
    trained: (step) => {
      steps.push(step);
      onStep(step.step, loop);
    },
    evaluating: () => {},
    evaluated: (evaluation) => evaluations.push(evaluation),
    finished: (step) => finished.push(step),
    idle: () => idle(),
  });
  loops.push(loop);
  /** Does something that gives the run work to do, and waits until it rests again. */
  const restAfter = async (action: () => void) => {
    const rested = new Promise<void>((resolve) => {
      idle = resolve;
    });
    action();
    await rested;
  };
  let ended: Promise<void> = Promise.resolve();
  await restAfter(() => {
    ended = loop.run();
  });
  return { loop, engine, steps, evaluations, finished, ended, restAfter };
}

describe('a run', () => {
  test('does nothing until it is allowed to', async () => {
    const { steps, evaluations } = await begin();
    expect([steps, evaluations]).toEqual([[], []]);
  });

  test('looks at the test images before its first step, and trains no further than allowed', async () => {
    const { loop, steps, evaluations, restAfter } = await begin();
    await restAfter(() => loop.allow(3, false));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(evaluations.map(({ step, count }) => [step, count])).toEqual([[0, 1000]]);
  });

  test('ends with all 10,000 test images, says so, and goes on when given more steps', async () => {
    const { loop, steps, evaluations, finished, restAfter } = await begin();
    await restAfter(() => loop.allow(100, false));
    expect(steps).toHaveLength(10);
    expect(evaluations.map(({ step, count }) => [step, count])).toEqual([
      [0, 1000],
      [5, 1000],
      [10, 1000],
      [10, 10_000],
    ]);
    expect(finished).toEqual([10]);
    await restAfter(() => loop.setSteps(12));
    expect(finished).toEqual([10, 12]);
    expect(evaluations.at(-1)?.count).toBe(10_000);
  });

  test('looks at all 10,000 test images when its end is moved to a step that it has looked at in passing', async () => {
    const { loop, evaluations, finished, restAfter } = await begin();
    await restAfter(() => loop.allow(5, false));
    expect(evaluations.at(-1)).toMatchObject({ step: 5, count: 1000 });
    await restAfter(() => loop.setSteps(5));
    expect(evaluations.at(-1)).toMatchObject({ step: 5, count: 10_000 });
    expect(finished).toEqual([5]);
  });

  test('pauses at once and goes on where it was', async () => {
    const { loop, steps, restAfter } = await begin(
      { steps: 1000, evaluationInterval: 1000 },
      (step, loop) => {
        if (step === 7) loop.allow(1000, true);
      },
    );
    await restAfter(() => loop.allow(1000, false));
    expect(steps).toHaveLength(7);
    await restAfter(() => loop.allow(9, false));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('takes each learning rate of its schedule from the step it is meant for, also when it is changed on the way', async () => {
    const learningRate = { first: 1e-3, changes: [{ fromStep: 3, value: 1e-4 }] };
    const { loop, engine, restAfter } = await begin({ steps: 6, learningRate });
    await restAfter(() => loop.allow(4, false));
    const changes = [...learningRate.changes, { fromStep: 6, value: 1e-2 }];
    loop.setLearningRate({ ...learningRate, changes });
    await restAfter(() => loop.allow(6, false));
    expect(engine.rates).toEqual([1e-3, 1e-3, 1e-4, 1e-4, 1e-4, 1e-2]);
  });

  test('ends after NaN with one more look, at the small set', async () => {
    const { loop, engine, steps, evaluations, finished, restAfter } = await begin();
    engine.nanAt = 3;
    await restAfter(() => loop.allow(100, false));
    expect(steps).toHaveLength(3);
    expect(evaluations.at(-1)).toMatchObject({ step: 3, count: 1000 });
    expect(finished).toEqual([3]);
  });

  test('reports every step of an engine that computes ahead, and none twice', async () => {
    const { loop, engine, steps, evaluations, restAfter } = await begin();
    engine.ahead = 3;
    await restAfter(() => loop.allow(7, false));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(evaluations.map(({ step }) => step)).toEqual([0, 5]);
    await restAfter(() => loop.allow(100, false));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('ends at the step whose numbers were lost, though the engine has gone on', async () => {
    const { loop, engine, steps, evaluations, finished, restAfter } = await begin();
    engine.ahead = 3;
    engine.nanAt = 6;
    await restAfter(() => loop.allow(100, false));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(evaluations.at(-1)).toMatchObject({ step: 6, count: 1000 });
    expect(finished).toEqual([6]);
  });

  test('takes population statistics from batches of the training set before each look', async () => {
    const { loop, engine, restAfter } = await begin({ evaluationStatistics: 'population', steps: 5 });
    await restAfter(() => loop.allow(5, false));
    expect(engine.calibrations).toEqual([20, 20]);
  });

  test('tells of each look who was taken for whom, and how sure it is of the images that are shown', async () => {
    const { loop, engine, evaluations, restAfter } = await begin({ steps: 5 });
    engine.answer = (label) => (label === 3 ? 8 : label);
    await restAfter(() => loop.allow(5, false));
    // What was told of the look in passing has not grown by the look at all images.
    const [first, passing, all] = evaluations;
    for (const [look, images] of [
      [first, 100],
      [passing, 100],
      [all, 1000],
    ] as const) {
      expect([look?.confusion?.[33], look?.confusion?.[38], look?.confusion?.[88]]).toEqual([
        0,
        images,
        images,
      ]);
      expect(look?.predictions).toEqual([
        ...Array(3).fill(images),
        0,
        ...Array(4).fill(images),
        2 * images,
        images,
      ]);
      expect(look?.digits).toHaveLength(160);
      expect(look?.digits?.[38]).toBeCloseTo(Math.exp(5) / (Math.exp(5) + 9), 12);
    }
  });

  test('has no probabilities to tell where its logits are no numbers', async () => {
    const { loop, engine, evaluations, restAfter } = await begin();
    engine.nanAt = 3;
    await restAfter(() => loop.allow(100, false));
    expect(evaluations.at(-1)).toMatchObject({ step: 3, finite: false });
    expect(evaluations.at(-1)).not.toHaveProperty('digits');
  });

  test('stops for good', async () => {
    const { loop, steps, ended, restAfter } = await begin();
    await restAfter(() => loop.allow(2, false));
    loop.stop();
    await ended;
    // Its loop is over: nobody is left to obey.
    loop.allow(10, false);
    await ended;
    expect(steps).toHaveLength(2);
  });
});
