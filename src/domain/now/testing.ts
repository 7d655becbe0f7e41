/** Runs for tests of what is said of them. */
import { type Comparison, comparisonRuns } from '../comparison.ts';
import type { RunConfig } from '../config.ts';
import { presetComparison } from '../presets.ts';
import { RunRecord } from '../run-record.ts';
import type { Evaluation } from '../verdict.ts';
import { type Standing, standingOf } from './standing.ts';

/** What a run was seen to do. */
export interface Course {
  /** Accuracy at each look, the first one before training; every `evaluationInterval` steps. */
  accuracies?: readonly number[];
  /** Looks from this one on have this class for an answer to everything. */
  stuck?: { from: number; class: number };
  /** Classes that are never answered. */
  missing?: readonly number[];
  saturation?: number;
  /** The first step whose loss is NaN. */
  nanAt?: number;
  /** Test images of the last look. */
  images?: number;
  broken?: boolean;
}

function standing(config: RunConfig, course: Course = {}): Standing {
  const { accuracies = [], stuck, missing = [], saturation = 0.5, nanAt, images = 1000, broken } = course;
  const record = new RunRecord(config);
  accuracies.forEach((accuracy, i) => {
    const step = i * config.evaluationInterval;
    for (let made = Math.max(1, step - config.evaluationInterval + 1); made <= step; made++)
      record.addStep(trained(made, saturation, nanAt));
    const count = i === accuracies.length - 1 ? images : 1000;
    const answer = stuck && i >= stuck.from ? stuck.class : undefined;
    record.addEvaluation(evaluation(step, accuracy, count, answer, missing));
  });
  return standingOf(record, broken);
}

/** The runs of a comparison, each with its course. */
export function standings(comparison: Comparison, ...courses: readonly Course[]): Standing[] {
  return comparisonRuns(comparison).map((config, i) => standing(config, courses[i]));
}

/** Without BN against with, in the article's setting. */
export function articleWith(change: Partial<RunConfig> = {}): Comparison {
  const { shared, arms } = presetComparison('article');
  return { shared: { ...shared, ...change }, arms };
}

function trained(step: number, saturation: number, nanAt = Number.POSITIVE_INFINITY) {
  return { step, loss: step >= nanAt ? Number.NaN : 1, correct: 5, count: 50, saturation, milliseconds: 10 };
}

function evaluation(
  step: number,
  accuracy: number,
  count: number,
  answer: number | undefined,
  missing: readonly number[],
): Evaluation {
  const given = 10 - missing.length;
  const predictions = Array.from({ length: 10 }, (_, k) => (missing.includes(k) ? 0 : count / given));
  const stuck = predictions.map((_, k) => (k === answer ? count : 0));
  return {
    step,
    count,
    correct: Math.round(accuracy * count),
    predictions: answer === undefined ? predictions : stuck,
    finite: true,
  };
}
