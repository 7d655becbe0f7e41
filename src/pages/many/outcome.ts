/** What became of the runs of a cell, in words. */
import type { RunResult } from '../../domain/run-result.ts';
import { centreOf, countVerdicts, type Spread, spreadOf } from '../../domain/statistics.ts';
import type { ManyText } from '../../text/many.ts';
import { exactPercent } from '../../ui/format.ts';

/** Test accuracies of the runs that have one. */
export function accuraciesOf(runs: readonly RunResult[]): number[] {
  return runs.flatMap(({ testAccuracy }) => testAccuracy ?? []);
}

/** The median and, beside it, the range and the seeds; of two seeds both values, as they have no median. */
export function spreadText(spread: Spread, text: ManyText): { result: string; beside: string } {
  const centre = centreOf(spread);
  const [low, high] = [exactPercent(spread.low), exactPercent(spread.high)];
  return centre === undefined
    ? { result: text.fewSeeds.both(low, high), beside: text.fewSeeds.count(spread.count) }
    : { result: exactPercent(centre), beside: text.many.range(low, high, spread.count) };
}

/** What was measured, and what failed; undefined of no runs. */
export function outcomeOf(
  runs: readonly RunResult[],
  text: ManyText,
): { result: string; beside: string; failures: string[] } | undefined {
  const spread = spreadOf(accuraciesOf(runs));
  if (!spread) return undefined;
  const { collapsed, nan, plateau, fallen } = countVerdicts(runs.map((run) => run.verdict));
  const total = runs.length;
  return {
    ...spreadText(spread, text),
    failures: [
      ...(collapsed > 0 ? [text.many.stuck(collapsed, total)] : []),
      ...(nan > 0 ? [text.many.nan(nan, total)] : []),
      ...(fallen > 0 ? [text.many.fallen(fallen, total)] : []),
      ...(plateau > 0 ? [text.many.plateau(plateau, total)] : []),
    ],
  };
}
