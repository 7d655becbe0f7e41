/** The recorded runs, as the files hold them. */
import { readFileSync } from 'node:fs';
import type { RecordedRun } from '../src/lab/recorded.ts';

export function recordedRuns(name: string): RecordedRun[] {
  const file = new URL(`../public/recorded/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { runs: RecordedRun[] }).runs;
}
