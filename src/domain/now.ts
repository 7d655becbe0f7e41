/**
 * What happens in a comparison right now, and what is worth trying next: one statement of each, as a code with values. The
 * words are the page's.
 */
import type { RunConfig } from './config.ts';
import type { RunSummary } from './run-record.ts';
import { milestones } from './run-record.ts';

/** What is known of one arm's run. */
export interface RunNow {
  config: RunConfig;
  summary: Pick<RunSummary, 'step' | 'verdict' | 'accuracy' | 'milestoneSteps'>;
  /** Largest softmax probability, mean of the last batch, in [0, 1]. */
  saturation?: number | undefined;
  ended: boolean;
}

/** `run` and `other` are the places of arms, 0 for A. Accuracies are in [0, 1]. */
export type Statement =
  | { kind: 'waiting' }
  | { kind: 'beginning' }
  | { kind: 'nan'; run: number; step: number; isSumOfLogs: boolean }
  /** `saturation`: of the double softmax's first one, where that is why nothing is learned. */
  | { kind: 'collapsed'; run: number; digit: number; step: number; saturation?: number }
  | { kind: 'plateau'; run: number; accuracy: number; step: number }
  | { kind: 'fallen'; run: number; from: number; step: number }
  | { kind: 'ahead'; run: number; other: number; points: number; step: number }
  | { kind: 'alike'; accuracy: number; step: number }
  /** At the end. `reached`: the milestone that the first reached and the other did not. */
  | { kind: 'reached'; run: number; other: number; milestone: number; step: number }
  | { kind: 'endedAhead'; run: number; other: number; points: number }
  | { kind: 'endedAlike'; accuracy: number };

/** What to try after that. */
export type Next = 'correct-loss' | 'other-rate' | 'best-rates' | 'another-seed';

/**
 * Accuracies closer than this are alike: of 1,000 images the standard error at 95% is 0.7 of a percent, at 98% 0.4, so a
 * difference of half a percent may be chance.
 */
const ALIKE = 0.005;
/** From here on the softmax is certain, and what comes back through it is next to nothing: p(1 − p) is below 0.02. */
const SATURATED = 0.98;

export function statementOf(runs: readonly RunNow[]): Statement {
  if (runs.every(({ summary }) => summary.step === 0)) return { kind: 'waiting' };
  const failure = failureOf(runs);
  if (failure) return failure;
  return runs.every(({ ended }) => ended) ? resultOf(runs) : raceOf(runs);
}

/** The worst that has befallen a run: numbers that are lost, one answer to everything, a rest far from the goal. */
function failureOf(runs: readonly RunNow[]): Statement | undefined {
  const told = runs.map(failureOfRun);
  for (const kind of ['nan', 'collapsed', 'fallen', 'plateau'] as const) {
    const found = told.find((statement) => statement?.kind === kind);
    if (found) return found;
  }
  return undefined;
}

function failureOfRun({ config, summary, saturation }: RunNow, run: number): Statement | undefined {
  const { verdict, accuracy } = summary;
  switch (verdict.kind) {
    case 'nan':
      return { kind: 'nan', run, step: verdict.step, isSumOfLogs: config.loss === 'sum-log' };
    case 'collapsed': {
      const isSaturated = config.loss === 'double-softmax' && (saturation ?? 0) >= SATURATED;
      return {
        kind: 'collapsed',
        run,
        digit: verdict.class,
        step: verdict.step,
        ...(isSaturated && { saturation: saturation! }),
      };
    }
    case 'fallen':
      return { kind: 'fallen', run, from: verdict.from, step: verdict.step };
    case 'plateau':
      return accuracy && { kind: 'plateau', run, accuracy: accuracy.value, step: verdict.step };
    default:
      return undefined;
  }
}

interface Ranked {
  run: number;
  accuracy: number;
  step: number;
}

/** Runs by the accuracy of their last look, the best first; empty until all were looked at after a step. */
function ranking(runs: readonly RunNow[]): Ranked[] {
  const ranked = runs.flatMap(({ summary: { accuracy } }, run) =>
    accuracy && accuracy.step > 0 ? [{ run, accuracy: accuracy.value, step: accuracy.step }] : [],
  );
  return ranked.length < runs.length ? [] : ranked.sort((a, b) => b.accuracy - a.accuracy);
}

function raceOf(runs: readonly RunNow[]): Statement {
  const ranked = ranking(runs);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last) return { kind: 'beginning' };
  const points = first.accuracy - last.accuracy;
  if (points <= ALIKE) return { kind: 'alike', accuracy: last.accuracy, step: last.step };
  return { kind: 'ahead', run: first.run, other: last.run, points, step: first.step };
}

function resultOf(runs: readonly RunNow[]): Statement {
  const ranked = ranking(runs);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last) return { kind: 'beginning' };
  const points = first.accuracy - last.accuracy;
  if (points <= ALIKE) return { kind: 'endedAlike', accuracy: last.accuracy };
  for (const i of [2, 1, 0]) {
    const step = runs[first.run]!.summary.milestoneSteps[i];
    if (step !== undefined && runs[last.run]!.summary.milestoneSteps[i] === undefined)
      return { kind: 'reached', run: first.run, other: last.run, milestone: milestones[i]!, step };
  }
  return { kind: 'endedAhead', run: first.run, other: last.run, points };
}

/**
 * What would show something new, once the runs have come to something: another loss where the article's has failed, then
 * the article's other rate, then the setting of today; and after that another seed, since one proves nothing. `tried`:
 * what was opened or done since the page was.
 */
export function nextOf(
  runs: readonly RunNow[],
  statement: Statement,
  tried: ReadonlySet<Next>,
): Next | undefined {
  const isOver = runs.every(({ ended }) => ended);
  if (!isOver && statement.kind !== 'collapsed' && statement.kind !== 'nan') return undefined;
  const isArticle = runs.some(({ config }) => config.loss !== 'softmax-cross-entropy');
  const order: Next[] = isArticle
    ? ['correct-loss', 'other-rate', 'best-rates', 'another-seed']
    : ['best-rates', 'other-rate', 'another-seed'];
  return order.find((next) => !tried.has(next)) ?? 'another-seed';
}
