/** How fast all runs go together. */
import type { RunView } from '../../lab/comparison/state.ts';
import type { Text } from '../../text/text.ts';

/**
 * "3.3 steps/s": steps that every run makes in a second. They keep in step, so the slowest sets the pace. Nothing before
 * all have made one.
 */
export function stepsPerSecondText(
  runs: readonly { summary: Pick<RunView['summary'], 'millisecondsPerStep'> }[],
  text: Text,
): string {
  const times = runs.map(({ summary }) => summary.millisecondsPerStep ?? Number.NaN);
  const rate = 1000 / Math.max(...times);
  if (!Number.isFinite(rate)) return '';
  return text.stepsPerSecond(rate < 9.95 ? rate.toFixed(1) : rate.toFixed(0));
}
