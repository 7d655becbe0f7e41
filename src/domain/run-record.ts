/**
 * The record of one run: its configuration, its series and what became of it.
 *
 * It is filled while the run trains and never grows beyond a fixed size.
 */
import type { RunConfig } from './config.ts';
import { rowsOf } from './data-set.ts';
import { type ScalingEffect, scalingLimits } from './kernel-scaling.ts';
import { changesOf, type LearningRate } from './learning-rate.ts';
import type { Look } from './look.ts';
import type { Points } from './points.ts';
import { Series, type SeriesState } from './series.ts';
import { forEachSeries, type SeriesName, seriesCatalogue, seriesNames } from './series-catalogue.ts';
import { median } from './statistics.ts';
import type { TrainedStep } from './trained-step.ts';
import { accuracyOf, type Evaluation, type Verdict, verdictOf } from './verdict.ts';

/** Accuracies whose first step is noted. */
export const milestones = [0.9, 0.95, 0.98] as const;

/** Of the last look: answers by class, images by label and answer, probabilities of the images that are shown. */
export type LastLook = Pick<Evaluation, 'predictions' | 'confusion' | 'digits' | 'finite'>;

/** What a run card shows. */
export interface RunSummary {
  step: number;
  verdict: Verdict;
  /** Loss of the last training step. */
  loss?: number;
  /** Mean loss of the last steps, as many for every run: that of one batch says little, and differs by half. */
  meanLoss?: number;
  /** Of the last evaluation, with the number of test images it looked at. */
  accuracy?: { step: number; value: number; count: number };
  /** The same value until there is another look. */
  look?: LastLook;
  /** For each milestone the first step at which an evaluation reached it. */
  milestoneSteps: (number | undefined)[];
  /** Median time of the last steps. */
  millisecondsPerStep?: number;
}

const RECENT_STEPS = 41;
/** Steps whose losses are averaged: 50 batches of 50 images. */
export const LOSS_WINDOW = 50;
const MOST_EVALUATIONS = 512;
/** Of more looks inside than that, every second is forgotten, but for the first, where most happens. */
const MOST_LOOKS = 240;
const FIRST_LOOKS = 8;

/** A record as a value that can be kept and sent; `saved-record.ts` checks those that come back. */
export interface RecordState {
  config: RunConfig;
  series: Record<SeriesName, SeriesState>;
  time: SeriesState;
  evaluations: Evaluation[];
  replaced?: Evaluation | undefined;
  looks: Look[];
  lookingTime: number;
  scalings: ScalingEffect[];
  lossFailedAt?: number | undefined;
}

/** Up to where a record is to be cut: the steps that stay, and the last step after which kernels were multiplied. */
export interface Cut {
  step: number;
  scaledAt: number;
}

export class RunRecord {
  #config: RunConfig;
  #version = 0;
  readonly series: Readonly<Record<SeriesName, Series>>;
  /** Milliseconds that the steps so far took together. */
  readonly time: Series;
  #evaluations: Evaluation[] = [];
  /** The look in passing that the last one, at all test images, has replaced. */
  #replaced: Evaluation | undefined;
  #looks: readonly Look[] = [];
  #lookingTime = 0;
  #scalings: readonly ScalingEffect[] = [];
  #lossFailedAt: number | undefined;
  #recent: number[] = [];
  #recentLosses: number[] = [];

  /** By which it is kept. */
  readonly id: string;

  /** A new one, or one that was kept. */
  constructor(config: RunConfig, id = '', state?: RecordState) {
    this.#config = config;
    this.id = id;
    const { series, time } = state ?? {};
    this.series = forEachSeries((name) => (series ? Series.fromState(series[name]) : new Series()));
    this.time = time ? Series.fromState(time) : new Series();
    if (!state) return;
    this.#evaluations = state.evaluations;
    this.#replaced = state.replaced;
    this.#looks = state.looks;
    this.#lookingTime = state.lookingTime;
    this.#scalings = state.scalings;
    this.#lossFailedAt = state.lossFailedAt;
    this.#remember();
  }

  /** What it holds, as a value of its own. */
  get state(): RecordState {
    return {
      config: this.#config,
      series: forEachSeries((name) => this.series[name].state),
      time: this.time.state,
      evaluations: [...this.#evaluations],
      replaced: this.#replaced,
      looks: [...this.#looks],
      lookingTime: this.#lookingTime,
      scalings: [...this.#scalings],
      lossFailedAt: this.#lossFailedAt,
    };
  }

  /** Forgets all that came after a checkpoint, from which the run goes on. */
  cutTo({ step, scaledAt }: Cut): void {
    this.#version++;
    for (const name of seriesNames) this.series[name].cutAfter(step);
    this.time.cutAfter(step);
    const late = this.#evaluations.filter((evaluation) => evaluation.step > step);
    if (late.length > 0) {
      this.#evaluations = this.#evaluations.slice(0, -late.length);
      this.#replaced = undefined;
    }
    const lostLooks = this.#looks.filter((look) => look.step > step);
    this.#looks = this.#looks.filter((look) => look.step <= step);
    for (const { milliseconds } of lostLooks) this.#lookingTime -= milliseconds;
    this.#scalings = this.#scalings.filter((effect) => effect.step <= scaledAt);
    if (this.#lossFailedAt !== undefined && this.#lossFailedAt > step) this.#lossFailedAt = undefined;
    this.#remember();
  }

  /** Takes the last steps from the curves. */
  #remember(): void {
    const steps = this.time.points.steps.slice(-RECENT_STEPS - 1);
    const times = this.time.points.values.slice(-RECENT_STEPS - 1);
    const first = this.time.length <= RECENT_STEPS ? times.slice(0, 1) : [];
    // Of a thinned curve two points are some steps apart.
    const each = Array.from(times.subarray(1), (time, i) => (time - times[i]!) / (steps[i + 1]! - steps[i]!));
    this.#recent = [...first, ...each];
    this.#recentLosses = [...this.series.loss.points.values.slice(-LOSS_WINDOW)];
  }

  /** Of the run as it really went: a rate that was moved is in its schedule. */
  get config(): RunConfig {
    return this.#config;
  }

  set config(config: RunConfig) {
    this.#version++;
    this.#config = config;
  }

  /** Another one after every change: whoever has seen this one knows all there is. */
  get version(): number {
    return this.#version;
  }

  addStep(trained: TrainedStep): void {
    this.#version++;
    this.#goOn(trained.step);
    for (const name of seriesNames) {
      const kind = seriesCatalogue[name];
      if ('of' in kind) this.series[name].push(trained.step, kind.of(trained));
    }
    this.time.push(trained.step, (this.time.last?.value ?? 0) + trained.milliseconds);
    if (!Number.isFinite(trained.loss)) this.#lossFailedAt ??= trained.step;
    this.#recent.push(trained.milliseconds);
    if (this.#recent.length > RECENT_STEPS) this.#recent.shift();
    this.#recentLosses.push(trained.loss);
    if (this.#recentLosses.length > LOSS_WINDOW) this.#recentLosses.shift();
  }

  /** The same list until there is another look. */
  get looks(): readonly Look[] {
    return this.#looks;
  }

  /** What multiplying kernels did, each time. */
  get scalings(): readonly ScalingEffect[] {
    return this.#scalings;
  }

  addLook(look: Look): void {
    this.#version++;
    // The end of a run that was then moved further is looked at again where it falls on a step that is.
    const before = this.#looks.filter(({ step }) => step < look.step);
    this.#looks = [...(before.length >= MOST_LOOKS ? fewerLooks(before) : before), look];
    this.#lookingTime += look.milliseconds;
  }

  /** Milliseconds that all looks so far took together. */
  get lookingTime(): number {
    return this.#lookingTime;
  }

  addScaling(effect: ScalingEffect): void {
    this.#version++;
    const before = this.#scalings.filter(({ step }) => step < effect.step);
    this.#scalings = [...before, effect].slice(-scalingLimits.count);
  }

  addEvaluation(evaluation: Evaluation): void {
    this.#version++;
    const { step } = evaluation;
    const last = this.#evaluations.at(-1);
    if (last?.step === step) {
      // At the end the same step is looked at once more, now at all test images: that is what counts.
      if (evaluation.count < last.count) return;
      this.#replaced = evaluation.count > last.count ? last : this.#replaced;
      this.#evaluations.pop();
      this.series.testAccuracy.replaceLast(accuracyOf(evaluation));
    } else this.series.testAccuracy.push(step, accuracyOf(evaluation));
    this.#evaluations.push(evaluation);
    // Of older looks nobody asks for more than their counts; the last but one is shown again when the end is moved.
    const old = this.#evaluations.length - 3;
    if (old >= 0) this.#evaluations[old] = bare(this.#evaluations[old]!);
    if (this.#evaluations.length > MOST_EVALUATIONS) this.#evaluations = fewer(this.#evaluations);
  }

  /**
   * A run whose end is moved goes on as if it had never ended, so that its record is that of a run which was to end there
   * from the start: the look at all test images gives way to the one in passing, if there was one.
   */
  #goOn(step: number): void {
    const last = this.#evaluations.at(-1);
    if (!last || last.step >= step || last.count <= rowsOf(this.config.data).passing) return;
    this.#evaluations.pop();
    const curve = this.series.testAccuracy;
    if (this.#replaced?.step === last.step) {
      this.#evaluations.push(this.#replaced);
      curve.replaceLast(accuracyOf(this.#replaced));
    } else curve.removeLast();
  }

  /** The last look at test images, with the answers to them. */
  get lastEvaluation(): Evaluation | undefined {
    return this.#evaluations.at(-1);
  }

  get summary(): RunSummary {
    const last = this.#evaluations.at(-1);
    const loss = this.series.loss.last;
    return {
      step: loss?.step ?? 0,
      verdict: verdictOf(this.#evaluations, {
        data: this.config.data,
        lossFailedAt: this.#lossFailedAt,
        rateChangedAt: rateChangeBefore(this.config.learningRate, last?.step ?? 0),
      }),
      milestoneSteps: milestones.map((milestone) =>
        firstStepFrom(this.series.testAccuracy.points, milestone),
      ),
      ...(loss && { loss: loss.value, meanLoss: mean(this.#recentLosses) }),
      ...(last && { look: last, accuracy: { step: last.step, value: accuracyOf(last), count: last.count } }),
      ...(this.#recent.length > 0 && { millisecondsPerStep: median(this.#recent) }),
    };
  }
}

/** The step from which on the rate at a step holds; 0 where it was never another. */
function rateChangeBefore(learningRate: LearningRate, step: number): number {
  return changesOf(learningRate).findLast(({ fromStep }) => fromStep <= step)?.fromStep ?? 0;
}

function bare({ confusion: _c, digits: _d, ...evaluation }: Evaluation): Evaluation {
  return evaluation;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The step of the first point that reaches a value. */
function firstStepFrom({ steps, values }: Points, least: number): number | undefined {
  const index = values.findIndex((value) => value >= least);
  return index < 0 ? undefined : steps[index];
}

/** Every second look is forgotten, of those that go ahead as of those that do not, and none of the first. */
function fewerLooks(looks: readonly Look[]): Look[] {
  let seen = { ahead: 0, plain: 0 };
  return looks.filter(({ ahead }, i) => {
    if (i < FIRST_LOOKS) return true;
    seen = ahead ? { ...seen, ahead: seen.ahead + 1 } : { ...seen, plain: seen.plain + 1 };
    return (ahead ? seen.ahead : seen.plain) % 2 === 1;
  });
}

/** Every second of the older looks is forgotten; never how a run began, nor its best, which verdicts look back to. */
export function fewer(evaluations: readonly Evaluation[]): Evaluation[] {
  const accuracies = evaluations.map(accuracyOf);
  const best = accuracies.indexOf(Math.max(...accuracies));
  return evaluations.filter((_, i) => i < 2 || i % 2 === 0 || i > MOST_EVALUATIONS / 2 || i === best);
}
