/**
 * Recorded runs: what the pages show of a setting before the visitor has trained it. They were really measured, by this
 * program; each says where and when.
 *
 * A file that is missing or broken costs its runs and nothing else.
 */
import * as z from 'zod/mini';
import { createStore } from 'zustand/vanilla';
import { type Recordings, withRuns } from '../domain/recordings.ts';
import { type RunResult, runResultSchema } from '../domain/run-result.ts';
import { type EngineName, engineNames } from '../engine/engine.ts';

const recordedRunSchema = z.extend(runResultSchema, {
  engine: z.enum(engineNames),
  recorded: z.object({
    /** Day of the recording, such as 2026-11-23. */
    date: z.string(),
    /** Such as "Chromium 156". */
    browser: z.string(),
    /** Processor cores of the machine. */
    cores: z.int(),
    /** Version of the program. */
    commit: z.string(),
  }),
});

/** Runs are checked one by one, as one that is broken shall not cost the others. */
const fileSchema = z.object({ format: z.literal(1), runs: z.array(z.unknown()) });
const indexSchema = z.object({ format: z.literal(1), names: z.array(z.string()) });

/** The file that lists all others. */
const INDEX = 'index.json';

export interface RecordedRun extends RunResult {
  engine: EngineName;
  recorded: { date: string; browser: string; cores: number; commit: string };
}

/** Reads the text of a file of recorded runs; throws what is wrong with it as a whole. */
export function parseRecorded(text: string): { runs: RecordedRun[]; broken: number } {
  const parsed = fileSchema.parse(JSON.parse(text)).runs.map((run) => recordedRunSchema.safeParse(run));
  const runs = parsed.flatMap((result) => (result.success ? [result.data] : []));
  return { runs, broken: parsed.length - runs.length };
}

export interface RecordedState {
  runs: Recordings<RecordedRun>;
  /** Files that were asked for and are still on their way. */
  loading: number;
  /** Files, or runs of files, that could not be used. */
  problems: readonly string[];
}

/** What became of one file. */
interface LoadedFile {
  runs: RecordedRun[];
  /** Files that are in order by now. */
  solved: string[];
  /** The file that is not. */
  problem?: string;
  /** Whether there is nothing to be had by asking again. */
  isDone: boolean;
}

export class RecordedRuns {
  readonly store = createStore<RecordedState>(() => ({ runs: new Map(), loading: 0, problems: [] }));
  readonly #fetchText: (file: string) => Promise<string>;
  /** Names that are there or on their way. */
  readonly #asked = new Set<string>();
  #index: Promise<ReadonlySet<string>> | undefined;

  /** `fetchText` gives the text of a file in the folder of recordings; it rejects when there is none. */
  constructor(fetchText: (file: string) => Promise<string>) {
    this.#fetchText = fetchText;
  }

  /**
   * Loads files by name, each once; what failed is tried again. Names that were never recorded are passed over. What is
   * asked for together is there together: each change of the store is a repaint of all that shows recordings.
   */
  async load(names: readonly string[]): Promise<void> {
    const fresh = names.filter((name) => !this.#asked.has(name));
    if (fresh.length === 0) return;
    for (const name of fresh) this.#asked.add(name);
    this.store.setState(({ loading }) => ({ loading: loading + fresh.length }));
    const files = await Promise.all(fresh.map((name) => this.#loadFile(name)));
    for (const [i, name] of fresh.entries()) if (!files[i]!.isDone) this.#asked.delete(name);
    const solved = new Set(files.flatMap((file) => file.solved));
    this.store.setState((state) => ({
      runs: withRuns(
        state.runs,
        files.flatMap(({ runs }) => runs),
      ),
      problems: [
        ...new Set([
          ...state.problems.filter((problem) => !solved.has(problem)),
          ...files.flatMap(({ problem }) => problem ?? []),
        ]),
      ],
      loading: state.loading - fresh.length,
    }));
  }

  async #loadFile(name: string): Promise<LoadedFile> {
    const file = `${name}.json`;
    this.#index ??= this.#loadIndex();
    let isListed: boolean;
    try {
      isListed = (await this.#index).has(name);
    } catch {
      this.#index = undefined;
      return { runs: [], solved: [], problem: INDEX, isDone: false };
    }
    if (!isListed) return { runs: [], solved: [INDEX], isDone: true };
    try {
      const { runs, broken } = parseRecorded(await this.#fetchText(file));
      if (broken > 0) return { runs, solved: [INDEX], problem: file, isDone: true };
      return { runs, solved: [INDEX, file], isDone: true };
    } catch {
      return { runs: [], solved: [INDEX], problem: file, isDone: false };
    }
  }

  async #loadIndex(): Promise<ReadonlySet<string>> {
    return new Set(indexSchema.parse(JSON.parse(await this.#fetchText(INDEX))).names);
  }
}
