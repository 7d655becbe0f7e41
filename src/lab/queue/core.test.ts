/** The queue's decisions under every order of visitor actions and worker messages that a random search finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configKey, type RunConfig } from '../../domain/config.ts';
import { reproductionRuns } from '../../domain/experiments.ts';
import { automaticEngines, type EngineName } from '../../engine/catalogue.ts';
import type { Findings, Knowledge } from '../../engine/findings.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { decideQueue, isIdle, newQueue, type QueueCommand, type QueueCore, type QueueEvent } from './core.ts';

const STEPS = 3;
const configs = (seeds: number, learningRate = 1e-3): RunConfig[] =>
  reproductionRuns('article', { learningRate, arm: 'none' }, { seeds, steps: STEPS });

/** What a measurement may find: the processor's engines take 80 ms a step. */
function timed(webgl: number): Knowledge {
  const findings: Findings = { webgl: { outcome: 'right', milliseconds: webgl } };
  for (const name of automaticEngines('processor')) findings[name] = { outcome: 'right', milliseconds: 80 };
  return { findings, refusals: {} };
}

interface Worker {
  run: number;
  engine: EngineName;
  config: RunConfig;
  paused: boolean;
  step: number;
  outbox: FromWorker[];
}

/** A queue with workers whose messages wait for their turn. */
class World {
  core: QueueCore = newQueue('auto', 2);
  workers: (Worker | undefined)[] = [];
  results: string[] = [];
  measurement: number | undefined;
  /** A measurement whose worker lost the data says nothing any more. */
  isMute = false;
  #old: { slot: number; message: FromWorker }[] = [];

  do(event: QueueEvent): void {
    const [core, commands] = decideQueue(this.core, event);
    this.core = core;
    for (const command of commands) this.#obey(command);
    const trained = core.slots.filter((job, i) => job && this.workers[i]?.paused === false);
    if ((core.held || core.paused) && trained.length > 0) throw new Error('It trains while it is held');
    if (core.slots.length > 2) throw new Error('More workers than the machine has room for');
  }

  #obey(command: QueueCommand): void {
    if (command.type === 'start') {
      const { slot, run, engine, config } = command;
      const ready: FromWorker = { type: 'ready', run, engine, warmUp: 1 };
      this.workers[slot] = { run, engine, config, paused: true, step: 0, outbox: [ready] };
    } else if (command.type === 'allow') {
      const worker = this.workers[command.slot];
      if (worker?.run === command.run) worker.paused = command.paused;
    } else if (command.type === 'dispose-all') this.workers = [];
    else if (command.type === 'refuse') {
      const { findings, refusals } = this.core.knowledge;
      const knowledge = { findings, refusals: { ...refusals, [command.engine]: command.why } };
      this.do({ type: 'engines', knowledge });
    } else if (command.type === 'keep') {
      const job = this.workers[command.slot]!;
      this.results.push(configKey(job.config));
    } else if (command.type === 'forget-results') this.results = [];
    else if (command.type === 'measure') {
      this.measurement = command.measurement;
      this.isMute = false;
    } else if (command.type === 'stop-measuring') this.measurement = undefined;
  }

  work(slot: number): boolean {
    const worker = this.workers[slot];
    if (!worker || worker.paused || worker.step > STEPS) return false;
    worker.step++;
    const { run, step } = worker;
    const trained = { step, loss: 1, correct: 1, count: 50, saturation: 0.5, milliseconds: 1 };
    worker.outbox.push(
      step > STEPS ? { type: 'finished', run, step: STEPS } : { type: 'trained', run, steps: [trained] },
    );
    return true;
  }

  fail(slot: number): void {
    const worker = this.workers[slot];
    const problem = { code: 'engine-failed' as const, values: { reason: 'out of memory' } };
    worker?.outbox.push({ type: 'failed', run: worker.run, problem });
  }

  /** The engine does not start, if it has not yet. */
  refuse(slot: number): void {
    const worker = this.workers[slot];
    if (worker?.engine !== 'webgl' || worker.outbox[0]?.type !== 'ready') return;
    worker.outbox = [{ type: 'refused', run: worker.run, engine: 'webgl', why: 'kernels-failed' }];
    worker.step = STEPS + 1;
  }

  listen(slot: number, again = false): boolean {
    const message = this.workers[slot]?.outbox.shift();
    if (!message) return false;
    if (again) this.#old.push({ slot, message });
    this.do({ type: 'message', slot, message });
    return true;
  }

  repeat(): void {
    const old = this.#old.pop();
    if (old) this.do({ type: 'message', ...old });
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
    }
  }
}

const slot = fc.constantFrom(0, 1);
const events: fc.Arbitrary<(world: World) => void> = fc.oneof(
  { weight: 8, arbitrary: slot.map((i) => (world: World) => void world.work(i)) },
  { weight: 8, arbitrary: slot.map((i) => (world: World) => void world.listen(i)) },
  { weight: 2, arbitrary: slot.map((i) => (world: World) => void world.listen(i, true)) },
  { weight: 2, arbitrary: fc.constant((world: World) => world.repeat()) },
  { weight: 1, arbitrary: slot.map((i) => (world: World) => world.fail(i)) },
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
    arbitrary: fc.boolean().map((held) => (world: World) => world.do({ type: 'hold', held })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('pause' as const, 'resume' as const, 'cancel' as const, 'measure' as const)
      .map((type) => (world: World) => world.do({ type })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('auto' as const, 'webgl' as const, 'cpu' as const)
      .map((choice) => (world: World) => world.do({ type: 'engine', choice })),
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

test('in any order of actions and messages the queue ends with each run measured once, or says why not', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.array(events, { minLength: 10, maxLength: 80 }), (actions) => {
      const world = new World();
      for (const act of actions) act(world);
      world.do({ type: 'measure' });
      world.do({ type: 'hold', held: false });
      world.do({ type: 'resume' });
      const wanted = [...world.core.pending, ...world.core.slots.flatMap((job) => job?.config ?? [])];
      world.settle();
      expect(isIdle(world.core)).toBe(true);
      for (const key of wanted.map(configKey))
        expect(world.core.measured.has(key) || world.core.failures.has(key)).toBe(true);
      expect(new Set(world.results).size).toBe(world.results.length);
      expect(new Set(world.results)).toEqual(world.core.measured);
      expect(world.core.measuring).toBe('known');
    }),
    { numRuns: 2_000 },
  );
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
