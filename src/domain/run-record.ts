/**
 * The record of one run: its configuration, its series and what became of it.
 *
 * It is filled while the run trains and never grows beyond a fixed size.
 */
import type { RunConfig } from './config.ts';
import { Series } from './series.ts';
import { median } from './statistics.ts';
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

interface TrainedStep {
  step: number;
  loss: number;
  saturation: number;
  milliseconds: number;
}

const RECENT_STEPS = 41;
const MOST_EVALUATIONS = 512;

export class RunRecord {
  readonly config: RunConfig;
  /** Training loss at each step. */
  readonly loss = new Series();
  /** Mean largest softmax probability of each step's batch, in (0.1, 1]. */
  readonly saturation = new Series();
  /** Test accuracy at each evaluation, in [0, 1]. */
  readonly accuracy = new Series();
  #evaluations: Evaluation[] = [];
  #milestoneSteps: (number | undefined)[] = milestones.map(() => undefined);
  #lossFailedAt: number | undefined;
  #recent: number[] = [];

  constructor(config: RunConfig) {
    this.config = config;
  }

  addStep({ step, loss, saturation, milliseconds }: TrainedStep): void {
    this.loss.push(step, loss);
    this.saturation.push(step, saturation);
    if (!Number.isFinite(loss)) this.#lossFailedAt ??= step;
    this.#recent.push(milliseconds);
    if (this.#recent.length > RECENT_STEPS) this.#recent.shift();
  }

  addEvaluation(evaluation: Evaluation): void {
    const { step } = evaluation;
    // A run that goes on after its end looks at the same step once more, now at all test images.
    if (this.accuracy.last?.step !== step) this.accuracy.push(step, accuracyOf(evaluation));
    milestones.forEach((milestone, i) => {
      if (accuracyOf(evaluation) >= milestone) this.#milestoneSteps[i] ??= step;
    });
    this.#evaluations.push(evaluation);
    // Of a very long run, every second of the older looks is forgotten.
    if (this.#evaluations.length > MOST_EVALUATIONS)
      this.#evaluations = this.#evaluations.filter((_, i) => i % 2 === 0 || i > MOST_EVALUATIONS / 2);
  }

  get summary(): RunSummary {
    const last = this.#evaluations.at(-1);
    const loss = this.loss.last;
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
