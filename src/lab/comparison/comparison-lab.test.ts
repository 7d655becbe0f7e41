import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lookWith } from '../../domain/claims/testing.ts';
import { addArm, withShared } from '../../domain/comparison.ts';
import type { RunConfig } from '../../domain/config.ts';
import type { LearningRate } from '../../domain/learning-rate.ts';
import { presetComparison } from '../../domain/presets.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { automaticEngines, type EngineName } from '../../engine/catalogue.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { exportComparison } from '../export.ts';
import { watch } from '../watch.ts';
import { ComparisonLab, type Runner } from './comparison-lab.ts';
import { LEAD, leadOf } from './lockstep.ts';

/** A runner that obeys like a worker, one step at each `tick`. */
class FakeRunner implements Runner {
  run = 0;
  engine: EngineName | undefined;
  step = 0;
  allowed = 0;
  paused = true;
  starts = 0;
  readonly schedules: LearningRate[] = [];
  readonly say: (message: FromWorker) => void;

  /** Of a step. */
  milliseconds = 400;

  constructor(say: (message: FromWorker) => void) {
    this.say = say;
  }
  /** The step of the checkpoint that it went on from last. */
  from: number | undefined;
  start(run: number, engine: EngineName, _config: RunConfig, kept: Parameters<Runner['start']>[3]): void {
    this.run = run;
    this.engine = engine;
    this.starts++;
    this.from = kept.from?.step;
    this.step = kept.from?.step ?? 0;
    this.allowed = 0;
    this.paused = true;
  }
  ready(): void {
    this.say({ type: 'ready', run: this.run, engine: this.engine!, warmUp: 5 });
  }
  allow(_run: number, step: number, paused: boolean): void {
    this.allowed = step;
    this.paused = paused;
  }
  setLearningRate(_run: number, schedule: LearningRate): void {
    this.schedules.push(schedule);
  }
  setSteps(): void {}
  keeps = 0;
  keepNow(): void {
    this.keeps++;
  }
  setKernelScalings(): void {}
  readonly lookings: (number | undefined)[] = [];
  setLooking(interval: number | undefined): void {
    this.lookings.push(interval);
  }
  dispose(): void {}

  tick(loss = 1): void {
    if (this.paused || this.step >= this.allowed) return;
    this.step++;
    const { run, step, milliseconds } = this;
    const trained = { step, loss, correct: 5, count: 50, saturation: 0.5, milliseconds };
    this.say({ type: 'trained', run, steps: [trained] });
  }
  evaluate(correct = 500): void {
    const { run, step } = this;
    const evaluation = { step, count: 1000, correct, predictions: Array(10).fill(100), finite: true };
    this.say({ type: 'evaluated', run, evaluation, memory: { tensors: 1, bytes: 1 } });
  }
  finish(): void {
    this.say({ type: 'finished', run: this.run, step: this.step });
  }
}

const refuseEngine = vi.fn();

function open(change = {}) {
  const runners: FakeRunner[] = [];
  const lab = new ComparisonLab(
    {
      createRunner: (_, say) => {
        const runner = new FakeRunner(say);
        runners.push(runner);
        return runner;
      },
      retryData: () => {},
      refuseEngine,
    },
    withShared(presetComparison('article'), { steps: 20, ...change }),
    'auto',
    { phase: 'ready', startable: true, loadedBytes: 1, totalBytes: 1, fromCache: false },
  );
  lab.open();
  lab.open();
  const [a, b] = runners as [FakeRunner, FakeRunner];
  return { lab, a, b, runners, status: () => lab.store.getState().status };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the comparison lab', () => {
  test('has two runners, however often it is opened', () => {
    expect(open().runners).toHaveLength(2);
  });

  test('starts when both networks are ready, and only once for two clicks', () => {
    const { lab, a, b, status } = open();
    lab.run();
    lab.run();
    expect(status()).toBe('starting');
    a.ready();
    expect(status()).toBe('starting');
    b.ready();
    expect(status()).toBe('running');
    expect([a.starts, b.starts]).toEqual([1, 1]);
  });

  test('has all runs looked into, those of runners to come as well, until whoever looks is gone', () => {
    const { lab, runners } = open();
    lab.setLooking(50);
    expect(runners.map(({ lookings }) => lookings)).toEqual([
      [undefined, 50],
      [undefined, 50],
    ]);
    lab.change(addArm(lab.store.getState().comparison, {}), 'arms');
    expect(runners[2]!.lookings).toEqual([50]);
    expect(lab.store.getState()).toMatchObject({ looking: 50 });
    lab.loseInspector();
    expect(lab.store.getState()).toMatchObject({ blind: '' });
    expect(lab.store.getState().looking).toBeUndefined();
    // The visitor has it begin again.
    lab.setLooking(50);
    expect(lab.store.getState().blind).toBeUndefined();
    expect(runners[0]!.lookings).toEqual([undefined, 50, undefined, 50]);
  });

  test('keeps what was seen in the record, and says that looking failed until somebody has looked again', () => {
    const { lab, a } = open();
    a.ready();
    const look = lookWith(0);
    a.say({ type: 'looking-failed', run: a.run, reason: 'out of memory' });
    vi.runAllTimers();
    expect(lab.store.getState().blind).toBe('out of memory');
    a.say({ type: 'looked', run: a.run, look });
    a.say({ type: 'looked', run: a.run, look });
    vi.runAllTimers();
    expect(lab.store.getState().blind).toBeUndefined();
    expect(lab.store.getState().runs[0]!.record.looks).toEqual([look]);
    expect(exportComparison(lab.store.getState()).runs[0]!.looks).toEqual([look]);
  });

  test('keeps the runs within a few steps of each other', () => {
    const { lab, a, b } = open();
    a.ready();
    b.ready();
    lab.run();
    for (let i = 0; i < 50; i++) a.tick();
    expect(a.step).toBe(LEAD);
    b.tick();
    for (let i = 0; i < 50; i++) a.tick();
    expect(a.step).toBe(1 + LEAD);
  });

  test('lets fast runs be further apart, as they tell of many steps at once', () => {
    const { lab, a, b } = open({ steps: 1000 });
    a.milliseconds = 10;
    b.milliseconds = 10;
    a.ready();
    b.ready();
    lab.run();
    for (let i = 0; i < 4; i++) {
      a.tick();
      b.tick();
    }
    for (let i = 0; i < 50; i++) a.tick();
    expect(a.step).toBe(4 + leadOf(10));
  });

  test('lets the other run go on when one has died', () => {
    const { lab, a, b, status } = open();
    a.ready();
    b.ready();
    lab.run();
    a.tick(Number.NaN);
    a.evaluate();
    a.finish();
    for (let i = 0; i < 50; i++) b.tick();
    expect(b.step).toBe(20);
    expect(status()).toBe('running');
    b.finish();
    expect(status()).toBe('finished');
    expect(exportComparison(lab.store.getState()).runs.map((run) => run.verdict.kind)).toEqual([
      'nan',
      'waiting',
    ]);
  });

  test('pauses both at the same step and goes on from there', () => {
    const { lab, a, b, status } = open();
    a.ready();
    b.ready();
    lab.run();
    a.tick();
    a.tick();
    b.tick();
    lab.pause();
    expect(status()).toBe('pausing');
    for (let i = 0; i < 10; i++) {
      a.tick();
      b.tick();
    }
    expect(status()).toBe('paused');
    expect(a.step).toBe(b.step);
    expect([a.paused, b.paused]).toEqual([true, true]);
    lab.toggle();
    a.tick();
    expect(a.step).toBe(b.step + 1);
  });

  test('makes one step at a time', () => {
    const { lab, a, b, status } = open();
    a.ready();
    b.ready();
    for (const step of [1, 2]) {
      lab.stepOnce();
      for (let i = 0; i < 5; i++) {
        a.tick();
        b.tick();
      }
      expect([a.step, b.step, status()]).toEqual([step, step, 'paused']);
    }
  });

  test('a reset in the middle leaves nothing of the old curves', () => {
    const { lab, a, b, status } = open();
    a.ready();
    b.ready();
    lab.run();
    a.tick();
    lab.reset();
    vi.runAllTimers();
    expect(status()).toBe('idle');
    expect(
      lab.store.getState().runs.every((run) => run.record.series.loss.length === 0 && run.summary.step === 0),
    ).toBe(true);
    expect([a.starts, b.starts]).toEqual([2, 2]);
    expect(lab.store.getState().restart).toBeUndefined();
  });

  test('a learning rate that is moved is in the schedule of both runs, in their records and in the export', () => {
    const { lab, a, b } = open();
    a.ready();
    b.ready();
    lab.run();
    a.tick();
    lab.setLearningRate(0.01);
    const schedule = { first: 1e-3, changes: [{ fromStep: LEAD + 1, value: 0.01 }] };
    expect([a.schedules, b.schedules]).toEqual([[schedule], [schedule]]);
    expect(a.starts).toBe(1);
    const { runs } = exportComparison(lab.store.getState());
    expect(runs.map(({ config }) => config.learningRate)).toEqual([schedule, schedule]);
  });

  test('takes a learning rate that is set before the first step for the run’s own', () => {
    const { lab, a } = open();
    lab.setLearningRate(0.01);
    expect(a.schedules).toEqual([0.01]);
    expect(lab.store.getState().runs[0]!.record.config.learningRate).toBe(0.01);
  });

  test('starts again for a setting that needs new weights, says which, and goes on', () => {
    const { lab, a, b, status } = open();
    a.ready();
    b.ready();
    lab.run();
    a.tick();
    lab.change(withShared(lab.store.getState().comparison, { loss: 'sum-log' }), 'loss');
    expect(a.starts).toBe(2);
    expect(lab.store.getState().restart).toEqual({ setting: 'loss' });
    expect(status()).toBe('starting');
    a.ready();
    b.ready();
    expect(status()).toBe('running');
  });

  test('names the setting that made idle curves go away', () => {
    const { lab, a, b } = open();
    a.ready();
    b.ready();
    lab.stepOnce();
    a.tick();
    b.tick();
    lab.change(withShared(lab.store.getState().comparison, { seed: 5 }), 'seed');
    expect(lab.store.getState().restart).toEqual({ setting: 'seed' });
    expect(lab.store.getState().status).toBe('idle');
  });

  test('can be given more steps when it has finished', () => {
    const { lab, a, b, status } = open({ steps: 2 });
    a.ready();
    b.ready();
    lab.run();
    for (let i = 0; i < 5; i++) {
      a.tick();
      b.tick();
    }
    a.finish();
    b.finish();
    expect(status()).toBe('finished');
    lab.change(withShared(lab.store.getState().comparison, { steps: 4 }), 'steps');
    expect(status()).toBe('paused');
    lab.run();
    for (let i = 0; i < 5; i++) {
      a.tick();
      b.tick();
    }
    expect([a.step, b.step]).toEqual([4, 4]);
  });

  const noMemory = { code: 'engine-failed' as const, values: { reason: 'No memory.' } };

  test('replaces a worker that fails, the third time in a row shows what broke, and starts again when asked to', () => {
    const { lab, a, b, status } = open();
    a.ready();
    for (let i = 1; i <= 3; i++) {
      expect([lab.store.getState().runs[1]!.problem, b.starts]).toEqual([undefined, i]);
      b.say({ type: 'failed', run: b.run, problem: noMemory });
      vi.runAllTimers();
    }
    expect(lab.store.getState().runs[1]!.problem).toEqual(noMemory);
    expect([status(), b.starts, a.starts]).toEqual(['idle', 3, 1]);
    lab.run();
    expect([status(), b.starts]).toEqual(['starting', 4]);
  });

  test('a worker that fails is replaced by one that goes on from the last checkpoint, and the record with it', () => {
    const { lab, a, b, status } = open({ steps: 400 });
    a.ready();
    b.ready();
    lab.run();
    const train = (steps: number) => {
      for (let i = 0; i < steps; i++) for (const runner of [a, b]) runner.tick();
    };
    train(100);
    b.say({ type: 'kept', run: b.run, place: { step: 100, scaledAt: -1 } });
    train(30);
    const { record } = lab.store.getState().runs[1]!;
    expect(record.series.loss.last?.step).toBe(130);
    b.say({ type: 'failed', run: b.run, problem: noMemory });
    expect([b.from, b.starts, a.starts, status()]).toEqual([100, 2, 1, 'running']);
    expect(record.series.loss.last?.step).toBe(100);
    b.ready();
    for (let i = 0; i < 30; i++) b.tick();
    expect(Array.from(record.series.loss.points.steps)).toEqual(Array.from({ length: 130 }, (_, i) => i + 1));
    // It has come further since: what failed then does not count any more.
    train(30);
    for (let i = 0; i < 2; i++) b.say({ type: 'failed', run: b.run, problem: noMemory });
    expect([lab.store.getState().runs[1]!.problem, b.starts]).toEqual([undefined, 4]);
  });

  test('two lost contexts within a minute are one too many: all arms go on elsewhere, from what was kept', () => {
    const { lab, a, b } = open({ steps: 400 });
    refuseEngine.mockImplementation((engine, why) =>
      lab.setKnowledge({ findings: {}, refusals: { [engine]: why } }),
    );
    lab.chooseEngine('webgl');
    a.ready();
    b.ready();
    lab.run();
    for (let i = 0; i < 10; i++) for (const runner of [a, b]) runner.tick();
    for (const runner of [a, b])
      runner.say({ type: 'kept', run: runner.run, place: { step: 5, scaledAt: -1 } });
    const lose = () => b.say({ type: 'failed', run: b.run, problem: { code: 'context-lost', values: {} } });
    lose();
    expect([a.engine, b.engine, b.from]).toEqual(['webgl', 'webgl', 5]);
    vi.advanceTimersByTime(61_000);
    lose();
    expect(b.engine).toBe('webgl');
    vi.advanceTimersByTime(50_000);
    b.ready();
    for (let i = 0; i < 30; i++) for (const runner of [a, b]) runner.tick();
    lose();
    const [processor] = automaticEngines('processor');
    expect([a.engine, b.engine, a.from, b.from]).toEqual([processor, processor, 5, 5]);
    a.ready();
    expect(lab.store.getState().engine).toMatchObject({ engine: processor, reason: 'context-lost' });
    refuseEngine.mockReset();
  });

  test('an arm whose numbers are lost, and then its worker, holds nobody back', () => {
    const { lab, a, b, status } = open({ steps: 3 });
    a.ready();
    b.ready();
    lab.run();
    b.tick(Number.NaN);
    b.say({ type: 'evaluating', run: b.run, step: 1, done: 500, total: 1000 });
    b.say({ type: 'failed', run: b.run, problem: noMemory });
    for (let i = 0; i < 3; i++) a.tick();
    a.finish();
    expect([status(), b.starts]).toEqual(['finished', 1]);
    expect(lab.store.getState().runs[1]).toMatchObject({ ended: true, diverged: true });
  });

  test('a worker that fails when its run is over costs nothing, and has a successor when there is more to train', () => {
    const { lab, a, b, status } = open({ steps: 2 });
    a.ready();
    b.ready();
    lab.run();
    for (let i = 0; i < 2; i++) for (const runner of [a, b]) runner.tick();
    for (const runner of [a, b]) runner.finish();
    b.say({ type: 'failed', run: b.run, problem: noMemory });
    expect([status(), lab.store.getState().runs[1]!.problem, b.starts]).toEqual(['finished', undefined, 1]);
    lab.change(withShared(lab.store.getState().comparison, { steps: 4 }), 'steps');
    expect([status(), a.starts, b.starts]).toEqual(['paused', 1, 2]);
  });

  test('goes on with runs that were kept, each from its last checkpoint, and says what is to be kept', () => {
    const { lab, a, b, runners, status } = open({ steps: 400 });
    a.ready();
    b.ready();
    lab.run();
    for (let i = 0; i < 10; i++) for (const runner of [a, b]) runner.tick();
    lab.setLearningRate(1e-4);
    lab.keepNow();
    expect([a.keeps, b.keeps]).toEqual([1, 1]);
    const { kept } = lab;
    const records = lab.store.getState().runs.map(({ record }) => record);
    const second = open();
    const places = [[{ step: 10, scaledAt: -1 }], []];
    const again = records.map((record, i) => {
      const copy = new RunRecord(record.config, record.id, structuredClone(record.state));
      copy.cutTo(places[i]![0] ?? { step: 0, scaledAt: -1 });
      return copy;
    });
    second.lab.resume({ ...kept, arms: places.map((checkpoints) => ({ checkpoints })) }, again);
    const [, , c, d] = second.runners as FakeRunner[];
    expect([c!.from, d!.from, second.status()]).toEqual([10, undefined, 'paused']);
    expect(second.lab.store.getState().comparison).toEqual(lab.store.getState().comparison);
    expect(second.lab.store.getState().runs.map(({ summary }) => summary.step)).toEqual([10, 0]);
    c!.ready();
    d!.ready();
    second.lab.run();
    // The one that is behind catches up first.
    for (let i = 0; i < 10; i++) d!.tick();
    expect([c!.step, c!.allowed >= 12, second.status()]).toEqual([10, true, 'running']);
    expect([status(), runners.length]).toEqual(['running', 2]);
  });

  test('hands on that an engine does not start, and trains on what there is instead, in both arms', () => {
    const { lab, a, b } = open();
    lab.chooseEngine('webgl');
    expect([a.engine, b.engine]).toEqual(['webgl', 'webgl']);
    a.ready();
    refuseEngine.mockImplementationOnce((engine, why) =>
      lab.setKnowledge({ findings: {}, refusals: { [engine]: why } }),
    );
    b.say({ type: 'refused', run: b.run, engine: 'webgl', why: 'kernels-failed' });
    expect(refuseEngine).toHaveBeenLastCalledWith('webgl', 'kernels-failed');
    expect([a.engine, b.engine]).toEqual(['webgl-ops', 'webgl-ops']);
  });

  test('says which engine the next run gets, where that is another', () => {
    const { lab, a, b } = open();
    a.ready();
    b.ready();
    lab.run();
    expect(lab.store.getState().nextEngine).toBeUndefined();
    lab.setKnowledge({
      findings: { webgl: { outcome: 'right', milliseconds: 6 } },
      refusals: {},
    });
    expect(lab.store.getState()).toMatchObject({
      engine: { engine: automaticEngines('processor')[0] },
      nextEngine: 'webgl',
    });
    lab.reset();
    expect([a.engine, b.engine]).toEqual(['webgl', 'webgl']);
  });

  test('gets new workers when the data worker crashed, whose lines are dead, and goes on', () => {
    const { lab, a, b, runners, status } = open();
    a.ready();
    b.ready();
    lab.run();
    const error = { code: 'data-worker-stopped' as const, values: { reason: 'Gone.' } };
    lab.setData({ ...lab.store.getState().data, phase: 'failed', startable: false, error });
    lab.retryData();
    expect(runners).toHaveLength(4);
    expect(status()).toBe('starting');
    lab.setData({ phase: 'ready', startable: true, loadedBytes: 1, totalBytes: 1, fromCache: true });
    for (const runner of runners.slice(2)) runner.ready();
    expect(status()).toBe('running');
    runners[2]!.tick();
    expect(runners[2]!.step).toBe(1);
  });

  test('a listener that throws keeps neither the workers nor other listeners from hearing', () => {
    const { lab, a, b } = open();
    a.ready();
    b.ready();
    lab.run();
    const heard = vi.fn();
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    watch(lab.store, () => {
      throw new Error('replaceState was called too often');
    });
    watch(lab.store, heard);
    lab.setLearningRate(0.01);
    expect(a.schedules).toHaveLength(1);
    expect(heard).toHaveBeenCalled();
    expect(reported).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  test('publishes at most ten times a second', () => {
    const { lab, a, b } = open({ steps: 1000 });
    a.ready();
    b.ready();
    lab.run();
    vi.runAllTimers();
    const published = vi.fn();
    lab.store.subscribe((state, before) => {
      if (state.runs !== before.runs) published();
    });
    for (let i = 0; i < 100; i++) {
      a.tick();
      b.tick();
      vi.advanceTimersByTime(10);
    }
    expect(published.mock.calls.length).toBeLessThanOrEqual(11);
    expect(published.mock.calls.length).toBeGreaterThan(5);
  });
});
