/**
 * A recorded comparison: what the page shows of a setting before the visitor has trained it. It was really
 * measured, by this program; the file says where and when.
 */
import * as z from 'zod/mini';
import { type RunConfig, runConfigSchema } from '../domain/config.ts';
import type { Points } from '../domain/series.ts';
import { type EngineName, engineNames } from '../engine/engine.ts';

const seriesSchema = z.object({ steps: z.array(z.int()), values: z.array(z.nullable(z.number())) });

const fileSchema = z.object({
  /** Day of the recording, such as 2026-11-22. */
  date: z.string(),
  /** Such as "Chromium 156". */
  browser: z.string(),
  /** Processor cores of the machine. */
  cores: z.int(),
  engine: z.enum(engineNames),
  runs: z.tuple([runSchema(), runSchema()]),
});

function runSchema() {
  return z.object({
    config: runConfigSchema,
    series: z.object({ loss: seriesSchema, testAccuracy: seriesSchema }),
  });
}

interface RecordedRun {
  config: RunConfig;
  loss: Points;
  accuracy: Points;
}

export interface RecordedComparison {
  date: string;
  browser: string;
  cores: number;
  engine: EngineName;
  runs: [RecordedRun, RecordedRun];
}

/** Reads the text of a recorded comparison; throws what is wrong with it. */
export function parseRecorded(text: string): RecordedComparison {
  const { runs, ...rest } = fileSchema.parse(JSON.parse(text));
  const [a, b] = runs.map(({ config, series }) => ({
    config,
    loss: pointsOf(series.loss),
    accuracy: pointsOf(series.testAccuracy),
  }));
  return { ...rest, runs: [a!, b!] };
}

/** JSON has no NaN; the export writes null. */
function pointsOf({ steps, values }: z.infer<typeof seriesSchema>): Points {
  return { steps, values: values.map((value) => value ?? Number.NaN) };
}

/** The recording of the default comparison; a missing or broken file costs the recording and nothing else. */
export async function loadRecorded(): Promise<RecordedComparison | undefined> {
  try {
    const response = await fetch(new URL('recorded/article-1e-3.json', document.baseURI));
    return parseRecorded(await response.text());
  } catch {
    return undefined;
  }
}

/** Whether a recording is of these runs. */
export function isRecordingOf(recorded: RecordedComparison, configs: readonly RunConfig[]): boolean {
  const key = (config: RunConfig) => JSON.stringify(Object.entries(config).sort());
  return configs.every((config, i) => key(config) === key(recorded.runs[i as 0 | 1].config));
}
