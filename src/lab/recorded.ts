/**
 * Recorded runs: what the pages show of a setting before the visitor has trained it. They were really measured, by this
 * program; each says where and when.
 *
 * A file that is missing or broken costs its runs and nothing else.
 */
import * as z from 'zod/mini';
import { createStore } from 'zustand/vanilla';
import { configKey } from '../domain/config.ts';
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
  /** By `configKey`. */
  runs: ReadonlyMap<string, RecordedRun>;
  /** Files that were asked for and are still on their way. */
  loading: number;
  /** Files, or runs of files, that could not be used. */
  problems: readonly string[];
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

  /** Loads files by name, each once; what failed is tried again. Names that were never recorded are passed over. */
  async load(names: readonly string[]): Promise<void> {
    const fresh = names.filter((name) => !this.#asked.has(name));
    for (const name of fresh) this.#asked.add(name);
    this.#loading(fresh.length);
    await Promise.all(
      fresh.map(async (name) => {
        if (!(await this.#loadFile(name))) this.#asked.delete(name);
        this.#loading(-1);
      }),
    );
  }

  /** False when the file, or the list of all files, could not be had. */
  async #loadFile(name: string): Promise<boolean> {
    this.#index ??= this.#loadIndex();
    try {
      if (!(await this.#index).has(name)) return true;
    } catch {
      this.#index = undefined;
      this.#problem(INDEX);
      return false;
    }
    const file = `${name}.json`;
    try {
      const { runs, broken } = parseRecorded(await this.#fetchText(file));
      this.store.setState((state) => ({
        runs: new Map([...state.runs, ...runs.map((run) => [configKey(run.config), run] as const)]),
      }));
      if (broken > 0) this.#problem(file);
      else this.#solved(file);
      return true;
    } catch {
      this.#problem(file);
      return false;
    }
  }

  async #loadIndex(): Promise<ReadonlySet<string>> {
    const names = new Set(indexSchema.parse(JSON.parse(await this.#fetchText(INDEX))).names);
    this.#solved(INDEX);
    return names;
  }

  #problem(file: string): void {
    this.store.setState(({ problems }) => ({ problems: [...new Set([...problems, file])] }));
  }

  #solved(file: string): void {
    const { problems } = this.store.getState();
    if (problems.includes(file))
      this.store.setState({ problems: problems.filter((problem) => problem !== file) });
  }

  #loading(change: number): void {
    this.store.setState(({ loading }) => ({ loading: loading + change }));
  }
}
