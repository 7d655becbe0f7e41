import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { LabelledBytes } from '../data/types.ts';
import type { CheckpointPlace } from '../domain/checkpoint-place.ts';
import type { RunConfig } from '../domain/config.ts';
import type { ScalingEffect } from '../domain/kernel-scaling.ts';
import type { Look } from '../domain/look.ts';
import { presetRun } from '../domain/presets.ts';
import type { TrainedStep } from '../domain/trained-step.ts';
import type { Evaluation } from '../domain/verdict.ts';
import { type Engine, NEVER, type Snapshot, type StepResult } from '../engine/engine.ts';
import { type Keep, type LookRequest, RunLoop } from './run-loop.ts';

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
  factor = 1;
  async snapshot(): Promise<Snapshot> {
    const kernel = Float32Array.of(this.factor);
    const parameters = { 'conv1.kernel': kernel, 'conv2.kernel': kernel, 'fc1.kernel': kernel };
    return { step: this.step, parameters, firstMoments: {}, secondMoments: {}, moving: {} };
  }
  restore({ parameters }: Snapshot): void {
    this.factor = parameters['conv1.kernel']![0]!;
  }
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
  const effects: ScalingEffect[] = [];
  const looks: Look[] = [];
  const failures: unknown[] = [];
  const kept: CheckpointPlace[] = [];
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
    scaled: (effect) => effects.push(effect),
    looked: (look) => looks.push(look),
    lookingFailed: (error) => failures.push(error),
    kept: (place) => kept.push(place),
    keepingFailed: (error) => failures.push(error),
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
  return { loop, engine, steps, evaluations, finished, effects, looks, failures, kept, ended, restAfter };
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

  test('multiplies kernels once, before the step after, and tells what became of its answers', async () => {
    const { loop, engine, effects, restAfter } = await begin({
      kernelScalings: [{ afterStep: 2, factor: 10 }],
    });
    await restAfter(() => loop.allow(2, false));
    // Nobody has allowed the next step: it may still be taken back.
    expect([engine.factor, effects]).toEqual([1, []]);
    engine.answer = (label) => (engine.factor === 1 ? label : 3);
    await restAfter(() => loop.allow(6, false));
    expect(engine.factor).toBe(10);
    expect(effects).toEqual([
      {
        step: 2,
        factor: 10,
        images: 50,
        same: 5,
        lossBefore: expect.any(Number),
        lossAfter: expect.any(Number),
      },
    ]);
    await restAfter(() => loop.allow(9, false));
    expect(effects).toHaveLength(1);
  });

  describe('that is looked into', () => {
    /** Looks that end when the test says so. */
    const fakeInspector = () => {
      const requests: LookRequest[] = [];
      const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
      const look = (request: LookRequest) => {
        requests.push(request);
        return new Promise<Look>((resolve, reject) =>
          answers.push({
            resolve: () => resolve({ step: request.snapshot.step, milliseconds: 7 } as Look),
            reject,
          }),
        );
      };
      return { inspector: { look }, requests, answers };
    };
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
    };

    test('hands its network over before its first step, trains on meanwhile, and waits before the next look', async () => {
      const { inspector, requests, answers } = fakeInspector();
      const { loop, steps, looks } = await begin();
      loop.setLooking({ inspector, interval: 4 });
      loop.allow(10, false);
      await until(() => steps.length === 1);
      expect(requests.map(({ snapshot, ahead }) => [snapshot.step, ahead])).toEqual([[0, true]]);
      answers[0]!.resolve();
      await until(() => requests.length === 2);
      expect(looks.map(({ step }) => step)).toEqual([0]);
      expect(requests[1]!.snapshot.step).toBe(1);
      expect(requests[1]!.ahead).toBe(false);
      expect(requests[1]!.batch.labels).toHaveLength(50);
      expect(looks[0]!.milliseconds).toBeGreaterThanOrEqual(7);
    });

    test('is over when its last look is', async () => {
      const { inspector, requests, answers } = fakeInspector();
      const { loop, looks, finished } = await begin({ steps: 3 });
      loop.setLooking({ inspector, interval: 50 });
      loop.allow(3, false);
      for (let i = 0; i < 3; i++) {
        await until(() => answers.length > i);
        expect(finished).toEqual([]);
        answers[i]!.resolve();
      }
      await until(() => finished.length > 0);
      expect(requests.map(({ snapshot }) => snapshot.step)).toEqual([0, 1, 3]);
      expect(looks.map(({ step }) => step)).toEqual([0, 1, 3]);
    });

    test('goes on without looks when the inspector fails, and when nobody wants to look any more', async () => {
      const { inspector, answers } = fakeInspector();
      const { loop, steps, failures, finished } = await begin();
      loop.setLooking({ inspector, interval: 50 });
      loop.allow(10, false);
      await until(() => steps.length === 1);
      answers[0]!.reject(new Error('out of memory'));
      await until(() => finished.length > 0);
      expect(failures).toEqual([new Error('out of memory')]);

      const other = await begin();
      other.loop.setLooking({ inspector, interval: 50 });
      other.loop.allow(10, false);
      await until(() => other.steps.length === 1);
      other.loop.setLooking(undefined);
      await until(() => other.finished.length > 0);
      expect(other.failures).toEqual([]);
      expect(other.looks).toEqual([]);
    });

    test('goes on when its end is moved while its last look is under way', async () => {
      const { inspector, answers } = fakeInspector();
      const { loop, steps, finished } = await begin({ steps: 1, evaluationInterval: 100 });
      loop.setLooking({ inspector, interval: 50 });
      loop.allow(3, false);
      await until(() => answers.length === 1);
      answers[0]!.resolve();
      await until(() => answers.length === 2);
      loop.setSteps(3);
      answers[1]!.resolve();
      await until(() => steps.length === 3);
      expect(finished).toEqual([]);
    });

    test('is looked into at another interval, whatever is under way', async () => {
      const { inspector, requests, answers } = fakeInspector();
      const { loop, looks, failures } = await begin({ steps: 1000, evaluationInterval: 1000 });
      loop.setLooking({ inspector, interval: 50 });
      loop.allow(60, false);
      await until(() => answers.length === 1);
      loop.setLooking({ inspector, interval: 30 });
      for (let i = 0; i < 7; i++) {
        await until(() => answers.length > i);
        answers[i]!.resolve();
      }
      await until(() => looks.length === 7);
      expect(requests.map(({ snapshot }) => snapshot.step)).toEqual([0, 1, 4, 10, 25, 30, 60]);
      expect(failures).toEqual([]);
    });

    test('hands nothing to a line that was given up while its network was copied', async () => {
      const { inspector, requests } = fakeInspector();
      const { loop, engine, finished } = await begin({ steps: 1 });
      const copy = engine.snapshot.bind(engine);
      engine.snapshot = async () => {
        loop.setLooking(undefined);
        return copy();
      };
      loop.setLooking({ inspector, interval: 50 });
      loop.allow(1, false);
      await until(() => finished.length > 0);
      expect(requests).toEqual([]);
    });

    test('ends though a look is under way that never comes', async () => {
      const { inspector } = fakeInspector();
      const { loop, steps, ended } = await begin();
      loop.setLooking({ inspector, interval: 50 });
      loop.allow(10, false);
      await until(() => steps.length === 1);
      loop.stop();
      await ended;
    });

    test('is not looked into once its numbers are lost', async () => {
      const { inspector, requests, answers } = fakeInspector();
      const { loop, engine, finished } = await begin();
      engine.nanAt = 1;
      loop.setLooking({ inspector, interval: 1 });
      loop.allow(10, false);
      await until(() => answers.length === 1);
      answers[0]!.resolve();
      await until(() => finished.length > 0);
      expect(requests).toHaveLength(1);
    });
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

describe('checkpoints', () => {
  const places = (steps: number[]) => steps.map((step) => ({ step, scaledAt: -1 }));

  test('are taken after every 100 steps, at the end, and when they are asked for, also in a pause', async () => {
    const taken: Parameters<Keep>[0][] = [];
    const { loop, kept, restAfter } = await begin({ steps: 130, evaluationInterval: 50 });
    loop.setKeep(async (checkpoint) => void taken.push(checkpoint));
    await restAfter(() => loop.allow(120, false));
    expect(kept).toEqual(places([100]));
    await restAfter(() => loop.keepNow());
    expect(kept).toEqual(places([100, 120]));
    // There is nothing new to be kept.
    loop.keepNow();
    await restAfter(() => loop.allow(123, false));
    loop.allow(123, true);
    await restAfter(() => loop.keepNow());
    expect(kept.at(-1)).toEqual({ step: 123, scaledAt: -1 });
    await restAfter(() => loop.allow(200, false));
    expect(kept.map(({ step }) => step)).toEqual([100, 120, 123, 130]);
    expect(taken.map(({ snapshot, loop }) => [snapshot.step, loop.looked.step])).toEqual([
      [100, 100],
      [120, 100],
      [123, 100],
      [130, 130],
    ]);
  });

  /** Steps of the checkpoints of a run, from how many milliseconds a step takes, and a checkpoint until it is kept. */
  async function keptSteps(steps: number, { step, keep }: { step: number; keep: () => number }) {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { loop, kept, restAfter } = await begin({ steps: 10_000, evaluationInterval: 10_000 }, () =>
      vi.advanceTimersByTime(step),
    );
    loop.setKeep(async () => void vi.advanceTimersByTime(keep()));
    await restAfter(() => loop.allow(steps, false));
    return kept.map((place) => place.step);
  }

  test('are as far apart as makes them cheap: ten times as long as one takes', async () => {
    expect(await keptSteps(350, { step: 100, keep: () => 1000 })).toEqual([100, 200, 300]);
    // At 20 ms, the nine seconds behind it are 450 steps.
    expect(await keptSteps(1050, { step: 20, keep: () => 1000 })).toEqual([100, 550, 1000]);
  });

  test('that take no time at all are two seconds apart, and after one that took ages there is another', async () => {
    expect(await keptSteps(1000, { step: 5, keep: () => 0 })).toEqual([100, 500, 900]);
    const times = [3_600_000, 0];
    expect(await keptSteps(500, { step: 100, keep: () => times.shift() ?? 0 })).toEqual([100, 400, 500]);
  });

  test('one that cannot be kept is told, and the run goes on without', async () => {
    const { loop, kept, failures, finished, restAfter } = await begin({
      steps: 120,
      evaluationInterval: 1000,
    });
    loop.setKeep(() => Promise.reject(new Error('full')));
    await restAfter(() => loop.allow(200, false));
    expect([kept, failures.map(String), finished]).toEqual([[], ['Error: full', 'Error: full'], [120]]);
  });

  test('the last one is kept before the end is told', async () => {
    const { loop, kept, finished, restAfter } = await begin({ steps: 10, evaluationInterval: 1000 });
    let write = () => {};
    loop.setKeep(
      () =>
        new Promise((resolve) => {
          write = resolve;
        }),
    );
    const over = restAfter(() => loop.allow(10, false));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([kept, finished]).toEqual([[], []]);
    write();
    await over;
    expect([kept, finished]).toEqual([places([10]), [10]]);
  });

  test('the last step has one, though the one before is still on its way', async () => {
    const { loop, kept, restAfter } = await begin({ steps: 101, evaluationInterval: 1000 });
    loop.setKeep(() => new Promise((resolve) => setTimeout(resolve, 50)));
    await restAfter(() => loop.allow(200, false));
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(kept).toEqual(places([100, 101]));
  });

  test('of lost numbers there are none', async () => {
    const { loop, engine, kept, restAfter } = await begin({ steps: 300 });
    engine.nanAt = 50;
    loop.setKeep(async () => {});
    await restAfter(() => loop.allow(300, false));
    loop.keepNow();
    await new Promise((resolve) => setTimeout(resolve));
    expect(kept).toEqual([]);
  });
});
