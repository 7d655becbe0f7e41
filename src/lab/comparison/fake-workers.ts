/**
 * Workers as they are in truth, for tests: messages to and from them are under way for as long as the test likes, and they
 * train ahead of what the page knows. Each obeys like `worker/run-loop.ts`.
 */
import type { RunConfig } from '../../domain/config.ts';
import type { KernelScalings } from '../../domain/kernel-scaling.ts';
import { type LearningRate, rateAt } from '../../domain/learning-rate.ts';
import type { TrainedStep } from '../../domain/trained-step.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { LabCommand } from './model.ts';

type ToFake = Extract<
  LabCommand,
  { type: 'start' | 'allow' | 'learning-rate' | 'steps' | 'kernel-scalings' | 'keep' }
>;

/** What a worker is at, after its `start`. */
interface Loop {
  run: number;
  engine: EngineName;
  config: RunConfig;
  schedule: LearningRate;
  steps: number;
  allowed: number;
  paused: boolean;
  step: number;
  /** Learning rate of each step made; step 1 is the first. */
  rates: number[];
  scalings: KernelScalings;
  /** Those that were done. */
  scaled: KernelScalings;
  /** The last look: after which step, and at how many images. */
  looked: { step: number; count: number };
  /** A look that is half done, at so many images. */
  looking?: number;
  /** Steps that were not reported yet. */
  unreported: TrainedStep[];
  diverged: boolean;
  /** The end that was reported. */
  finishedAt?: number;
}

export interface Nature {
  /** Milliseconds of its steps. */
  milliseconds: number;
  /** The step whose loss is NaN. */
  nanAt: number;
  /** Steps that it reports together. */
  batch: number;
}

/** What a checkpoint holds. */
type Saved = Pick<Loop, 'step' | 'rates' | 'scaled' | 'looked'>;
/** The checkpoints of an arm, by run and step; they outlive its workers. */
export type Shelf = Map<number, Saved>;

export class FakeWorker {
  readonly nature: Nature;
  readonly #shelf: Shelf;
  readonly inbox: ToFake[] = [];
  readonly outbox: FromWorker[] = [];
  loop: Loop | undefined;

  constructor(nature: Nature, shelf: Shelf = new Map()) {
    this.nature = nature;
    this.#shelf = shelf;
  }

  /** Reads the oldest message of the page. */
  hear(): boolean {
    const message = this.inbox.shift();
    if (!message) return false;
    if (message.type === 'start') {
      this.loop = {
        run: message.run,
        engine: message.engine,
        config: message.config,
        schedule: message.config.learningRate,
        steps: message.config.steps,
        allowed: 0,
        paused: true,
        step: 0,
        rates: [],
        scalings: message.config.kernelScalings,
        scaled: [],
        looked: { step: -1, count: 0 },
        unreported: [],
        diverged: false,
        ...(message.from === undefined ? {} : structuredClone(this.#shelf.get(message.from)!)),
      };
      this.outbox.push({ type: 'ready', run: message.run, engine: message.engine, warmUp: 1 });
      return true;
    }
    const { loop } = this;
    if (!loop || loop.run !== message.run) return true;
    if (message.type === 'allow') {
      loop.allowed = message.step;
      loop.paused = message.paused;
    } else if (message.type === 'learning-rate') loop.schedule = message.schedule;
    else if (message.type === 'kernel-scalings') loop.scalings = message.scalings;
    else if (message.type === 'keep') this.keep();
    else {
      loop.steps = message.value;
      if (loop.step < loop.steps) delete loop.finishedAt;
    }
    return true;
  }

  /** Does one piece of work, if it may: a step, half a look at test images, or the report of its end. */
  work(): boolean {
    const { loop } = this;
    if (!loop) return false;
    const isOver = loop.diverged || loop.step >= loop.steps;
    const isLookDue = loop.looking !== undefined || this.#isLookDue(loop, isOver);
    if (loop.paused || isLookDue || isOver || loop.step >= loop.allowed) this.#report(loop);
    if (loop.paused) return false;
    if (isLookDue) this.#look(loop, isOver);
    else if (isOver) {
      if (loop.finishedAt === loop.step) return false;
      loop.finishedAt = loop.step;
      this.outbox.push({ type: 'finished', run: loop.run, step: loop.step });
    } else {
      if (loop.step >= loop.allowed) return false;
      this.#train(loop);
    }
    return true;
  }

  /** Takes a checkpoint, unless a look is half done. */
  keep(): void {
    const { loop } = this;
    if (!loop || loop.diverged || loop.looking !== undefined || loop.step === 0) return;
    this.#report(loop);
    const { run, step, rates, scaled, looked } = loop;
    this.#shelf.set(step, structuredClone({ step, rates, scaled, looked }));
    const place = { step, scaledAt: scaled.at(-1)?.afterStep ?? -1 };
    this.outbox.push({ type: 'kept', run, place });
  }

  #look(loop: Loop, isOver: boolean): void {
    const { run, step } = loop;
    if (loop.looking === undefined) {
      loop.looking = isOver && !loop.diverged ? 10_000 : 1_000;
      const { looking } = loop;
      this.outbox.push({ type: 'evaluating', run, step, done: looking / 2, total: looking });
      return;
    }
    const count = loop.looking;
    delete loop.looking;
    loop.looked = { step, count };
    const predictions = Array(10).fill(count / 10);
    const evaluation = { step, count, correct: count / 2, predictions, finite: !loop.diverged };
    this.outbox.push({ type: 'evaluated', run, evaluation, memory: { tensors: 0, bytes: 0 } });
  }

  #train(loop: Loop): void {
    const due = loop.scalings.find(({ afterStep }) => afterStep === loop.step);
    if (due) loop.scaled.push(due);
    loop.step++;
    loop.rates.push(rateAt(loop.schedule, loop.step));
    loop.diverged = loop.step >= this.nature.nanAt;
    const { milliseconds } = this.nature;
    const loss = loop.diverged ? Number.NaN : 1;
    loop.unreported.push({ step: loop.step, loss, correct: 5, count: 50, saturation: 0.5, milliseconds });
    if (loop.unreported.length >= this.nature.batch) this.#report(loop);
  }

  #report(loop: Loop): void {
    if (loop.unreported.length > 0)
      this.outbox.push({ type: 'trained', run: loop.run, steps: loop.unreported.splice(0) });
  }

  #isLookDue({ looked, step, config, diverged }: Loop, isOver: boolean): boolean {
    if (looked.step !== step) return isOver || step % config.evaluationInterval === 0;
    return isOver && !diverged && looked.count < 10_000;
  }

  /** The engine does not start, if it has not yet. */
  refuse(): void {
    const { loop, outbox } = this;
    const at = outbox.findIndex((message) => message.type === 'ready' && message.run === loop?.run);
    if (!loop || at < 0 || loop.engine === 'wasm' || loop.engine === 'cpu') return;
    this.outbox.splice(at, outbox.length, {
      type: 'refused',
      run: loop.run,
      engine: loop.engine,
      why: 'kernels-failed',
    });
    this.loop = undefined;
  }

  fail(): void {
    if (!this.loop) return;
    this.outbox.push({
      type: 'failed',
      run: this.loop.run,
      problem: { code: 'engine-failed', values: { reason: 'out of memory' } },
    });
    this.loop = undefined;
  }
}
