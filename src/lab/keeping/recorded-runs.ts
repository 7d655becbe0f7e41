/**
 * Recorded runs as the page of runs lists them: the same values as of every run that is kept, made when they are asked for. They are
 * not kept in the browser, as they come with the lab.
 */
import { configKey } from '../../domain/config.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import type { Recordings } from '../../domain/recordings.ts';
import { keptFrom } from '../../domain/run-file.ts';
import { RunRecord } from '../../domain/run-record.ts';
import type { RecordedRun } from '../recorded.ts';

/** The same value each time, so that nothing is painted anew for it. */
const listedOf = new WeakMap<RecordedRun, KeptRun>();
const sources = new WeakMap<KeptRun, RecordedRun>();

export function listedRecordings(recordings: Recordings<RecordedRun>): KeptRun[] {
  return [...recordings.values()].flat().map((source) => {
    const known = listedOf.get(source);
    if (known) return known;
    const run = listedRun(source);
    listedOf.set(source, run);
    sources.set(run, source);
    return run;
  });
}

/** What a listed run was made of; undefined of one that is kept in the browser. */
export function recordingOf(run: KeptRun): RecordedRun | undefined {
  return sources.get(run);
}

/** The curves of a recorded run, as those of every other. */
export function recordOf(source: RecordedRun): RunRecord {
  const { record } = keptFrom(source, '', 0);
  return new RunRecord(record.config, '', record);
}

function listedRun(source: RecordedRun): KeptRun {
  const { date, browser, cores } = source.recorded;
  const day = Date.parse(date);
  return {
    ...keptFrom(source, `recorded ${configKey(source.config)}`, day).run,
    origin: 'recorded',
    environment: { agent: browser, cores },
  };
}
