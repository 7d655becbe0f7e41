/**
 * The record of one run: its configuration, its series and what became of it.
 *
 * It is filled while the run trains and never grows beyond a fixed size.
 */
import type { RunConfig } from './config.ts';
import { Series } from './series.ts';
import { forEachSeries, type SeriesName, seriesCatalogue, seriesNames } from './series-catalogue.ts';
import { median } from './statistics.ts';
import type { TrainedStep } from './trained-step.ts';
import { accuracyOf, type Evaluation, type Verdict, verdictOf } from './verdict.ts';

/** Accuracies whose first step is noted. */
export const milestones = [0.9, 0.95, 0.98] as const;

/** What a run card shows. */
export interface RunSummary {
  step: number;
  verdict: Verdict;
  /** Loss of the last training step. */
  loss?: number;
  /** Of the last evaluation, with the number of test images it looked at. */
  accuracy?: { step: number; value: number; count: number };
  /** For each milestone the first step at which an evaluation reached it. */
  milestoneSteps: (number | undefined)[];
  /** Median time of the last steps. */
  millisecondsPerStep?: number;
}

const RECENT_STEPS = 41;
const MOST_EVALUATIONS = 512;

export class RunRecord {
  /** Of the run as it really went: a rate that was moved is in its schedule. */
  config: RunConfig;
  readonly series: Readonly<Record<SeriesName, Series>> = forEachSeries(() => new Series());
  #evaluations: Evaluation[] = [];
  #milestoneSteps: (number | undefined)[] = milestones.map(() => undefined);
  #lossFailedAt: number | undefined;
  #recent: number[] = [];

  constructor(config: RunConfig) {
    this.config = config;
  }

  addStep(trained: TrainedStep): void {
    for (const name of seriesNames) {
      const kind = seriesCatalogue[name];
      if ('of' in kind) this.series[name].push(trained.step, kind.of(trained));
    }
    if (!Number.isFinite(trained.loss)) this.#lossFailedAt ??= trained.step;
    this.#recent.push(trained.milliseconds);
    if (this.#recent.length > RECENT_STEPS) this.#recent.shift();
  }

  addEvaluation(evaluation: Evaluation): void {
    const { step } = evaluation;
    const accuracy = accuracyOf(evaluation);
    const curve = this.series.testAccuracy;
    // A run whose end is moved looks at the same step once more, now at all test images: that is what counts.
    if (this.#evaluations.at(-1)?.step === step) {
      this.#evaluations.pop();
      curve.replaceLast(accuracy);
    } else curve.push(step, accuracy);
    milestones.forEach((milestone, i) => {
      if (accuracy >= milestone) this.#milestoneSteps[i] ??= step;
    });
    this.#evaluations.push(evaluation);
    // Of a very long run, every second of the older looks is forgotten; never how it began.
    if (this.#evaluations.length > MOST_EVALUATIONS)
      this.#evaluations = this.#evaluations.filter(
        (_, i) => i < 2 || i % 2 === 0 || i > MOST_EVALUATIONS / 2,
      );
  }

  get summary(): RunSummary {
    const last = this.#evaluations.at(-1);
    const loss = this.series.loss.last;
    return {
      step: loss?.step ?? 0,
      verdict: verdictOf(this.#evaluations, this.#lossFailedAt),
      milestoneSteps: [...this.#milestoneSteps],
      ...(loss && { loss: loss.value }),
      ...(last && { accuracy: { step: last.step, value: accuracyOf(last), count: last.count } }),
      ...(this.#recent.length > 0 && { millisecondsPerStep: median(this.#recent) }),
    };
  }
}
