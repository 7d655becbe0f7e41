/** Files of runs: what is exported and can be imported again, here or elsewhere. */
import * as z from 'zod/mini';
import { environmentSchema, type KeptRun, keptRunSchema, wordLimits, wordSchema } from './kept-run.ts';
import { LOSS_WINDOW, type RecordState, type RunRecord } from './run-record.ts';
import { type RunResult, resultOf, runResultSchema, seriesSchema } from './run-result.ts';
import { CAPACITY, type SeriesState } from './series.ts';
import { forEachSeries } from './series-catalogue.ts';
import { evaluationSchema } from './verdict.ts';

const FORMAT = 'batchnorm-lab.runs';
const VERSION = 1;
const HEAD = `{"format":"${FORMAT}","version":${VERSION},"runs":[`;
const TAIL = ']}';

/** The most that is read of one file. */
export const fileLimits = { bytes: 64 * 1024 * 1024, runs: 2_000 };

/** A result with what is known of the run besides; whatever comes from the command line has the result alone. */
const filedRunSchema = z.extend(runResultSchema, {
  engine: z.optional(z.nullable(wordSchema)),
  about: z.optional(
    z.object({
      created: z.number(),
      name: z.string().check(z.maxLength(wordLimits.name)),
      notes: z.string().check(z.maxLength(wordLimits.notes)),
      environment: environmentSchema,
      state: z.enum(['unfinished', 'finished', 'failed']),
      step: z.int().check(z.minimum(0)),
      /** Mean loss of the last steps. */
      loss: z.nullable(z.number()),
      /** What it was called where it was kept, and the runs that it belongs to; files of older versions lack it. */
      place: z.optional(
        z.extend(z.pick(keptRunSchema, { id: true, comparison: true, arm: true, parent: true }), {
          diverged: z.boolean(),
        }),
      ),
    }),
  ),
  /** Milliseconds that the steps so far took together. */
  time: z.optional(seriesSchema),
  evaluations: z.optional(z.array(evaluationSchema)),
});
export type FiledRun = z.infer<typeof filedRunSchema>;

/** Runs are checked one by one, as one that is broken shall not cost the others. */
const fileSchema = z.object({ runs: z.array(z.unknown()) });

/** A kept run as files have it. */
export function filedRun(run: KeptRun, record: RunRecord): FiledRun {
  const { created, name, notes, environment, state, step, loss, id, comparison, arm, parent, diverged } = run;
  const place = {
    id,
    diverged,
    ...(comparison !== undefined && { comparison }),
    ...(arm !== undefined && { arm }),
    ...(parent && { parent }),
  };
  const { time, evaluations } = record.state;
  return {
    ...resultOf(record),
    // A record of a result has its curves alone: what was found at test images, and how fast it was, is the run's.
    ...(evaluations.length === 0 && { verdict: run.verdict, testAccuracy: run.accuracy }),
    ...(time.steps.length === 0 && { millisecondsPerStep: run.millisecondsPerStep }),
    engine: run.engine,
    about: { created, name, notes, environment, state, step, loss, place },
    time: plainSeries(time),
    evaluations: evaluations.map(({ confusion: _c, digits: _d, ...counts }) => counts),
  };
}

/** A run as it stands in a file. One by one, so that whoever writes hundreds can do something else in between. */
export function filedText(run: FiledRun): Blob {
  return new Blob([JSON.stringify(run)]);
}

/**
 * Files of runs, each as `filedText` gives it: as many as it takes for all of them to be read again.
 *
 * @param limits The most that is read of one file.
 */
export function runFiles(runs: readonly Blob[], limits: typeof fileLimits = fileLimits): Blob[] {
  const files: Blob[][] = [];
  let bytes = 0;
  for (const run of runs) {
    const file = files.at(-1);
    // With the comma in front of it.
    bytes += run.size + 1;
    if (file && bytes <= limits.bytes && file.length < limits.runs) file.push(run);
    else {
      files.push([run]);
      bytes = HEAD.length + run.size + TAIL.length;
    }
  }
  return files.map((file) => {
    const parts = file.flatMap((run, i) => (i === 0 ? [run] : [',', run]));
    return new Blob([HEAD, ...parts, TAIL], { type: 'application/json' });
  });
}

/** What cannot be read of a file: all of it, or single runs of it, which are counted from 1. */
export type FileFault =
  | { kind: 'unreadable' }
  | { kind: 'too-large' }
  | { kind: 'not-json' }
  | { kind: 'no-runs' }
  | { kind: 'too-many' }
  | { kind: 'run'; number: number; place: string };

/** What a file has in one place. */
export type ReadRun = { run: FiledRun } | { fault: FileFault };

/**
 * Reads such a file, or what `npm run compare -- --json` writes, one run after the other, so that whoever reads hundreds can do
 * something else in between. Never throws.
 */
export function* readRuns(text: string): Generator<ReadRun, void, void> {
  const file = valuesOf(text);
  if (typeof file === 'string') {
    yield { fault: { kind: file } };
    return;
  }
  for (const [i, value] of file.entries()) {
    const run = filedRunSchema.safeParse(value);
    const place = run.success ? curveFault(run.data) : (run.error.issues[0]?.path.join('.') ?? '');
    if (run.success && place === undefined) yield { run: run.data };
    else yield { fault: { kind: 'run', number: i + 1, place: place ?? '' } };
  }
}

/** What may be runs; or why it is none. */
function valuesOf(text: string): unknown[] | 'not-json' | 'no-runs' | 'too-many' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'not-json';
  }
  const file = fileSchema.safeParse(json);
  if (!file.success || file.data.runs.length === 0) return 'no-runs';
  return file.data.runs.length > fileLimits.runs ? 'too-many' : file.data.runs;
}

/**
 * A run of a file as it is kept here, under a name of its own.
 *
 * @param names Those that runs of the file get here, by the names that they had.
 */
export function keptFrom(
  filed: FiledRun,
  id: string,
  now: number,
  names: ReadonlyMap<string, string> = new Map(),
): { run: KeptRun; record: RecordState } {
  const { about, config, engine, verdict, testAccuracy, millisecondsPerStep } = filed;
  const { comparison, arm, parent, diverged } = about?.place ?? {};
  const accuracies = (filed.series.testAccuracy?.values ?? []).filter((value) => value !== null);
  const lastStep = filed.series.loss?.steps.at(-1) ?? filed.series.testAccuracy?.steps.at(-1) ?? 0;
  const { steps = [], values = [] } = filed.series.loss ?? {};
  const lossFailedAt = steps[values.indexOf(null)];
  const run: KeptRun = {
    id,
    created: about?.created ?? now,
    updated: now,
    origin: 'imported',
    ...(comparison !== undefined && { comparison }),
    ...(arm !== undefined && { arm }),
    ...(parent && { parent: { ...parent, id: names.get(parent.id) ?? parent.id } }),
    name: about?.name ?? '',
    notes: about?.notes ?? '',
    pinned: false,
    config,
    engine: engine ?? null,
    environment: about?.environment ?? { agent: '', cores: 0 },
    state: about?.state ?? 'finished',
    step: about?.step ?? lastStep,
    diverged: diverged ?? lossFailedAt !== undefined,
    verdict,
    accuracy: testAccuracy,
    bestAccuracy: accuracies.length > 0 ? Math.max(...accuracies) : null,
    loss: about ? about.loss : lastLoss(filed),
    millisecondsPerStep,
    checkpoints: [],
  };
  const record: RecordState = {
    config,
    series: forEachSeries((name) => seriesState(filed.series[name])),
    time: seriesState(filed.time),
    evaluations: filed.evaluations ?? [],
    looks: filed.looks ?? [],
    lookingTime: (filed.looks ?? []).reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    scalings: filed.scalings ?? [],
    ...(lossFailedAt !== undefined && { lossFailedAt }),
  };
  return { run, record };
}

/** As lists show it of all runs: the mean of the last steps. A point of a short curve is the mean of some already. */
function lastLoss({ series: { loss }, finalLoss }: FiledRun): number | null {
  const { steps, values } = loss ?? { steps: [], values: [] };
  if (steps.length === 0) return finalLoss;
  const from = steps.at(-1)! - LOSS_WINDOW;
  const last = values.filter((_, i) => steps[i]! > from);
  const sum = last.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0);
  return Number.isFinite(sum) ? sum / last.length : null;
}

/** The first curve that is none: steps without values, out of order, or more of them than a record holds. */
function curveFault({ series, time }: FiledRun): string | undefined {
  const curves: [string, RunResult['series']['loss']][] = [...Object.entries(series), ['time', time]];
  return curves.find(([, curve]) => {
    if (!curve) return false;
    const { steps, values } = curve;
    const isAscending = steps.every((step, i) => step >= 0 && (i === 0 || step > steps[i - 1]!));
    return steps.length !== values.length || steps.length > CAPACITY || !isAscending;
  })?.[0];
}

function seriesState(series: RunResult['series']['loss']): SeriesState {
  const { steps = [], values = [], thinned } = series ?? {};
  return {
    steps: Float64Array.from(steps),
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    thinned: thinned ?? false,
  };
}

function plainSeries({ steps, values }: SeriesState): z.infer<typeof seriesSchema> {
  return {
    steps: Array.from(steps),
    values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
  };
}
