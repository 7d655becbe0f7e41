import { afterEach, describe, expect, test } from 'vitest';
import type { LabelledBytes } from '../data/types.ts';
import { comparisonRuns, type RunConfig } from '../domain/config.ts';
import { presetComparison } from '../domain/presets.ts';
import type { Evaluation } from '../domain/verdict.ts';
import { type Engine, NEVER, type StepResult } from '../engine/engine.ts';
import { RunLoop, type TrainedStep } from './run-loop.ts';

/** An engine that computes nothing and notes what it was asked. */
class FakeEngine implements Engine {
  readonly name = 'cpu';
  step = 0;
  learningRate = 1;
  readonly rates: number[] = [];
  calibrations: number[] = [];
  nanAt = Number.POSITIVE_INFINITY;

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
    return new Float32Array(batch.labels.length * 10);
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

function begin(change: Partial<RunConfig> = {}) {
  const config = {
    ...comparisonRuns(presetComparison('article'))[1],
    steps: 10,
    evaluationInterval: 5,
    ...change,
  };
  const engine = new FakeEngine();
  const steps: TrainedStep[] = [];
  const evaluations: Evaluation[] = [];
  const finished: number[] = [];
  const rows = async (_: string, wanted: Uint32Array): Promise<LabelledBytes> => ({
    images: new Uint8Array(wanted.length * 784),
    labels: new Uint8Array(wanted.length),
  });
  const loop = new RunLoop(engine, config, rows, {
    trained: (step) => happens(steps.push(step)),
    evaluating: () => happens(),
    evaluated: (evaluation) => happens(evaluations.push(evaluation)),
    finished: (step) => happens(finished.push(step)),
    idle: () => happens(),
  });
  loops.push(loop);
  const ended = loop.run();
  return { loop, engine, steps, evaluations, finished, ended };
}

let events = 0;
const happens = (_result?: unknown) => {
  events++;
};

/** Waits until a fake engine has done all it may: nothing has happened for a while. */
async function settle(): Promise<void> {
  for (let before = -1; before !== events; ) {
    before = events;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

describe('a run', () => {
  test('does nothing until it is allowed to', async () => {
    const { steps, evaluations } = begin();
    await settle();
    expect([steps, evaluations]).toEqual([[], []]);
  });

  test('looks at the test images before its first step, and trains no further than allowed', async () => {
    const { loop, steps, evaluations } = begin();
    loop.allow(3, false);
    await settle();
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(evaluations.map(({ step, count }) => [step, count])).toEqual([[0, 1000]]);
  });

  test('ends with all 10,000 test images, says so, and goes on when given more steps', async () => {
    const { loop, steps, evaluations, finished } = begin();
    loop.allow(100, false);
    await settle();
    expect(steps).toHaveLength(10);
    expect(evaluations.map(({ step, count }) => [step, count])).toEqual([
      [0, 1000],
      [5, 1000],
      [10, 10_000],
    ]);
    expect(finished).toEqual([10]);
    loop.setSteps(12);
    await settle();
    expect(finished).toEqual([10, 12]);
    expect(evaluations.at(-1)?.count).toBe(10_000);
  });

  test('pauses at once and goes on where it was', async () => {
    const { loop, steps } = begin({ steps: 1000, evaluationInterval: 1000 });
    loop.allow(1000, false);
    await new Promise((resolve) => setTimeout(resolve, 30));
    loop.allow(1000, true);
    await settle();
    const paused = steps.length;
    await settle();
    expect(steps).toHaveLength(paused);
    expect(paused).toBeLessThan(1000);
    loop.allow(paused + 2, false);
    await settle();
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: paused + 2 }, (_, i) => i + 1));
  });

  test('takes a learning rate from the step it is meant for', async () => {
    const { loop, engine } = begin({ steps: 6 });
    loop.setLearningRate(0.5, 3);
    loop.setLearningRate(0.25, 5);
    loop.allow(6, false);
    await settle();
    expect(engine.rates).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
  });

  test('ends after NaN with one more look, at the small set', async () => {
    const { loop, engine, steps, evaluations, finished } = begin();
    engine.nanAt = 3;
    loop.allow(100, false);
    await settle();
    expect(steps).toHaveLength(3);
    expect(evaluations.at(-1)).toMatchObject({ step: 3, count: 1000 });
    expect(finished).toEqual([3]);
  });

  test('reports every step of an engine that computes ahead, and none twice', async () => {
    const { loop, engine, steps, evaluations } = begin();
    engine.ahead = 3;
    loop.allow(7, false);
    await settle();
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(evaluations.map(({ step }) => step)).toEqual([0, 5]);
    loop.allow(100, false);
    await settle();
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('ends at the step whose numbers were lost, though the engine has gone on', async () => {
    const { loop, engine, steps, evaluations, finished } = begin();
    engine.ahead = 3;
    engine.nanAt = 6;
    loop.allow(100, false);
    await settle();
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(evaluations.at(-1)).toMatchObject({ step: 6, count: 1000 });
    expect(finished).toEqual([6]);
  });

  test('takes population statistics from batches of the training set before each look', async () => {
    const { loop, engine } = begin({ evaluationStatistics: 'population', steps: 5 });
    loop.allow(5, false);
    await settle();
    expect(engine.calibrations).toEqual([20, 20]);
  });

  test('stops for good', async () => {
    const { loop, steps, ended } = begin();
    loop.allow(2, false);
    await settle();
    loop.stop();
    await ended;
    loop.allow(10, false);
    await settle();
    expect(steps).toHaveLength(2);
  });
});
