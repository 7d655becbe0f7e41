/**
 * The training loop of one run: batches in, steps and evaluations out.
 *
 * It knows an engine and a source of rows, and nothing of workers, so it is tested without either. It trains
 * only as far as it is allowed, which is how two runs keep in step.
 */
import type { LabelledBytes } from '../data/types.ts';
import { BatchOrder, evaluationBatches, firstTrainingRows } from '../domain/batches.ts';
import type { CheckpointPlace } from '../domain/checkpoint-place.ts';
import type { RunConfig } from '../domain/config.ts';
import { type DataRows, rowsOf } from '../domain/data-set.ts';
import { SHOWN_DIGITS } from '../domain/digits.ts';
import { type KernelScalings, type ScalingEffect, withScaledKernels } from '../domain/kernel-scaling.ts';
import { type LearningRate, rateAt } from '../domain/learning-rate.ts';
import { answersIn, probabilitiesOf, summarizeLogits } from '../domain/logits.ts';
import type { Look } from '../domain/look.ts';
import { isLookStep, looksAhead } from '../domain/looking.ts';
import { CLASSES } from '../domain/network.ts';
import { StepClock } from '../domain/step-clock.ts';
import type { TrainedStep } from '../domain/trained-step.ts';
import type { Evaluation } from '../domain/verdict.ts';
import type { Checkpoint, LoopState } from '../engine/checkpoint.ts';
import type { Engine, EngineMemory, Snapshot, StepResult } from '../engine/engine.ts';
import { withAverages } from '../engine/moments.ts';
import { nextTask } from '../engine/next-task.ts';
import { CHECKPOINT_INTERVAL, restAfterCheckpoint } from './checkpoint-pace.ts';

export type Rows = (split: 'train' | 'test', rows: Uint32Array) => Promise<LabelledBytes>;

/** Where a run tells what happens. */
export interface RunEvents {
  trained(step: TrainedStep): void;
  evaluating(step: number, done: number, total: number): void;
  evaluated(evaluation: Evaluation, memory: EngineMemory): void;
  /** Kernels were multiplied; see domain/kernel-scaling.ts. */
  scaled(effect: ScalingEffect): void;
  looked(look: Look): void;
  /** No more looks will come: whoever looks has failed. The run itself goes on. */
  lookingFailed(error: unknown): void;
  /** A checkpoint was kept. */
  kept(place: CheckpointPlace): void;
  /** A checkpoint could not be kept. The run itself goes on. */
  keepingFailed(error: unknown): void;
  finished(step: number): void;
  /** The run waits, for permission or for the end of a pause. */
  idle(): void;
}

/** Looks into networks somewhere else, from what a run is made of at one moment. */
interface Inspector {
  /** Rejects when it fails, as at the end of its worker. */
  look(request: LookRequest): Promise<Look>;
}

export interface LookRequest {
  snapshot: Snapshot;
  /** The next batch of training. */
  batch: LabelledBytes;
  learningRate: number;
  ahead: boolean;
}

/** Who looks, and after every how many steps. */
export interface Looking {
  inspector: Inspector;
  interval: number;
}

/** Keeps checkpoints somewhere else; rejects when it cannot. */
export type Keep = (checkpoint: Pick<Checkpoint, 'snapshot' | 'loop'>) => Promise<void>;

interface LookUnderWay {
  /** Resolves when it was reported or given up. */
  over: Promise<void>;
  abandon: () => void;
}

/** Images whose statistics stand for the training set's: 2 to 20 batches, about 1,000 images. */
const CALIBRATION_ROWS = 1_000;
const CALIBRATION_BATCHES = { min: 2, max: 20 };

/** Checkpoints in a row that could not be kept, before it is no longer tried. */
const MOST_FAILURES = 3;

export class RunLoop {
  readonly #engine: Engine;
  readonly #config: RunConfig;
  readonly #rows: Rows;
  readonly #events: RunEvents;
  readonly #order: BatchOrder;
  readonly #data: DataRows;
  #learningRate: LearningRate;
  #steps: number;
  #allowed = 0;
  #paused = true;
  #stopped = false;
  #divergedAt: number | undefined;
  #scalings: KernelScalings;
  /** Scalings up to this step were done. */
  #scaledAt = -1;
  #looking: Looking | undefined;
  /** The step after which the network was last looked into. */
  #insideAt = -1;
  /** The look that is under way; one at a time, as each holds a copy of the network. */
  #look: LookUnderWay | undefined;
  /** The last look at test images: after how many steps, and at how many. */
  #looked = { step: -1, count: 0 };
  /** The step of the last look inside that was told. */
  #toldInsideAt = -1;
  #keep: Keep | undefined;
  /** The step of the last checkpoint. */
  #keptAt = 0;
  /** When the next may be taken, unless it is asked for. */
  #nextKeepTime = Number.NEGATIVE_INFINITY;
  /** A checkpoint on its way to the disk, and how many in a row did not get there. */
  #keeping: Promise<void> | undefined;
  #keepFailures = 0;
  #isKeepingAsked = false;
  /** Milliseconds in the engine since the last results. */
  #engineTime = 0;
  readonly #clock = new StepClock();
  #wake = () => {};

  /** `from`: where the loop was when the engine's network was taken. */
  constructor(engine: Engine, config: RunConfig, rows: Rows, events: RunEvents, from?: LoopState) {
    this.#engine = engine;
    this.#config = config;
    this.#rows = rows;
    this.#events = events;
    this.#order = new BatchOrder(config);
    this.#data = rowsOf(config.data);
    this.#steps = config.steps;
    this.#learningRate = config.learningRate;
    this.#scalings = config.kernelScalings;
    this.#keptAt = engine.step;
    if (!from) return;
    this.#looked = from.looked;
    this.#insideAt = from.insideAt;
    this.#toldInsideAt = from.insideAt;
    this.#scaledAt = from.scaledAt;
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

  /** Other steps after which kernels are multiplied; what was done stays. */
  setKernelScalings(scalings: KernelScalings): void {
    this.#scalings = scalings;
  }

  /** Has the network looked into from now on, or no more. What is under way is then no longer waited for. */
  setLooking(looking: Looking | undefined): void {
    // A look is worth waiting for as long as the line is there that it was asked on.
    if (looking?.inspector !== this.#looking?.inspector) this.#abandonLook();
    this.#looking = looking;
    this.#wake();
  }

  /** Keeps checkpoints from now on, or no more. */
  setKeep(keep: Keep | undefined): void {
    this.#keep = keep;
  }

  /** Has a checkpoint taken as soon as may be, also in a pause. */
  keepNow(): void {
    // Of a step that has one, there is nothing new to keep.
    this.#isKeepingAsked = this.#canKeep();
    this.#wake();
  }

  setSteps(steps: number): void {
    this.#steps = steps;
    this.#wake();
  }

  /** Ends the loop at the next chance; `run` returns soon after. */
  stop(): void {
    this.#stopped = true;
    this.#abandonLook();
    this.#wake();
  }

  /** Works until `stop`. Rejects when the engine or the data fail. */
  async run(): Promise<void> {
    while (await this.#untilGoing()) {
      if (this.#mustKeep() && !this.#isEvaluationDue()) await this.#takeCheckpoint();
      else if (this.#isEvaluationDue()) {
        // The last results may still change what is to be looked at: a diverged network ends its run.
        await this.#report(() => this.#engine.settle());
        await this.#evaluate();
      } else if (this.#isInsideDue()) await this.#lookInside();
      else if (this.#isCheckpointDue()) await this.#takeCheckpoint();
      else if (this.#isFinished()) {
        await this.#look?.over;
        // Who hears of the end may end the worker, and the last checkpoint with it.
        await this.#keeping;
        if (this.#stopped) return;
        // Meanwhile the end may have been moved.
        if (!this.#isFinished()) continue;
        this.#events.finished(this.#step);
        const steps = this.#steps;
        await this.#until(() => this.#steps !== steps && !this.#isFinished());
      } else if (this.#dueScaling && this.#engine.step < this.#steps) await this.#scale(this.#dueScaling);
      else if (this.#engine.step < Math.min(this.#allowed, this.#steps)) await this.#train();
      else
        await this.#until(() => this.#engine.step < this.#allowed || this.#isFinished() || this.#mustKeep());
    }
  }

  /** Whether a checkpoint was asked for, of a step that has none. */
  #mustKeep(): boolean {
    return this.#isKeepingAsked && this.#canKeep();
  }

  #canKeep(): boolean {
    return this.#keep !== undefined && this.#divergedAt === undefined && this.#step !== this.#keptAt;
  }

  #isCheckpointDue(): boolean {
    if (!this.#canKeep()) return false;
    const stretch = (step: number) => Math.floor(step / CHECKPOINT_INTERVAL);
    const isTime = !this.#keeping && performance.now() >= this.#nextKeepTime;
    const isWanted = isTime && stretch(this.#step) > stretch(this.#keptAt);
    return isWanted || this.#isFinished();
  }

  /** Hands a copy of the network over to be kept, and goes on. */
  async #takeCheckpoint(): Promise<void> {
    this.#isKeepingAsked = false;
    await this.#keeping;
    await this.#report(() => this.#engine.settle());
    const keep = this.#keep;
    // The last results may say that the numbers were lost.
    if (this.#stopped || !keep || !this.#canKeep()) return;
    const start = performance.now();
    const snapshot = await this.#engine.snapshot();
    if (this.#stopped) return;
    const scaledAt = this.#scaledAt;
    const loop = { looked: this.#looked, insideAt: this.#toldInsideAt, scaledAt };
    this.#keptAt = snapshot.step;
    const over = () => {
      this.#keeping = undefined;
      const end = performance.now();
      this.#nextKeepTime = end + restAfterCheckpoint(end - start);
    };
    this.#keeping = keep({ snapshot, loop }).then(
      () => {
        over();
        this.#keepFailures = 0;
        this.#events.kept({ step: snapshot.step, scaledAt });
      },
      (error: unknown) => {
        over();
        // A disk may have room again, a connection may come back.
        this.#keepFailures++;
        if (this.#keepFailures >= MOST_FAILURES) this.#keep = undefined;
        this.#events.keepingFailed(error);
      },
    );
    await nextTask();
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
    const { test, passing } = this.#data;
    return step >= this.#steps && this.#divergedAt === undefined ? test : passing;
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

  /** The scaling that is to be done before the next step. */
  get #dueScaling(): KernelScalings[number] | undefined {
    const { step } = this.#engine;
    // The next step is not granted yet: until it is, the scaling may still be taken back.
    if (step >= this.#allowed) return undefined;
    return this.#scalings.find(({ afterStep }) => afterStep === step && afterStep > this.#scaledAt);
  }

  async #scale({ afterStep, factor }: KernelScalings[number]): Promise<void> {
    const engine = this.#engine;
    await this.#report(() => engine.settle());
    if (this.#divergedAt !== undefined || this.#stopped) return;
    const [first] = evaluationBatches(this.#data, this.#data.passing);
    const images = await this.#rows('test', first!);
    const before = await this.#answersTo(images);
    if (this.#stopped) return;
    engine.restore(withScaledKernels(await engine.snapshot(), factor));
    this.#scaledAt = afterStep;
    const after = await this.#answersTo(images);
    if (this.#stopped) return;
    this.#events.scaled({
      step: afterStep,
      factor,
      images: before.answers.length,
      same: before.answers.filter((answer, i) => answer === after.answers[i]).length,
      lossBefore: before.loss,
      lossAfter: after.loss,
    });
  }

  async #answersTo(images: LabelledBytes): Promise<{ answers: number[]; loss: number | null }> {
    await this.#calibrate();
    const logits = await this.#engine.predict(images);
    const { loss } = summarizeLogits(logits, images.labels, this.#config.loss);
    return { answers: answersIn(logits), loss: Number.isFinite(loss) ? loss : null };
  }

  /** What a scaling does to the weights is seen right behind it; how a run ends always. */
  #isInsideDue(): boolean {
    const step = this.#step;
    if (!this.#looking || this.#insideAt === step || this.#divergedAt !== undefined) return false;
    const isBehindScaling = this.#scalings.some(({ afterStep }) => afterStep + 1 === step);
    return isLookStep(step, this.#looking.interval) || isBehindScaling || this.#isFinished();
  }

  /** Hands a copy of the network over, and goes on while it is looked into. */
  async #lookInside(): Promise<void> {
    await this.#report(() => this.#engine.settle());
    // The last results may say that the numbers were lost.
    if (!this.#isInsideDue()) return;
    const step = this.#step;
    this.#insideAt = step;
    const batch = await this.#rows('train', this.#order.rows(step + 1));
    await this.#look?.over;
    const looking = this.#looking;
    if (this.#stopped || !looking) return;
    const start = performance.now();
    const snapshot = await this.#engine.snapshot();
    const copying = performance.now() - start;
    if (this.#stopped || this.#looking !== looking) return;
    const request: LookRequest = {
      snapshot: withAverages(snapshot),
      batch,
      learningRate: rateAt(this.#learningRate, step + 1),
      ahead: looksAhead(step, looking.interval),
    };
    this.#look = this.#follow(looking.inspector.look(request), copying);
    await nextTask();
  }

  /** Reports a look when it is there, unless it was given up. `copying`: milliseconds that the network was held for it. */
  #follow(look: Promise<Look>, copying: number): LookUnderWay {
    let abandon = () => {};
    const abandoned = new Promise<void>((resolve) => {
      abandon = resolve;
    });
    const isWanted = () => this.#look === underWay;
    const reported = look.then(
      (found) => {
        if (!isWanted()) return;
        this.#toldInsideAt = found.step;
        this.#events.looked({ ...found, milliseconds: found.milliseconds + copying });
      },
      (error: unknown) => {
        if (!isWanted()) return;
        this.#looking = undefined;
        this.#events.lookingFailed(error);
      },
    );
    const underWay: LookUnderWay = { over: Promise.race([reported, abandoned]), abandon };
    return underWay;
  }

  #abandonLook(): void {
    const look = this.#look;
    this.#look = undefined;
    look?.abandon();
  }

  /** Reports the steps whose results an engine gives; their time is what has passed in the engine since the last. */
  async #report(work: () => Promise<StepResult[]>): Promise<void> {
    const start = performance.now();
    const results = await work();
    this.#engineTime += performance.now() - start;
    if (results.length === 0) return;
    const milliseconds = this.#clock.taken(this.#engineTime / results.length);
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
    for (const rows of evaluationBatches(this.#data, total)) {
      if (!(await this.#untilGoing())) return;
      const batch = await this.#rows('test', rows);
      if (this.#stopped) return;
      const logits = await engine.predict(batch);
      const summary = summarizeLogits(logits, batch.labels, this.#config.loss);
      if (evaluation.count === 0) {
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
      const { passing } = this.#data;
      const isPassing = evaluation.count === passing && step % this.#config.evaluationInterval === 0;
      if (isPassing && total > passing) this.#events.evaluated(copyOf(evaluation), engine.memory());
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
      const rows = firstTrainingRows(this.#data, i * batchSize, batchSize);
      batches.push(await this.#rows('train', rows));
      if (this.#stopped) return false;
    }
    await this.#engine.calibrate(batches);
    return !this.#stopped;
  }

  /** Waits for the end of a pause, in which checkpoints may be asked for; false when the run was stopped. */
  async #untilGoing(): Promise<boolean> {
    while (await this.#until(() => !this.#paused || this.#mustKeep())) {
      if (!this.#paused) return true;
      await this.#takeCheckpoint();
    }
    return false;
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
