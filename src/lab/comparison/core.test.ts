/** The lab's decisions under every order of visitor actions and worker messages that a random search finds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addArm,
  type Comparison,
  comparisonRuns,
  removeArm,
  withArm,
  withShared,
} from '../../domain/comparison.ts';
import { kernelScalingsText } from '../../domain/kernel-scaling.ts';
import { MOST_CHANGES, rateAt } from '../../domain/learning-rate.ts';
import { presetComparison } from '../../domain/presets.ts';
import { automaticEngines } from '../../engine/catalogue.ts';
import type { Findings, Knowledge } from '../../engine/findings.ts';
import { decide } from './core.ts';
import { FakeWorker, type Nature, type Shelf } from './fake-workers.ts';
import { LEAD, leadOf } from './lockstep.ts';
import { isLive, type LabCommand, type LabCore, type LabEvent, newLab } from './model.ts';

const STEPS = 30;

function small(change: Partial<Comparison['shared']> = {}): Comparison {
  return withShared(presetComparison('article'), { steps: STEPS, evaluationInterval: 12, ...change });
}

/** All that a measurement may find: the processor's engines take 80 ms a step. */
function timed(webgl: number): Knowledge {
  const findings: Findings = { webgl: { outcome: 'right', milliseconds: webgl } };
  for (const name of automaticEngines('processor')) findings[name] = { outcome: 'right', milliseconds: 80 };
  return { findings, refusals: {} };
}

const [processor] = automaticEngines('processor');

/** A lab, its workers, and what became of the records; everything that is under way waits for its turn. */
class World {
  core: LabCore;
  workers: FakeWorker[] = [];
  /** Steps in the record of each arm. */
  records: number[][] = [];
  /** Records that were put aside. */
  aside: number[][] | undefined;
  /** How far runs of fast workers were apart, at most. */
  widest = 0;
  readonly #natures: readonly Nature[];
  /** What each arm has kept in this comparison. */
  #shelves: Shelf[] = [];
  /** Whether a run has gone back to a checkpoint: it is behind the others until it has caught up. */
  #isBehind = false;
  readonly #said: { arm: number; message: FakeWorker['outbox'][number] }[] = [];

  constructor(comparison: Comparison, natures: readonly Nature[]) {
    this.#natures = natures;
    this.#shelves = natures.map(() => new Map());
    this.core = newLab(comparison, 'auto', true);
    this.do({ type: 'open' });
  }

  do(event: LabEvent): void {
    const { status } = this.core;
    const [core, commands] = decide(this.core, event);
    this.core = core;
    for (const command of commands) this.#obey(command);
    this.#check();
    if (status === 'pausing' && core.status === 'paused') this.#checkPause();
  }

  #obey(command: LabCommand): void {
    switch (command.type) {
      case 'dispose':
        this.workers.length = Math.min(this.workers.length, command.from);
        break;
      case 'start':
      case 'allow':
      case 'learning-rate':
      case 'kernel-scalings':
      case 'keep':
      case 'steps': {
        if (command.type === 'start')
          this.workers[command.arm] ??= new FakeWorker(
            this.#natures[command.arm]!,
            this.#shelves[command.arm]!,
          );
        this.workers[command.arm]?.inbox.push(command);
        break;
      }
      case 'new-records':
        this.records = command.configs.map(() => []);
        this.#isBehind = false;
        break;
      case 'cut': {
        const { step } = command.cut;
        this.records[command.arm] = this.records[command.arm]!.filter((recorded) => recorded <= step);
        this.#isBehind = true;
        break;
      }
      case 'archive':
        this.aside = this.records;
        break;
      case 'restore':
        this.records = this.aside!;
        this.aside = undefined;
        break;
      case 'forget':
        this.aside = undefined;
        break;
      case 'refuse': {
        const { findings, refusals } = this.core.knowledge;
        const knowledge = { findings, refusals: { ...refusals, [command.engine]: command.why } };
        this.do({ type: 'engines', knowledge });
        break;
      }
      case 'add-steps':
        this.records[command.arm]!.push(...command.steps.map(({ step }) => step));
        break;
    }
  }

  /** The page reads a worker's oldest message; `twice` as a message that comes once more later. */
  listen(arm: number, twice = false): boolean {
    const message = this.workers[arm]?.outbox.shift();
    if (!message) return false;
    if (twice) this.#said.push({ arm, message });
    this.do({ type: 'message', arm, message, at: 0 });
    return true;
  }

  /** The page is closed and opened again, and goes on with what was kept. */
  reopen(): void {
    const { comparison, asked, engineChoice, decision, arms, hollow, knowledge } = this.core;
    if (hollow) return;
    const kept = arms.map((arm) => ({
      checkpoints: arm.checkpoints,
      ...((arm.ended || arm.diverged) && { over: { step: arm.step, diverged: arm.diverged } }),
    }));
    this.workers = [];
    this.aside = undefined;
    this.core = newLab(presetComparison('article'), 'auto', true);
    this.do({ type: 'open' });
    this.do({ type: 'engines', knowledge });
    this.records = kept.map(({ checkpoints, over }) => {
      const length = over?.step ?? checkpoints.at(-1)?.step ?? 0;
      return Array.from({ length }, (_, i) => i + 1);
    });
    this.#isBehind = true;
    this.do({
      type: 'resume',
      kept: { comparison, asked, engineChoice, engine: decision.engine, arms: kept },
    });
  }

  /** A message that was heard before comes again. */
  repeat(): void {
    const old = this.#said.pop();
    if (old) this.do({ type: 'message', ...old, at: 0 });
  }

  /** All that is under way comes, and everybody works, until nothing happens any more. */
  settle(): void {
    for (let rounds = 0, busy = true; busy; rounds++) {
      if (rounds > 5_000) throw new Error(`No rest: ${this.core.status}`);
      busy = false;
      this.workers.forEach((worker, arm) => {
        const did = [worker.hear(), worker.work(), this.listen(arm)];
        busy ||= did.includes(true);
      });
    }
  }

  /** The loops of the present run, where their workers have heard of it. */
  get loops() {
    const { arms, hollow } = this.core;
    return this.workers.flatMap(({ loop }, arm) =>
      loop && loop.run === arms[arm]?.run && !hollow ? [{ arm, loop }] : [],
    );
  }

  /** What always holds. Plain comparisons, as this is done after every event of thousands of orders. */
  #check(): void {
    const { core, loops } = this;
    const demand = (holds: boolean, what: string) => {
      if (!holds) throw new Error(`${what} in ${JSON.stringify(core)}`);
    };
    const configs = comparisonRuns(core.comparison);
    demand(new Set(loops.map(({ loop }) => loop.engine)).size <= 1, 'Arms on several engines');
    for (const { arm, loop } of loops) {
      const { learningRate, kernelScalings } = configs[arm]!;
      const { step } = core.arms[arm]!;
      demand(loop.step <= core.granted, 'A step that was not granted');
      // So it is the same in all arms of one rate.
      const isAsSaid = loop.rates.every((rate, i) => rate === rateAt(learningRate, i + 1));
      demand(isAsSaid, 'Another rate than the configuration says');
      const scaled = kernelScalings.filter(({ afterStep }) => afterStep < loop.step);
      demand(
        kernelScalingsText(scaled) === kernelScalingsText(loop.scaled),
        'Kernels scaled otherwise than the configuration says',
      );
      demand(step <= loop.step, 'News of what did not happen');
      const isWhole = this.records[arm]!.every((recorded, i) => recorded === i + 1);
      demand(isWhole && this.records[arm]!.length === step, 'A record with gaps or repetitions');
    }
    // The records on the page are those of the runs on the page, also of runs that were brought back.
    const steps = this.records.map((record) => record.length).join();
    demand(steps === core.arms.map((arm) => arm.step).join(), 'Records of other runs');
    demand((this.aside === undefined) === (core.previous === undefined), 'Records put aside for nothing');
    if (this.aside && core.previous) {
      const kept = this.aside.map((record) => record.length).join();
      demand(kept === core.previous.arms.map((arm) => arm.step).join(), 'Other records put aside');
    }
    const training = loops.filter(({ arm, loop }) => isLive(core.arms[arm]!) && !loop.diverged);
    const made = training.map(({ loop }) => loop.step);
    if (made.length < 2 || this.#isBehind) return;
    const apart = Math.max(...made) - Math.min(...made);
    // An arm that has told nothing yet is thought to be slow; so no more is granted than the slowest of all allows.
    const slowest = Math.max(...training.map(({ arm }) => this.#natures[arm]!.milliseconds));
    const hasTold = training.every(({ arm }) => core.arms[arm]!.millisecondsPerStep !== undefined);
    demand(apart <= (hasTold ? leadOf(slowest) : LEAD), 'Runs too far apart');
    this.widest = Math.max(this.widest, apart);
  }

  /** A pause is over when all arms that go on stand at one step, in truth and in what the page knows. */
  #checkPause(): void {
    const { core, loops } = this;
    const resting = loops.filter(({ arm, loop }) => isLive(core.arms[arm]!) && !loop.diverged);
    const steps = resting.flatMap(({ arm, loop }) => [core.arms[arm]!.step, loop.step]);
    if (new Set(steps).size > 1) throw new Error(`A pause on several steps: ${steps}`);
  }
}

type Action = (world: World) => void;

const rate = fc.constantFrom(1e-4, 3e-4, 1e-3, 1e-2);
const arm = fc.nat({ max: 3 });
const always = (name: string, action: Action) => fc.constant(Object.assign(action, { toString: () => name }));
const made = <T>(name: string, value: fc.Arbitrary<T>, action: (world: World, value: T) => void) =>
  value.map((chosen) =>
    Object.assign((world: World) => action(world, chosen), {
      toString: () => `${name}(${JSON.stringify(chosen)})`,
    }),
  );
const change = (world: World, comparison: Comparison, setting: 'arms' | 'loss' | 'steps' | 'learningRate') =>
  world.do({ type: 'change', comparison, setting });

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 10, arbitrary: made('hear', arm, (world, i) => void world.workers[i]?.hear()) },
  { weight: 14, arbitrary: made('work', arm, (world, i) => void world.workers[i]?.work()) },
  {
    weight: 4,
    arbitrary: made('work as long as it may', arm, (world, i) => {
      const worker = world.workers[i];
      while (worker?.hear() || worker?.work());
    }),
  },
  { weight: 10, arbitrary: made('listen', arm, (world, i) => void world.listen(i)) },
  { weight: 2, arbitrary: made('listen twice', arm, (world, i) => void world.listen(i, true)) },
  { weight: 2, arbitrary: always('repeat', (world) => world.repeat()) },
  { weight: 1, arbitrary: always('settle', (world) => world.settle()) },
  { weight: 4, arbitrary: always('run', (world) => world.do({ type: 'run' })) },
  { weight: 3, arbitrary: always('pause', (world) => world.do({ type: 'pause' })) },
  { weight: 2, arbitrary: always('step', (world) => world.do({ type: 'step' })) },
  { weight: 1, arbitrary: always('reset', (world) => world.do({ type: 'reset' })) },
  { weight: 1, arbitrary: always('undo', (world) => world.do({ type: 'undo' })) },
  { weight: 1, arbitrary: always('reconnect', (world) => world.do({ type: 'reconnect' })) },
  {
    weight: 1,
    arbitrary: made('engine', fc.constantFrom('auto', 'cpu', 'webgl'), (world, choice) =>
      world.do({ type: 'engine', choice }),
    ),
  },
  {
    weight: 2,
    arbitrary: made('WebGL’s milliseconds', fc.constantFrom(6, 600), (world, milliseconds) =>
      world.do({ type: 'engines', knowledge: timed(milliseconds) }),
    ),
  },
  { weight: 1, arbitrary: made('refuse', arm, (world, i) => world.workers[i]?.refuse()) },
  { weight: 4, arbitrary: made('rate', rate, (world, value) => world.do({ type: 'rate', value })) },
  { weight: 1, arbitrary: always('scale', (world) => world.do({ type: 'scale', factor: 10 })) },
  {
    weight: 1,
    arbitrary: made('rate of an arm', fc.tuple(arm, rate), (world, [i, value]) => {
      if (i < world.core.arms.length) world.do({ type: 'rate', value, arm: i });
    }),
  },
  {
    weight: 2,
    arbitrary: made('steps', fc.integer({ min: 1, max: 3 * STEPS }), (world, steps) =>
      change(world, withShared(world.core.comparison, { steps }), 'steps'),
    ),
  },
  {
    weight: 1,
    arbitrary: always('loss', (world) =>
      change(world, withShared(world.core.comparison, { loss: 'sum-log' }), 'loss'),
    ),
  },
  {
    weight: 1,
    arbitrary: made('show', rate, (world, learningRate) =>
      world.do({ type: 'show', comparison: small({ learningRate }) }),
    ),
  },
  {
    weight: 1,
    arbitrary: always('one arm more', (world) => change(world, addArm(world.core.comparison, {}), 'arms')),
  },
  {
    weight: 1,
    arbitrary: always('one arm less', (world) => change(world, removeArm(world.core.comparison, 0), 'arms')),
  },
  {
    weight: 1,
    arbitrary: made('own rate', rate, (world, learningRate) =>
      change(world, withArm(world.core.comparison, 0, { learningRate }), 'learningRate'),
    ),
  },
  { weight: 1, arbitrary: always('reopen', (world) => world.reopen()) },
  { weight: 2, arbitrary: made('keep', arm, (world, i) => world.workers[i]?.keep()) },
  { weight: 1, arbitrary: always('keep all', (world) => world.do({ type: 'keep' })) },
  { weight: 1, arbitrary: made('fail', arm, (world, i) => world.workers[i]?.fail()) },
  { weight: 1, arbitrary: made('data', fc.boolean(), (world, ready) => world.do({ type: 'data', ready })) },
);

/** Much happens between two looks at a fast run. */
const burst: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: made('work as long as it may', fc.nat({ max: 1 }), (world, i) => {
      while (world.workers[i]!.hear() || world.workers[i]!.work());
    }),
  },
  {
    weight: 6,
    arbitrary: made('listen to all', fc.nat({ max: 1 }), (world, i) => {
      while (world.listen(i));
    }),
  },
  { weight: 3, arbitrary: always('run', (world) => world.do({ type: 'run' })) },
  { weight: 1, arbitrary: always('pause', (world) => world.do({ type: 'pause' })) },
  { weight: 2, arbitrary: made('rate', rate, (world, value) => world.do({ type: 'rate', value })) },
);

const milliseconds = fc.constantFrom(5, 20, 300);
/** Workers of one speed, as they mostly are, or of several. */
const natures: fc.Arbitrary<Nature[]> = fc
  .record({
    all: fc.option(milliseconds, { freq: 3 }),
    each: fc.array(
      fc.record({
        milliseconds,
        nanAt: fc.constantFrom(3, 19, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
        batch: fc.constantFrom(1, 1, 4),
      }),
      { minLength: 4, maxLength: 4 },
    ),
  })
  .map(({ all, each }) => each.map((nature) => ({ ...nature, milliseconds: all ?? nature.milliseconds })));
const orders = fc.array(action, { minLength: 20, maxLength: 160 });

describe('in any order of actions and messages', { timeout: 60_000 }, () => {
  test('arms stay in step, train what their configurations say, pause on one step, and come to rest', () => {
    fc.assert(
      fc.property(natures, orders, (nature, actions) => {
        const world = new World(small(), nature);
        for (const act of actions) act(world);
        world.do({ type: 'data', ready: true });
        world.settle();
        const { status, arms } = world.core;
        expect(['idle', 'paused', 'finished'], JSON.stringify(world.core)).toContain(status);
        if (status === 'finished')
          for (const { step, diverged, problem } of arms)
            if (!diverged && !problem) expect(step).toBe(world.core.comparison.shared.steps);
      }),
      { numRuns: 2_000 },
    );
  });

  test('fast workers are let further apart, and still pause on one step and train one rate', () => {
    let widest = 0;
    const fast = Array<Nature>(4).fill({ milliseconds: 5, nanAt: Number.POSITIVE_INFINITY, batch: 4 });
    fc.assert(
      fc.property(fc.array(burst, { minLength: 20, maxLength: 60 }), (actions) => {
        const world = new World(small({ steps: 500 }), fast);
        world.settle();
        for (const act of actions) act(world);
        widest = Math.max(widest, world.widest);
      }),
      { numRuns: 500 },
    );
    // Or the check of their distance would prove nothing.
    expect(widest).toBeGreaterThan(LEAD);
  });

  test('a run that is asked for after all of it comes to its end', () => {
    fc.assert(
      fc.property(natures, orders, (nature, actions) => {
        const world = new World(small(), nature);
        for (const act of actions) act(world);
        world.do({ type: 'data', ready: true });
        world.do({ type: 'pause' });
        world.settle();
        world.do({ type: 'run' });
        world.settle();
        expect(world.core.status).toBe('finished');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('one after the other', () => {
  const slow = Array(4).fill({ milliseconds: 300, nanAt: Number.POSITIVE_INFINITY, batch: 1 });
  const running = (comparison = small()) => {
    const world = new World(comparison, slow);
    world.settle();
    world.do({ type: 'run' });
    return world;
  };

  test('a pause while a message is under way ends all arms on one step', () => {
    const world = running();
    const [a] = world.workers as [FakeWorker, FakeWorker];
    // A has made both steps that were granted, and the page has heard of none.
    while (a.hear() || a.work());
    world.do({ type: 'pause' });
    world.settle();
    expect(world.core.status).toBe('paused');
    expect(world.workers.map(({ loop }) => loop!.step)).toEqual([LEAD, LEAD]);
  });

  test('a rate that is moved is a change of the schedule, from the first step that nobody can have begun', () => {
    const world = running();
    const [a] = world.workers as [FakeWorker, FakeWorker];
    while (a.hear() || a.work());
    world.do({ type: 'rate', value: 1e-4 });
    world.settle();
    const schedule = { first: 1e-3, changes: [{ fromStep: LEAD + 1, value: 1e-4 }] };
    expect(world.core.comparison.shared.learningRate).toEqual(schedule);
    for (const { loop } of world.workers) expect(loop!.rates.slice(0, 4)).toEqual([1e-3, 1e-3, 1e-4, 1e-4]);
  });

  test('a reset begins with the rate that was moved to, and without the way there', () => {
    const world = running();
    world.do({ type: 'rate', value: 1e-4 });
    world.do({ type: 'reset' });
    expect(world.core.comparison.shared.learningRate).toBe(1e-4);
  });

  test('kernels are multiplied in all arms before the same step, and in no run that comes after', () => {
    const world = running();
    const [a] = world.workers as [FakeWorker, FakeWorker];
    while (a.hear() || a.work());
    world.do({ type: 'scale', factor: 10 });
    world.settle();
    const scalings = [{ afterStep: LEAD, factor: 10 }];
    expect(world.core.comparison.shared.kernelScalings).toEqual(scalings);
    for (const { loop } of world.workers) expect(loop!.scaled).toEqual(scalings);
    world.do({ type: 'scale', factor: 10 });
    expect(world.core.comparison.shared.kernelScalings).toEqual(scalings);
    world.do({ type: 'reset' });
    expect(world.core.comparison.shared.kernelScalings).toEqual([]);
  });

  test('kernels that were multiplied by hand are forgotten though other settings were changed since', () => {
    const world = running();
    const [a] = world.workers as [FakeWorker, FakeWorker];
    while (a.hear() || a.work());
    world.do({ type: 'scale', factor: 10 });
    world.do({
      type: 'change',
      comparison: withShared(world.core.comparison, { steps: STEPS + 5 }),
      setting: 'steps',
    });
    expect(world.core.comparison.shared.kernelScalings).toHaveLength(1);
    world.do({ type: 'reset' });
    expect(world.core.comparison.shared.kernelScalings).toEqual([]);
  });

  test('kernels that are to be multiplied by the configuration are so in each run', () => {
    const kernelScalings = [{ afterStep: 4, factor: 10 }];
    const world = running(small({ kernelScalings }));
    world.settle();
    expect(world.workers[0]!.loop!.scaled).toEqual(kernelScalings);
    world.do({ type: 'reset' });
    expect(world.core.comparison.shared.kernelScalings).toEqual(kernelScalings);
  });

  test('what was multiplied and divided before anybody began a step, was not', () => {
    const world = running();
    world.do({ type: 'scale', factor: 10 });
    world.do({ type: 'scale', factor: 0.1 });
    expect(world.core.comparison.shared.kernelScalings).toEqual([]);
  });

  test('a reset keeps a schedule that was asked for', () => {
    const learningRate = { first: 1e-3, changes: [{ fromStep: 6, value: 1e-4 }] };
    const world = running(small({ learningRate }));
    world.settle();
    expect(world.workers[0]!.loop!.rates).toEqual([...Array(5).fill(1e-3), ...Array(STEPS - 5).fill(1e-4)]);
    world.do({ type: 'reset' });
    expect(world.core.comparison.shared.learningRate).toEqual(learningRate);
  });

  test('what was asked for stays, whatever was moved beside it', () => {
    const schedule = { first: 1e-3, changes: [{ fromStep: 20, value: 1e-4 }] };
    const world = running(withArm(small(), 1, { learningRate: schedule }));
    world.do({ type: 'rate', value: 1e-2 });
    world.do({ type: 'reset' });
    expect(world.core.comparison.shared.learningRate).toBe(1e-2);
    expect(world.core.comparison.arms[1]!.learningRate).toEqual(schedule);
  });

  test('an arm can be given the rate that the shared one has, and keeps it when that is moved', () => {
    const world = new World(small(), slow);
    world.do({ type: 'rate', value: 1e-3, arm: 0 });
    expect(world.core.comparison.arms[0]!.learningRate).toBe(1e-3);
    world.do({ type: 'rate', value: 1e-2 });
    expect(comparisonRuns(world.core.comparison).map(({ learningRate }) => learningRate)).toEqual([
      1e-3, 1e-2,
    ]);
  });

  test('a schedule is replaced by the rate that it begins with', () => {
    const world = new World(
      small({ learningRate: { first: 1e-3, changes: [{ fromStep: 6, value: 1e-4 }] } }),
      slow,
    );
    world.do({ type: 'rate', value: 1e-3 });
    expect(world.core.comparison.shared.learningRate).toBe(1e-3);
  });

  test('a schedule that is full is left as it is, and the run goes on', () => {
    const world = running(small({ steps: 5_000 }));
    for (let i = 0; i <= MOST_CHANGES + 5; i++) {
      while (world.workers.some((worker) => worker.hear() || worker.work()));
      while (world.workers.some((_, i) => world.listen(i)));
      world.do({ type: 'rate', value: i % 2 ? 1e-3 : 1e-4 });
    }
    expect(world.core).toMatchObject({ status: 'running', isFull: true, run: 1 });
    world.do({ type: 'reset' });
    expect(world.core.isFull).toBe(false);
  });

  test('a single step waits for the look that is due after it', () => {
    const world = running(small({ evaluationInterval: 1 }));
    world.do({ type: 'pause' });
    world.settle();
    const { step } = world.core.arms[0]!;
    world.do({ type: 'step' });
    while (world.core.arms.some((arm) => arm.step <= step || arm.evaluating === undefined)) {
      for (const worker of world.workers) worker.hear() || worker.work();
      for (const arm of [0, 1]) world.listen(arm);
    }
    expect(world.core.arms.map((arm) => arm.step)).toEqual([step + 1, step + 1]);
    expect(world.core.status).toBe('running');
    world.settle();
    expect(world.core.status).toBe('paused');
  });

  test('runs that came to nothing do not take the place of finished ones', () => {
    const world = running();
    world.settle();
    world.do({ type: 'run' });
    world.settle();
    world.do({ type: 'run' });
    for (const worker of world.workers) while (worker.hear());
    // As often as a worker is replaced, and once more.
    for (const arm of world.workers.keys())
      for (let i = 0; i < 3; i++) {
        while (world.workers[arm]!.hear());
        world.workers[arm]!.fail();
        while (world.listen(arm));
      }
    expect(world.core).toMatchObject({ status: 'finished', previous: { comparison: small() } });
    world.do({ type: 'undo' });
    expect(world.core.arms.map((arm) => arm.step)).toEqual([STEPS, STEPS]);
  });

  test('a reset is meant: it leaves no ghosts', () => {
    const world = running();
    world.settle();
    world.do({ type: 'reset' });
    expect(world.core.previous).toBeUndefined();
    world.do({ type: 'run' });
    world.settle();
    world.do({ type: 'run' });
    expect(world.core.previous).toBeDefined();
    world.do({ type: 'reset' });
    expect(world.core.previous).toBeUndefined();
  });

  test('a single step to the end stays one, when the end is moved', () => {
    const world = running(small({ steps: 3 }));
    world.do({ type: 'pause' });
    world.settle();
    world.do({ type: 'step' });
    world.do({ type: 'change', comparison: small({ steps: 20 }), setting: 'steps' });
    world.settle();
    expect(world.core).toMatchObject({ status: 'paused', granted: 3 });
  });

  test('another comparison is opened with its own rate, whatever was moved in the runs before', () => {
    const world = running();
    world.do({ type: 'rate', value: 1e-4 });
    world.do({ type: 'show', comparison: small({ learningRate: 1e-2 }) });
    expect(world.core).toMatchObject({
      status: 'idle',
      granted: 0,
      comparison: small({ learningRate: 1e-2 }),
    });
    expect(world.records).toEqual([[], []]);
  });

  test('finished runs are kept until the next have ended, and can be brought back', () => {
    const world = running();
    world.settle();
    expect(world.core.status).toBe('finished');
    world.do({ type: 'change', comparison: small({ loss: 'sum-log' }), setting: 'loss' });
    expect(world.core).toMatchObject({ status: 'idle', previous: { comparison: small() } });
    world.do({ type: 'run' });
    world.do({ type: 'undo' });
    world.settle();
    expect(world.core).toMatchObject({ status: 'finished', comparison: small(), hollow: true });
    expect(world.core.arms.map(({ step }) => step)).toEqual([STEPS, STEPS]);
    world.do({ type: 'run' });
    world.settle();
    expect(world.core.status).toBe('finished');
    expect(world.core.previous).toBeUndefined();
  });

  test('unfinished runs are not kept', () => {
    const world = running();
    world.do({ type: 'reset' });
    expect(world.core.previous).toBeUndefined();
  });

  test('when one arm breaks the others can be paused, go on, and finish', () => {
    const world = running();
    world.workers[0]!.fail();
    world.listen(0);
    world.do({ type: 'pause' });
    world.settle();
    expect(world.core.status).toBe('paused');
    world.do({ type: 'run' });
    world.settle();
    expect(world.core.status).toBe('finished');
    expect(world.core.arms[1]!.step).toBe(STEPS);
  });

  test('networks that nobody has used give way to the engine that turns out to be the fastest, in all arms', () => {
    const world = new World(small(), slow);
    world.settle();
    expect(world.core.engine).toMatchObject({ engine: processor, reason: 'measuring' });
    world.do({ type: 'engines', knowledge: timed(6) });
    world.settle();
    expect(world.core).toMatchObject({ status: 'idle', engine: { engine: 'webgl', reason: 'fastest' } });
    expect(world.loops.map(({ loop }) => loop.engine)).toEqual(['webgl', 'webgl']);
    expect(world.core.restart).toBeUndefined();
  });

  test('a run keeps its engine, and the next one gets the fastest', () => {
    const world = running();
    world.do({ type: 'engines', knowledge: timed(6) });
    world.settle();
    expect(world.core).toMatchObject({ status: 'finished', engine: { engine: processor } });
    expect(world.loops.map(({ loop }) => loop.engine)).toEqual([processor, processor]);
    world.do({ type: 'run' });
    world.settle();
    expect(world.loops.map(({ loop }) => loop.engine)).toEqual(['webgl', 'webgl']);
  });

  test('so does a run that waits for its networks, and one that is paused', () => {
    const world = new World(small(), slow);
    world.do({ type: 'run' });
    world.do({ type: 'engines', knowledge: timed(6) });
    expect(world.core.run).toBe(1);
    world.do({ type: 'pause' });
    world.settle();
    world.do({ type: 'step' });
    world.settle();
    world.do({ type: 'engines', knowledge: timed(7) });
    expect(world.core).toMatchObject({ run: 1, status: 'paused', engine: { engine: processor } });
  });

  test('what was measured is the reason for an engine that trains already', () => {
    const world = running();
    world.do({ type: 'engines', knowledge: timed(600) });
    expect(world.core.engine).toMatchObject({ engine: processor, reason: 'fastest' });
  });

  test('where one arm’s engine does not start, all arms get another, and train as far as they were asked to', () => {
    const world = new World(small(), slow);
    world.do({ type: 'engine', choice: 'webgl' });
    const [a, b] = world.workers as [FakeWorker, FakeWorker];
    for (const worker of [a, b]) while (worker.hear());
    world.do({ type: 'step' });
    b.refuse();
    world.settle();
    expect(world.core).toMatchObject({ status: 'paused', granted: 1 });
    expect(world.core.engine).toMatchObject({ engine: 'webgl-ops', reason: 'kernels-failed' });
    expect(world.loops.map(({ loop }) => loop.engine)).toEqual(['webgl-ops', 'webgl-ops']);
  });

  test('three arms advance together', () => {
    const world = running(addArm(small(), { learningRate: 1e-4 }));
    world.settle();
    expect(world.workers.map(({ loop }) => loop!.rates[0])).toEqual([1e-3, 1e-3, 1e-4]);
    expect(world.core.arms.map(({ step }) => step)).toEqual([STEPS, STEPS, STEPS]);
  });

  test('steps that are given up end the runs no earlier than where they may be', () => {
    const world = running();
    world.do({ type: 'change', comparison: small({ steps: 1 }), setting: 'steps' });
    world.settle();
    expect(world.core).toMatchObject({ status: 'finished', comparison: { shared: { steps: LEAD } } });
  });
});
