/** Where a recorded run comes from, in words. */
import type { RecordedRun } from '../../lab/recorded.ts';
import type { Text } from '../../text/text.ts';

export function recordedText({ engine, recorded }: RecordedRun, text: Text): string {
  return text.charts.origin(text.engine.names[engine], recorded.browser, recorded.cores, recorded.date);
}
