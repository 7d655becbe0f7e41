/**
 * Keeps the runs of the comparison at hand in the browser while they train, and finds those that another life of the page has
 * left in the middle.
 *
 * Workers keep checkpoints (worker/run-loop.ts), this keeps records: whenever a checkpoint was kept, and when runs rest or end. So
 * a record always reaches at least as far as the checkpoints that it names.
 */
import { createStore } from 'zustand/vanilla';
import { type Comparison, comparisonRuns } from '../../domain/comparison.ts';
import type { KeptComparison, KeptRun } from '../../domain/kept-run.ts';
import { withRateFrom } from '../../domain/learning-rate.ts';
import { RunRecord } from '../../domain/run-record.ts';
import { engineNames } from '../../engine/catalogue.ts';
import { failureOf, type StorageFailure } from '../../storage/failure.ts';
import type * as shelf from '../../storage/shelf.ts';
import type { ShelvedRun } from '../../storage/shelf.ts';
import type { ComparisonLab } from '../comparison/comparison-lab.ts';
import type { KeptArm } from '../comparison/model.ts';
import type { LabState } from '../comparison/state.ts';
import { newId } from '../new-id.ts';
import { watch } from '../watch.ts';
import { environmentOf } from './environment.ts';
import { keptRun } from './kept-of.ts';
import type { TabLocks } from './tab-locks.ts';
import { Writing } from './writing.ts';

/** Runs that were left in the middle. */
export interface Interrupted {
  comparison: KeptComparison;
  arms: KeptArm[];
  /** Where the furthest of them goes on, and where they are to end. */
  step: number;
  steps: number;
}

export interface KeepingState {
  /** Why nothing is kept at the moment. */
  failure?: StorageFailure;
  interrupted?: Interrupted;
  /**
   * What became of the question whether to go on: `declined` here, or `answered` in another tab, which has gone on with the
   * runs or was told that nobody wants to; `unreadable`: they cannot be gone on with, as they are damaged.
   */
  outcome?: 'declined' | 'answered' | 'unreadable' | undefined;
}

interface Surroundings {
  shelf: Pick<
    typeof shelf,
    'keepRuns' | 'listComparisons' | 'readRun' | 'readRecord' | 'checkpointSteps' | 'closeComparison'
  >;
  locks: TabLocks;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called after runs were kept. */
  onKept: () => void;
}

/** Steps that a run which is opened again has left at least. */
const MORE_STEPS = 100;
/** Milliseconds after which nobody wants to go on any more: thirty days. */
const FORGOTTEN = 30 * 24 * 3600 * 1000;

export class ComparisonKeeper {
  readonly store = createStore<KeepingState>(() => ({}));
  readonly #lab: ComparisonLab;
  readonly #surroundings: Surroundings;
  /** The comparison at hand: by its first record, and the name that it is kept under. */
  #first: RunRecord;
  #id: string | undefined;
  #release: (() => void) | undefined;
  #parents: KeptRun['parent'][] = [];
  /** The runs as they were written last; see `stampOf`. */
  #written = '';
  readonly #writing = new Writing(() => this.#write());

  constructor(lab: ComparisonLab, surroundings: Surroundings) {
    this.#lab = lab;
    this.#surroundings = surroundings;
    this.#first = lab.store.getState().runs[0]!.record;
  }

  /** Begins to keep what is trained. Gives back how to stop. */
  open(): () => void {
    return watch(this.#lab.store, (state, before) => this.#follow(state, before));
  }

  /** Looks for runs that were left in the middle, and that no other tab has. */
  async findInterrupted(): Promise<void> {
    try {
      const interrupted = await this.#interrupted();
      // Meanwhile the visitor may have begun something else.
      if (interrupted && this.#id === undefined) this.store.setState({ interrupted });
    } catch (error) {
      this.store.setState({ failure: failureOf(error) });
    }
  }

  /** Goes on with the runs that were found. */
  async goOn(): Promise<void> {
    const { interrupted } = this.store.getState();
    if (!interrupted) return;
    this.store.setState({}, true);
    const isTaken = await this.#take(interrupted.comparison.id);
    const { failure, outcome } = this.store.getState();
    if (!isTaken && !failure && !outcome) this.store.setState({ outcome: 'answered' });
    // Of runs that are over, to run would mean to throw them away.
    if (isTaken && this.#lab.store.getState().status !== 'finished') this.#lab.run();
  }

  /**
   * Opens a run where it has a checkpoint, twice: as it went, and with another learning rate from the next step on. False when
   * it cannot be had any more.
   */
  async rewind(run: KeptRun, step: number, learningRate: number): Promise<boolean> {
    const { shelf } = this.#surroundings;
    const place = run.checkpoints.find((one) => one.step === step);
    const engine = engineNames.find((name) => name === run.engine);
    const schedule = withRateFrom(run.config.learningRate, step + 1, learningRate);
    const state = await this.#try(shelf.readRecord(run.id));
    const steps = await this.#try(shelf.checkpointSteps(run.id));
    if (!place || !engine || !schedule || !state || !steps?.includes(step)) return false;
    const shared = { ...run.config, steps: Math.max(run.config.steps, step + MORE_STEPS) };
    const comparison: Comparison = { shared, arms: [{}, { learningRate: schedule }] };
    const records = comparisonRuns(comparison).map((config) => {
      const record = new RunRecord(config, newId(), structuredClone(state));
      record.cutTo(place);
      return record;
    });
    const origin = { id: run.id, step };
    this.#leave(this.#lab.store.getState());
    this.#first = records[0]!;
    this.#parents = [origin, origin];
    const arms = records.map(() => ({ checkpoints: [place] }));
    const { engineChoice } = this.#lab.kept;
    const kept = { comparison, asked: comparison, engineChoice, engine, arms };
    this.#lab.resume(kept, records, [origin, origin]);
    return true;
  }

  /** Nobody wants to go on with them: they stay among the runs. */
  async dismiss(): Promise<void> {
    const { interrupted } = this.store.getState();
    if (!interrupted) return;
    // First, so that nobody is asked again who has seen the question go.
    await this.#try(this.#surroundings.shelf.closeComparison(interrupted.comparison.id));
    const { interrupted: _, ...rest } = this.store.getState();
    this.store.setState({ ...rest, outcome: 'declined' }, true);
  }

  /** The visitor has read what became of the question. */
  forgetOutcome(): void {
    this.store.setState({ outcome: undefined });
  }

  /** The page may be gone soon: keeps what there is. */
  keepNow(): void {
    this.#lab.keepNow();
    if (isWorthKeeping(this.#lab.store.getState())) this.#writing.ask();
  }

  /** Resolves when all that was to be kept is kept, or could not be. */
  settled(): Promise<void> {
    return this.#writing.settled();
  }

  #follow(state: LabState, before: LabState): void {
    const { record } = state.runs[0]!;
    if (record !== this.#first) {
      this.#leave(before);
      this.#first = record;
    }
    if (!isWorthKeeping(state)) return;
    // Whoever trains has answered.
    const { interrupted, outcome } = this.store.getState();
    if (interrupted || outcome) this.store.setState({}, true);
    const isNews = state.runs.some((run, i) => {
      const old = before.runs[i];
      return run.checkpoints !== old?.checkpoints || run.ended !== old.ended || run.problem !== old.problem;
    });
    const rests =
      state.status !== before.status && (state.status === 'paused' || state.status === 'finished');
    if (isNews || rests) this.#writing.ask();
  }

  /** Other runs take the place of those at hand, which are kept as far as they came. */
  #leave(left: LabState): void {
    const id = this.#id;
    const release = this.#release;
    const kept = isWorthKeeping(left) && this.#kept(left, id ?? newId());
    this.#id = undefined;
    this.#parents = [];
    this.#release = undefined;
    void this.settled()
      .then(async () => {
        const { shelf, onKept } = this.#surroundings;
        if (kept && this.#written !== stampOf(left)) {
          const comparison = { ...kept.comparison, state: 'done' as const };
          await this.#try(shelf.keepRuns(kept.runs, { comparison }));
          onKept();
        } else if (id !== undefined) await this.#try(shelf.closeComparison(id));
      })
      .finally(release);
  }

  async #write(): Promise<void> {
    await this.#haveName();
    const state = this.#lab.store.getState();
    const comparison = this.#id;
    if (!isWorthKeeping(state) || comparison === undefined) return;
    const kept = this.#kept(state, comparison);
    const { shelf, onKept } = this.#surroundings;
    const isKept = await this.#try(shelf.keepRuns(kept.runs, kept).then(() => true));
    if (isKept) this.#written = stampOf(state);
    onKept();
  }

  /** What is kept of runs, and of their comparison. */
  #kept(state: LabState, comparison: string): { runs: ShelvedRun[]; comparison: KeptComparison } {
    const { comparison: settings, granted } = state;
    const updated = this.#surroundings.now();
    const environment = environmentOf(state.engine?.renderer);
    const runs = state.runs.map((view, arm) => {
      const parent = this.#parents[arm];
      const place = { origin: 'compare' as const, comparison, arm, ...(parent && { parent }) };
      // What the page shows may be some steps behind.
      const { summary, state: record } = view.record;
      return { run: keptRun({ ...view, summary }, place, environment, updated), record };
    });
    return {
      runs,
      comparison: {
        // Of runs whose place others have taken the lab knows no more than this.
        comparison: settings,
        asked: settings,
        engine: runs[0]!.run.engine ?? '',
        granted,
        ...(state === this.#lab.store.getState() && this.#lab.kept),
        id: comparison,
        updated,
        runs: runs.map(({ run }) => run.id),
        state: state.status === 'finished' ? 'done' : 'open',
      },
    };
  }

  /** Names the comparison at hand, if it has no name yet. */
  async #haveName(): Promise<void> {
    if (this.#id !== undefined) return;
    const first = this.#first;
    const id = newId();
    const release = await this.#surroundings.locks.hold(lockOf(id));
    // Meanwhile other runs may have taken its place, or have been brought a name.
    if (this.#first !== first || this.#id !== undefined) {
      release?.();
      this.#writing.ask();
      return;
    }
    this.#id = id;
    this.#release = release;
  }

  /** Puts kept runs in the place of those at hand; false when they cannot be had. */
  async #take(id: string): Promise<boolean> {
    const { locks, shelf } = this.#surroundings;
    const release = await locks.hold(lockOf(id));
    // Another tab was quicker.
    if (!release) return false;
    // It may have been gone on with, and left, since it was found.
    const kept = await this.#try(
      shelf.listComparisons().then((all) => all.find((one) => one.id === id && one.state === 'open')),
    );
    const arms = kept && (await this.#try(this.#armsOf(kept)));
    const engine = engineNames.find((name) => name === kept?.engine);
    if (!kept || !arms || !engine) {
      release();
      return false;
    }
    const states = await this.#try(Promise.all(kept.runs.map((run) => shelf.readRecord(run))));
    if (!states || states.some((state) => state === undefined)) {
      release();
      if (states) {
        this.store.setState({ outcome: 'unreadable' });
        // Nobody is asked again.
        await this.#try(shelf.closeComparison(id));
      }
      return false;
    }
    const records = states.map((state, i) => {
      const record = new RunRecord(state!.config, kept.runs[i], state);
      const { checkpoints, over } = arms[i]!;
      if (!over) record.cutTo(checkpoints.at(-1) ?? { step: 0, scaledAt: -1 });
      return record;
    });
    this.#leave(this.#lab.store.getState());
    this.#first = records[0]!;
    this.#id = kept.id;
    this.#release = release;
    const { comparison, asked } = kept;
    // What the visitor has chosen meanwhile holds for the next runs.
    const { engineChoice } = this.#lab.kept;
    this.#lab.resume({ comparison, asked, engineChoice, engine, arms }, records);
    return true;
  }

  async #interrupted(): Promise<Interrupted | undefined> {
    const { shelf, locks, now } = this.#surroundings;
    const since = now() - FORGOTTEN;
    const open = (await shelf.listComparisons()).filter(
      ({ state, updated }) => state === 'open' && updated > since,
    );
    const held = await locks.held();
    for (const comparison of open) {
      if (held.has(lockOf(comparison.id))) continue;
      const arms = await this.#armsOf(comparison);
      const step = Math.max(0, ...(arms ?? []).map((arm) => stepOf(arm)));
      const isOver = arms?.every(({ over }) => over !== undefined) ?? true;
      if (arms && step > 0 && !isOver)
        return { comparison, arms, step, steps: comparison.comparison.shared.steps };
      // There is nothing to go on from.
      await shelf.closeComparison(comparison.id);
    }
    return undefined;
  }

  /** Where each of its runs can go on; undefined where one of them is gone. */
  async #armsOf({ runs }: KeptComparison): Promise<KeptArm[] | undefined> {
    const { shelf } = this.#surroundings;
    const kept = await Promise.all(runs.map((id) => shelf.readRun(id)));
    const steps = await Promise.all(runs.map((id) => shelf.checkpointSteps(id)));
    if (kept.some((run) => run === undefined)) return undefined;
    return kept.map((run, i) => {
      const { step, state, diverged, checkpoints } = run!;
      return {
        checkpoints: checkpoints.filter((place) => steps[i]!.includes(place.step)),
        ...((state === 'finished' || diverged) && { over: { step, diverged } }),
      };
    });
  }

  async #try<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      const result = await work;
      const { failure: _, ...rest } = this.store.getState();
      this.store.setState(rest, true);
      return result;
    } catch (error) {
      this.store.setState({ failure: failureOf(error) });
      return undefined;
    }
  }
}

function stepOf({ checkpoints, over }: KeptArm): number {
  return over?.step ?? checkpoints.at(-1)?.step ?? 0;
}

/** Networks that nobody has trained are made again in no time; runs that were brought back are kept already. */
function isWorthKeeping({ runs, isHollow }: LabState): boolean {
  return !isHollow && runs.some(({ summary }) => summary.step > 0);
}

/** Tells runs apart by how far they are. */
function stampOf({ runs }: LabState): string {
  return runs.map(({ record, version, ended }) => `${record.id} ${version} ${ended}`).join();
}

function lockOf(comparison: string): string {
  return `batchnorm-lab.comparison.${comparison}`;
}
