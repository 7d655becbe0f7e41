/**
 * The training loop of one run: batches in, steps and evaluations out.
 *
 * It knows an engine and a source of rows, and nothing of workers, so it is tested without either. It trains
 * only as far as it is allowed, which is how two runs keep in step.
 */
import type { LabelledBytes } from '../data/types.ts';
import { BatchOrder, EVALUATION_ROWS, FIRST_TRAINING_ROW, TEST_ROWS } from '../domain/batches.ts';
import type { RunConfig } from '../domain/config.ts';
import { SHOWN_DIGITS } from '../domain/digits.ts';
import { type LearningRate, rateAt } from '../domain/learning-rate.ts';
import { probabilitiesOf, summarizeLogits } from '../domain/logits.ts';
import { CLASSES } from '../domain/network.ts';
import type { TrainedStep } from '../domain/trained-step.ts';
import type { Evaluation } from '../domain/verdict.ts';
import type { Engine, EngineMemory, StepResult } from '../engine/engine.ts';
import { nextTask } from '../engine/next-task.ts';

export type Rows = (split: 'train' | 'test', rows: Uint32Array) => Promise<LabelledBytes>;

/** Where a run tells what happens. */
export interface RunEvents {
  trained(step: TrainedStep): void;
  evaluating(step: number, done: number, total: number): void;
  evaluated(evaluation: Evaluation, memory: EngineMemory): void;
  finished(step: number): void;
  /** The run waits, for permission or for the end of a pause. */
  idle(): void;
}

/** Test images go through in batches of 50 in file order, as in the article, whose statistics are theirs. */
const EVALUATION_BATCH = 50;
/** Images whose statistics stand for the training set's: 2 to 20 batches, about 1,000 images. */
const CALIBRATION_ROWS = 1_000;
const CALIBRATION_BATCHES = { min: 2, max: 20 };

export class RunLoop {
  readonly #engine: Engine;
  readonly #config: RunConfig;
  readonly #rows: Rows;
  readonly #events: RunEvents;
  readonly #order: BatchOrder;
  #learningRate: LearningRate;
  #steps: number;
  #allowed = 0;
  #paused = true;
  #stopped = false;
  #divergedAt: number | undefined;
  /** The last look at test images: after how many steps, and at how many. */
  #looked = { step: -1, count: 0 };
  /** Milliseconds in the engine since the last results. */
  #engineTime = 0;
  #wake = () => {};

  constructor(engine: Engine, config: RunConfig, rows: Rows, events: RunEvents) {
    this.#engine = engine;
    this.#config = config;
    this.#rows = rows;
    this.#events = events;
    this.#order = new BatchOrder(config);
    this.#steps = config.steps;
    this.#learningRate = config.learningRate;
  }

  /** Lets the run train up to a step, or holds it. */
  allow(step: number, paused: boolean): void {
    this.#allowed = step;
    this.#paused = paused;
    this.#wake();
  }

  /** Another learning rate for steps to come. */
  setLearningRate(schedule: LearningRate): void {
    this.#learningRate = schedule;
  }

  setSteps(steps: number): void {
    this.#steps = steps;
    this.#wake();
  }

  /** Ends the loop at the next chance; `run` returns soon after. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Works until `stop`. Rejects when the engine or the data fail. */
  async run(): Promise<void> {
    while (await this.#until(() => !this.#paused)) {
      if (this.#isEvaluationDue()) {
        // The last results may still change what is to be looked at: a diverged network ends its run.
        await this.#report(() => this.#engine.settle());
        await this.#evaluate();
      } else if (this.#isFinished()) {
        this.#events.finished(this.#step);
        const steps = this.#steps;
        await this.#until(() => this.#steps !== steps && !this.#isFinished());
      } else if (this.#engine.step < Math.min(this.#allowed, this.#steps)) await this.#train();
      else await this.#until(() => this.#engine.step < this.#allowed || this.#isFinished());
    }
  }

  #isFinished(): boolean {
    return this.#divergedAt !== undefined || this.#step >= this.#steps;
  }

  #isEvaluationDue(): boolean {
    const step = this.#step;
    const { evaluationInterval } = this.#config;
    if (this.#looked.step !== step) return step % evaluationInterval === 0 || this.#isFinished();
    // The end was moved to a step that was looked at in passing.
    return this.#isFinished() && this.#looked.count < this.#imagesAt(step);
  }

  /** Test images to look at after a step: all of them at the end, unless the numbers are lost anyway. */
  #imagesAt(step: number): number {
    return step >= this.#steps && this.#divergedAt === undefined ? TEST_ROWS : EVALUATION_ROWS;
  }

  async #train(): Promise<void> {
    const engine = this.#engine;
    const step = engine.step + 1;
    const batch = await this.#rows('train', this.#order.rows(step));
    if (this.#stopped) return;
    engine.learningRate = rateAt(this.#learningRate, step);
    await this.#report(() => engine.train(batch));
    // Messages, such as a pause, come in between two tasks.
    await nextTask();
  }

  /** Reports the steps whose results an engine gives; their time is what has passed in the engine since the last. */
  async #report(work: () => Promise<StepResult[]>): Promise<void> {
    const start = performance.now();
    const results = await work();
    this.#engineTime += performance.now() - start;
    if (results.length === 0) return;
    const milliseconds = this.#engineTime / results.length;
    this.#engineTime = 0;
    for (const { step, loss, correct, saturation } of results) {
      // An engine that computes ahead may have gone on after the numbers were lost.
      if (this.#divergedAt !== undefined) return;
      // A network whose numbers are lost never recovers: it is looked at once more, and that is all.
      if (!Number.isFinite(loss)) this.#divergedAt = step;
      this.#events.trained({ step, loss, correct, count: this.#config.batchSize, saturation, milliseconds });
    }
  }

  /** Steps that are made, or those until the numbers were lost. */
  get #step(): number {
    return this.#divergedAt ?? this.#engine.step;
  }

  async #evaluate(): Promise<void> {
    const engine = this.#engine;
    const step = this.#step;
    const total = this.#imagesAt(step);
    if (!(await this.#calibrate())) return;
    const predictions = Array<number>(CLASSES).fill(0);
    const confusion = Array<number>(CLASSES * CLASSES).fill(0);
    const evaluation: Evaluation = { step, count: 0, correct: 0, predictions, confusion, finite: true };
    for (let from = 0; from < total; from += EVALUATION_BATCH) {
      if (!(await this.#until(() => !this.#paused))) return;
      const batch = await this.#rows('test', range(from, EVALUATION_BATCH));
      if (this.#stopped) return;
      const logits = await engine.predict(batch);
      const summary = summarizeLogits(logits, batch.labels, this.#config.loss);
      if (from === 0) {
        const digits = probabilitiesOf(logits, SHOWN_DIGITS);
        if (digits) evaluation.digits = digits;
      }
      evaluation.count += batch.labels.length;
      evaluation.correct += summary.correct;
      evaluation.finite &&= summary.finite;
      summary.predictions.forEach((answers, digit) => {
        predictions[digit]! += answers;
      });
      summary.confusion.forEach((images, place) => {
        confusion[place]! += images;
      });
      this.#events.evaluating(step, evaluation.count, total);
      // The end may be moved later: then this look was one in passing, at as many images as all of them.
      const isPassing = evaluation.count === EVALUATION_ROWS && step % this.#config.evaluationInterval === 0;
      if (isPassing && total > EVALUATION_ROWS) this.#events.evaluated(copyOf(evaluation), engine.memory());
      await nextTask();
    }
    this.#looked = { step, count: total };
    this.#events.evaluated(evaluation, engine.memory());
  }

  /** False when the run was stopped meanwhile. */
  async #calibrate(): Promise<boolean> {
    const { normalization, evaluationStatistics, batchSize } = this.#config;
    if (normalization.kind === 'none' || evaluationStatistics !== 'population') return true;
    const wanted = Math.floor(CALIBRATION_ROWS / batchSize);
    const count = Math.min(CALIBRATION_BATCHES.max, Math.max(CALIBRATION_BATCHES.min, wanted));
    const batches: LabelledBytes[] = [];
    for (let i = 0; i < count; i++) {
      batches.push(await this.#rows('train', range(FIRST_TRAINING_ROW + i * batchSize, batchSize)));
      if (this.#stopped) return false;
    }
    await this.#engine.calibrate(batches);
    return !this.#stopped;
  }

  /** Waits for a condition; false when the run was stopped. */
  async #until(condition: () => boolean): Promise<boolean> {
    if (!this.#stopped && !condition()) {
      await this.#report(() => this.#engine.settle());
      this.#events.idle();
    }
    while (!this.#stopped && !condition())
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    return !this.#stopped;
  }
}

/** What is counted on must not change what was told. */
function copyOf(evaluation: Evaluation): Evaluation {
  return structuredClone(evaluation);
}

function range(from: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => from + i);
}
