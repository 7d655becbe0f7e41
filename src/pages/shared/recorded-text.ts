/** Where recorded runs come from, in words. */
import type { RecordedRun } from '../../lab/recorded.ts';
import type { Text } from '../../text/text.ts';

/** Runs of one setting may have been recorded on several days and with several engines: all of them are named. */
export function recordedText(runs: readonly RecordedRun[], text: Text): string {
  const all = (of: (run: RecordedRun) => string) => text.list([...new Set(runs.map(of))].sort());
  return text.charts.origin(
    all(({ engine }) => text.engine.names[engine]),
    all(({ recorded }) => recorded.browser),
    all(({ recorded }) => String(recorded.cores)),
    all(({ recorded }) => recorded.date),
  );
}
