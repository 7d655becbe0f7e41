/** The queue's decisions under every order of visitor actions and worker messages that a random search finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configKey, type RunConfig } from '../../domain/config.ts';
import { reproductionRuns } from '../../domain/experiments.ts';
import { automaticEngines, type EngineName, engineNames } from '../../engine/catalogue.ts';
import type { Findings, Knowledge } from '../../engine/findings.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import { decideQueue } from './core.ts';
import {
  isIdle,
  isStuck,
  jobsOf,
  newQueue,
  type QueueCommand,
  type QueueCore,
  type QueueEvent,
} from './model.ts';

/** More than it takes to have recovered from failures. */
const STEPS = 45;
/** Steps that a worker tells of together. */
const BATCH = 5;
const configs = (seeds: number, learningRate = 1e-3): RunConfig[] =>
  reproductionRuns('article', { learningRate, arm: 'none' }, { seeds, steps: STEPS });

/** What a measurement may find: the processor's engines take 80 ms a step. */
function timed(webgl: number): Knowledge {
  const findings: Findings = { webgl: { outcome: 'right', milliseconds: webgl } };
  for (const name of automaticEngines('processor')) findings[name] = { outcome: 'right', milliseconds: 80 };
  return { findings, refusals: {} };
}

/** Keys are made of whole configurations, which is too slow to be done again after every event. */
const keys = new WeakMap<RunConfig, string>();
function keyOf(config: RunConfig): string {
  const key = keys.get(config) ?? configKey(config);
  keys.set(config, key);
  return key;
}

/** A network whose every step depends on all steps before it, as those of real ones do. */
const train = (network: number, { seed }: RunConfig, step: number) =>
  Math.imul(network ^ (seed * 7919 + step), 0x01000193) >>> 0;

/** The losses of a run that nobody has interrupted. */
function whole(config: RunConfig): number[] {
  let network = 0;
  return Array.from({ length: config.steps }, (_, i) => {
    network = train(network, config, i + 1);
    return network;
  });
}

interface Worker {
  run: number;
  engine: EngineName;
  config: RunConfig;
  paused: boolean;
  step: number;
  network: number;
  outbox: FromWorker[];
  /** It has failed: whatever is left of it says nothing more. */
  isDead: boolean;
}

type Cause = 'engine-failed' | 'context-lost';

/** A queue with workers whose messages wait for their turn. */
class World {
  core: QueueCore = newQueue('auto', 2);
  workers: (Worker | undefined)[] = [];
  /** Losses in the records of runs that are not over. */
  records = new Map<string, number[]>();
  /** Checkpoints by run and step, as storage has them: they outlive workers and pages. */
  readonly shelf = new Map<string, Map<number, { network: number; engine: EngineName }>>();
  results: string[] = [];
  measurement: number | undefined;
  /** A measurement whose worker lost the data says nothing any more. */
  isMute = false;
  /** Milliseconds of the page's clock. */
  now = 0;
  /** How often a run went on from a checkpoint, and how often one was given up. */
  resumed = 0;
  givenUp = 0;
  /** Failures of a run's workers in a row, and how far it was. */
  readonly #setbacks = new Map<string, { count: number; step: number }>();
  readonly #refused = new Set<EngineName>();
  #old: { slot: number; message: FromWorker }[] = [];

  do(event: QueueEvent): void {
    const [core, commands] = decideQueue(this.core, event);
    this.core = core;
    for (const engine of engineNames) if (core.knowledge.refusals[engine]) this.#refused.add(engine);
    for (const command of commands) this.#obey(command);
    const trained = core.slots.filter((job, i) => job && this.workers[i]?.paused === false);
    if ((core.held || core.paused) && trained.length > 0) throw new Error('It trains while it is held');
    if (core.slots.length > 2) throw new Error('More workers than the machine has room for');
    const { wanted } = this;
    if (new Set(wanted).size < wanted.length) throw new Error('A run is trained twice');
    for (const key of this.records.keys())
      if (!wanted.includes(key)) throw new Error('A record of a run that nobody trains');
  }

  /** Runs that are to be trained. */
  get wanted(): string[] {
    return [...this.core.pending, ...jobsOf(this.core)].map(({ config }) => keyOf(config));
  }

  #obey(command: QueueCommand): void {
    if (command.type === 'start') this.#start(command);
    else if (command.type === 'allow') {
      const worker = this.workers[command.slot];
      if (worker?.run === command.run) worker.paused = command.paused;
    } else if (command.type === 'dispose-all') this.workers = [];
    else if (command.type === 'dispose') this.workers[command.slot] = undefined;
    else if (command.type === 'keep') this.keep(command.slot);
    else if (command.type === 'add-steps') {
      const record = this.records.get(keyOf(this.core.slots[command.slot]!.config))!;
      for (const { step, loss } of command.steps) {
        if (step !== record.length + 1) throw new Error('A record with gaps or repetitions');
        record.push(loss);
      }
    } else if (command.type === 'refuse') {
      const { findings, refusals } = this.core.knowledge;
      const knowledge = { findings, refusals: { ...refusals, [command.engine]: command.why } };
      this.do({ type: 'engines', knowledge });
    } else if (command.type === 'over') {
      const { config } = command.job;
      const key = keyOf(config);
      if (command.problem) this.givenUp++;
      else {
        this.results.push(key);
        expect(this.records.get(key)).toEqual(whole(config));
      }
      this.records.delete(key);
    } else if (command.type === 'leave') {
      const left = command.runs.map(({ config }) => keyOf(config));
      for (const key of this.records.keys())
        if (!left.includes(key)) throw new Error('A record that nobody takes leave of');
      this.records.clear();
    } else if (command.type === 'forget-results') this.results = [];
    else if (command.type === 'measure') {
      this.measurement = command.measurement;
      this.isMute = false;
    } else if (command.type === 'stop-measuring') this.measurement = undefined;
  }

  #start({ slot, run, engine, config, from }: Extract<QueueCommand, { type: 'start' }>): void {
    const key = keyOf(config);
    this.records.set(key, (this.records.get(key) ?? []).slice(0, from?.step ?? 0));
    const before = this.workers[slot];
    // What the worker has still to say of the run before is heard first.
    const outbox = before && !before.isDead ? before.outbox : [];
    const worker: Worker = { run, engine, config, paused: true, step: 0, network: 0, outbox, isDead: false };
    this.workers[slot] = worker;
    const saved = from && this.shelf.get(key)?.get(from.step);
    if (from && !saved) {
      this.#die(worker, { code: 'checkpoint-missing', values: {} });
      return;
    }
    if (saved) {
      this.resumed++;
      if (saved.engine !== engine && !this.#refused.has(saved.engine))
        throw new Error('A run goes on with another engine for no reason');
      worker.step = from.step;
      worker.network = saved.network;
    }
    outbox.push({ type: 'ready', run, engine, warmUp: 1 });
  }

  work(slot: number): boolean {
    const worker = this.workers[slot];
    if (!worker || worker.isDead || worker.paused || worker.step > STEPS) return false;
    const { run, config } = worker;
    const steps = Array.from({ length: Math.min(BATCH, STEPS - worker.step) }, () => {
      worker.step++;
      worker.network = train(worker.network, config, worker.step);
      const { step, network: loss } = worker;
      return { step, loss, correct: 1, count: 50, saturation: 0.5, milliseconds: 1 };
    });
    if (steps.length > 0) worker.outbox.push({ type: 'trained', run, steps });
    else {
      worker.step++;
      worker.outbox.push({ type: 'finished', run, step: STEPS });
    }
    return true;
  }

  /** Takes a checkpoint; the two newest stay, and none that is of another life of the run. */
  keep(slot: number): void {
    const worker = this.workers[slot];
    if (!worker || worker.isDead || worker.step === 0 || worker.step > STEPS) return;
    const { run, step, network, engine, config } = worker;
    const shelf = this.shelf.get(keyOf(config)) ?? new Map();
    this.shelf.set(keyOf(config), shelf);
    shelf.set(step, { network, engine });
    const steps = [...shelf.keys()].sort((a, b) => a - b);
    const kept = steps.filter((one) => one <= step).slice(-2);
    for (const one of steps) if (!kept.includes(one)) shelf.delete(one);
    worker.outbox.push({ type: 'kept', run, place: { step, scaledAt: -1 } });
  }

  fail(slot: number, code: Cause): void {
    const worker = this.workers[slot];
    if (!worker || worker.isDead) return;
    this.#die(
      worker,
      code === 'context-lost' ? { code, values: {} } : { code, values: { reason: 'out of memory' } },
    );
  }

  #die(worker: Worker, problem: WorkerProblem): void {
    worker.isDead = true;
    worker.outbox.push({ type: 'failed', run: worker.run, problem });
  }

  /** The engine does not start, if it has not yet. */
  refuse(slot: number): void {
    const worker = this.workers[slot];
    if (worker?.engine !== 'webgl' || worker.outbox[0]?.type !== 'ready') return;
    worker.outbox = [{ type: 'refused', run: worker.run, engine: 'webgl', why: 'kernels-failed' }];
    worker.isDead = true;
  }

  listen(slot: number, again = false): boolean {
    const message = this.workers[slot]?.outbox.shift();
    if (!message) return false;
    if (again) this.#old.push({ slot, message });
    const job = this.core.slots[slot];
    const isFailure = message.type === 'failed' && job?.run === message.run;
    const isLast = isFailure && this.#isThirdInARow(keyOf(job.config), job.step);
    this.do({ type: 'message', slot, message, at: this.now });
    if (isFailure) expect(this.core.failures.has(keyOf(job.config))).toBe(isLast);
    return true;
  }

  /** Whether a run has failed now for the third time without having come twenty steps further. */
  #isThirdInARow(key: string, step: number): boolean {
    const before = this.#setbacks.get(key);
    const isFurther = !before || step >= before.step + 20;
    const now = isFurther
      ? { count: 1, step }
      : { count: before.count + 1, step: Math.max(step, before.step) };
    this.#setbacks.set(key, now);
    if (now.count < 3) return false;
    this.#setbacks.delete(key);
    return true;
  }

  repeat(): void {
    const old = this.#old.pop();
    if (old) this.do({ type: 'message', ...old, at: this.now });
  }

  /** What is wanted is dropped: asked for again, it begins with nothing against it. */
  drop(event: QueueEvent): void {
    this.do(event);
    if (isIdle(this.core)) this.#setbacks.clear();
  }

  /** The page is closed and opened again, and goes on with what was kept. */
  reopen(): void {
    const { measured, knowledge, engine } = this.core;
    const wanted = [...jobsOf(this.core), ...this.core.pending];
    const begun = wanted.filter(({ config, checkpoints }) => {
      const place = checkpoints.at(-1);
      return place !== undefined && this.shelf.get(keyOf(config))?.has(place.step);
    });
    const records = begun.map(({ config }) => [keyOf(config), this.records.get(keyOf(config))!] as const);
    this.workers = [];
    this.measurement = undefined;
    this.core = newQueue(engine, 2);
    this.#setbacks.clear();
    this.records.clear();
    this.#old = [];
    this.core = decideQueue(this.core, { type: 'engines', knowledge })[0];
    this.do({ type: 'restore', measured: [...measured] });
    this.records = new Map(records);
    const places = begun.map(({ config, checkpoints, engine: own }) => ({
      config,
      checkpoints,
      ...(own && { engine: own }),
    }));
    this.do({ type: 'add', configs: wanted.map(({ config }) => config), begun: places });
  }

  settle(): void {
    for (let busy = true; busy; ) {
      busy = false;
      for (const slot of [0, 1]) busy = [this.work(slot), this.listen(slot)].includes(true) || busy;
      if (this.measurement !== undefined && !this.isMute) {
        this.do({ type: 'measured', measurement: this.measurement, ok: true });
        this.measurement = undefined;
        busy = true;
      }
      // As a visitor does.
      if (isStuck(this.core)) {
        this.do({ type: 'resume' });
        busy = true;
      }
    }
  }
}

const slot = fc.constantFrom(0, 1);
const events: fc.Arbitrary<(world: World) => void> = fc.oneof(
  { weight: 8, arbitrary: slot.map((i) => (world: World) => void world.work(i)) },
  { weight: 8, arbitrary: slot.map((i) => (world: World) => void world.listen(i)) },
  { weight: 2, arbitrary: slot.map((i) => (world: World) => void world.listen(i, true)) },
  { weight: 2, arbitrary: fc.constant((world: World) => world.repeat()) },
  {
    weight: 2,
    arbitrary: fc.tuple(slot, fc.constantFrom<Cause>('engine-failed', 'context-lost')).map(
      ([i, cause]) =>
        (world: World) =>
          world.fail(i, cause),
    ),
  },
  {
    weight: 12,
    arbitrary: slot.map((i) => (world: World) => {
      while (world.listen(i));
      world.work(i);
      world.keep(i);
    }),
  },
  {
    weight: 1,
    arbitrary: slot.map((i) => (world: World) => {
      for (let time = 0; time < 3; time++) {
        world.fail(i, 'engine-failed');
        while (world.listen(i));
      }
    }),
  },
  { weight: 1, arbitrary: fc.constant((world: World) => world.do({ type: 'keep' })) },
  { weight: 1, arbitrary: fc.constant((world: World) => world.reopen()) },
  { weight: 1, arbitrary: fc.constant((world: World) => world.shelf.clear()) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1_000, 70_000).map((milliseconds) => (world: World) => {
      world.now += milliseconds;
    }),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(1e-3, 1e-4)).map(
      ([seeds, rate]) =>
        (world: World) =>
          world.do({ type: 'add', configs: configs(seeds, rate) }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(true, false, false)
      .map((held) => (world: World) => world.do({ type: 'hold', held })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom<'pause' | 'resume' | 'cancel' | 'measure'>(
        'pause',
        'resume',
        'resume',
        'measure',
        'cancel',
      )
      .map((type) => (world: World) => world.drop({ type })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('auto' as const, 'webgl' as const, 'cpu' as const)
      .map((choice) => (world: World) => world.drop({ type: 'engine', choice })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(6, 600)
      .map((webgl) => (world: World) => world.do({ type: 'engines', knowledge: timed(webgl) })),
  },
  { weight: 2, arbitrary: slot.map((i) => (world: World) => world.refuse(i)) },
  {
    weight: 1,
    arbitrary: fc.constant((world: World) => {
      world.isMute = true;
      world.do({ type: 'reconnect' });
    }),
  },
);

test('in any order of actions, messages and failures each run ends once, with the numbers of one that nobody interrupted, or is said to have failed', {
  timeout: 60_000,
}, () => {
  let resumed = 0;
  let givenUp = 0;
  fc.assert(
    fc.property(fc.array(events, { minLength: 40, maxLength: 120, size: 'max' }), (actions) => {
      const world = new World();
      for (const act of actions) act(world);
      world.do({ type: 'measure' });
      world.do({ type: 'hold', held: false });
      world.do({ type: 'resume' });
      const { wanted } = world;
      world.settle();
      expect(isIdle(world.core)).toBe(true);
      for (const key of wanted) expect(world.core.measured.has(key)).not.toBe(world.core.failures.has(key));
      expect(new Set(world.results).size).toBe(world.results.length);
      expect(new Set(world.results)).toEqual(world.core.measured);
      expect(world.records.size).toBe(0);
      expect(world.core.measuring).toBe('known');
      resumed += world.resumed;
      givenUp += world.givenUp;
    }),
    { numRuns: 2_000 },
  );
  // Or nothing would be proved of either.
  expect(resumed).toBeGreaterThan(500);
  expect(givenUp).toBeGreaterThan(100);
});

test('where no worker comes to life the queue waits after two runs, and goes on with the others when it is told to', () => {
  const world = new World();
  /** No worker says that its network is ready. */
  const stillborn = () => {
    for (let busy = true; busy; ) {
      busy = false;
      for (const [i, worker] of world.workers.entries()) {
        if (!worker || worker.isDead) continue;
        worker.outbox = [];
        world.fail(i, 'engine-failed');
        busy = world.listen(i);
      }
    }
  };
  world.do({ type: 'add', configs: configs(6) });
  stillborn();
  expect(isStuck(world.core)).toBe(true);
  expect([world.core.failures.size, world.wanted.length]).toEqual([2, 4]);
  // Others are tried again, and as few.
  world.do({ type: 'resume' });
  stillborn();
  expect(isStuck(world.core)).toBe(true);
  expect([world.core.failures.size, world.wanted.length]).toEqual([4, 2]);
  // One that begins says that it lies with single runs.
  world.do({ type: 'resume' });
  world.listen(0);
  expect(world.core.neverReady).toBe(0);
  world.settle();
  expect([world.core.measured.size, world.core.failures.size]).toEqual([2, 4]);
  expect(isIdle(world.core)).toBe(true);
  // The last of a queue has nobody to wait for.
  world.do({ type: 'add', configs: configs(2) });
  stillborn();
  expect([isIdle(world.core), world.core.paused]).toEqual([true, false]);
});

test('all runs of a batch of work get one engine, and the next batch what was found meanwhile', () => {
  const world = new World();
  const engines = () => world.workers.map((worker) => worker?.engine);
  world.do({ type: 'add', configs: configs(3) });
  const [first] = engines();
  expect(automaticEngines('processor')).toContain(first);
  world.do({ type: 'engines', knowledge: timed(6) });
  world.listen(0);
  expect(engines()).toEqual([first, first]);
  world.settle();
  world.do({ type: 'add', configs: configs(3, 1e-4) });
  expect(engines()).toEqual(['webgl']);
});

test('a run whose engine does not start begins once more on another', () => {
  const world = new World();
  world.do({ type: 'engines', knowledge: timed(6) });
  world.do({ type: 'add', configs: configs(2) });
  world.refuse(0);
  world.listen(0);
  expect(world.core.knowledge.refusals).toEqual({ webgl: 'kernels-failed' });
  expect(automaticEngines('processor')).toContain(world.workers[0]!.engine);
  world.settle();
  expect(world.core.measured.size).toBe(2);
});

test('the speed of the machine is measured with the engine that will train', () => {
  const world = new World();
  world.do({ type: 'measure' });
  world.settle();
  expect(world.core.measuring).toBe('known');
  world.do({ type: 'engines', knowledge: timed(600) });
  expect(world.core.measuring).toBe('known');
  world.do({ type: 'engines', knowledge: timed(6) });
  expect(world.core.measuring).toBe('running');
});

/** Two runs under way on WebGL, each with a checkpoint. */
function onWebGL(): World {
  const world = new World();
  world.do({ type: 'engines', knowledge: timed(6) });
  world.do({ type: 'add', configs: configs(2) });
  world.listen(0);
  for (const slot of [0, 1]) {
    while (world.listen(slot));
    world.work(slot);
    world.keep(slot);
    while (world.listen(slot));
  }
  return world;
}

test('a lost context costs a run what came after its checkpoint; the second in a minute costs all of them WebGL', () => {
  const world = onWebGL();
  const engines = () => world.workers.map((worker) => [worker?.engine, worker?.step]);
  world.work(0);
  world.fail(0, 'context-lost');
  world.listen(0);
  world.listen(0);
  expect(engines()).toEqual([
    ['webgl', BATCH],
    ['webgl', BATCH],
  ]);
  world.now = 59_000;
  world.fail(1, 'context-lost');
  world.listen(1);
  const [processor] = automaticEngines('processor');
  expect(engines()).toEqual([
    [processor, BATCH],
    [processor, BATCH],
  ]);
  expect(world.core.knowledge.refusals).toEqual({ webgl: 'context-lost' });
  world.settle();
  expect(world.core.measured.size).toBe(2);
});

test('contexts that are lost more than a minute apart cost no engine', () => {
  const world = onWebGL();
  for (const slot of [0, 1]) {
    world.fail(slot, 'context-lost');
    world.listen(slot);
    world.now += 61_000;
  }
  expect(world.workers.map((worker) => worker?.engine)).toEqual(['webgl', 'webgl']);
  expect(world.core.knowledge.refusals).toEqual({});
});

test('a run whose worker fails in a pause goes on when the queue does', () => {
  const world = onWebGL();
  world.do({ type: 'pause' });
  world.fail(0, 'engine-failed');
  world.listen(0);
  expect(world.core.pending).toHaveLength(1);
  world.do({ type: 'resume' });
  expect(world.workers[0]).toMatchObject({ step: BATCH, paused: false });
});

test('a checkpoint that is gone costs the run its beginning, and nothing else', () => {
  const world = onWebGL();
  world.shelf.clear();
  world.fail(0, 'engine-failed');
  for (let i = 0; i < 3; i++) world.listen(0);
  expect(world.workers[0]).toMatchObject({ step: 0, isDead: false });
  world.settle();
  expect(world.core.measured.size).toBe(2);
});
