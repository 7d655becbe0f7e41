/**
 * The comparison lab: a run worker for each arm, kept in step, and the state that the page shows.
 *
 * What happens is decided in `core.ts`; here it is done. It lives outside React, once for the whole program, so neither
 * double clicks nor React's strict mode start a second loop.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataState } from '../../data/data-loader.ts';
import { isDataWorkerLost } from '../../data/errors.ts';
import { type Comparison, comparisonRuns } from '../../domain/comparison.ts';
import type { RunConfig } from '../../domain/config.ts';
import type { KernelScalings } from '../../domain/kernel-scaling.ts';
import type { LearningRate } from '../../domain/learning-rate.ts';
import { RunRecord } from '../../domain/run-record.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { Knowledge, Refusal } from '../../engine/findings.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { newId } from '../new-id.ts';
import { throttle } from '../throttle.ts';
import { decide } from './core.ts';
import {
  decisionFor,
  isLive,
  type Kept,
  type LabCommand,
  type LabCore,
  type LabEvent,
  newLab,
  type Restart,
} from './model.ts';
import type { LabState, PreviousRuns, RunView } from './state.ts';

/** An arm's worker, as the lab needs it. All but `dispose` name the run that is meant. */
export interface Runner {
  /** `keep`: under which name its checkpoints are kept; `from`: the one that it goes on from, of this run or another. */
  start(
    run: number,
    engine: EngineName,
    config: RunConfig,
    kept: { keep: string; from?: { run: string; step: number } },
  ): void;
  /** Takes a checkpoint now. */
  keepNow(run: number): void;
  allow(run: number, step: number, paused: boolean): void;
  setLearningRate(run: number, schedule: LearningRate): void;
  setSteps(run: number, value: number): void;
  setKernelScalings(run: number, scalings: KernelScalings): void;
  /** After every how many steps runs are looked into, from now on. */
  setLooking(interval: number | undefined): void;
  dispose(): void;
}

/** Another run's checkpoint that a run begins with. */
export interface Origin {
  id: string;
  step: number;
}

export interface Surroundings {
  /** Makes the runner of an arm; A is 0. */
  createRunner(arm: number, onMessage: (message: FromWorker) => void): Runner;
  /** `lost` says that the data worker is gone, and every line to it. */
  retryData(lost: boolean): void;
  /** An engine does not start; what is known of the engines comes back through `setKnowledge`. */
  refuseEngine(engine: EngineName, why: Refusal): void;
}

/** Charts and cards repaint at most this often, in milliseconds. */
const REPAINT_INTERVAL = 100;

export class ComparisonLab {
  readonly store: StoreApi<LabState>;
  readonly #surroundings: Surroundings;
  readonly #runners: Runner[] = [];
  #core: LabCore;
  #data: DataState;
  #records: RunRecord[];
  #previousRecords: RunRecord[] = [];
  #origins: readonly (Origin | undefined)[] = [];
  #looking: number | undefined;
  #isInspectorLost = false;
  readonly #publish = throttle(() => this.#refresh(), REPAINT_INTERVAL);

  constructor(
    surroundings: Surroundings,
    comparison: Comparison,
    engineChoice: EngineChoice,
    data: DataState,
  ) {
    this.#surroundings = surroundings;
    this.#core = newLab(comparison, engineChoice, data.startable);
    this.#data = data;
    this.#records = newRecords(comparison);
    this.store = createStore(() => this.#view());
  }

  /** Makes workers and networks ready, so that the first step is one click away. */
  open(): void {
    this.#do({ type: 'open' });
  }

  setData(data: DataState): void {
    this.#data = data;
    this.#do({ type: 'data', ready: data.startable });
    this.#refresh();
  }

  /** Loads what is missing of the data. */
  retryData(): void {
    // A data worker that crashed takes the lines to the runs' workers with it.
    const lost = this.#data.error !== undefined && isDataWorkerLost(this.#data.error);
    this.#surroundings.retryData(lost);
    if (lost) this.#do({ type: 'reconnect' });
  }

  /** Runs until the configured step, from wherever the runs are; after their end, all over again. */
  run(): void {
    this.#do({ type: 'run' });
  }

  /** Stops all runs at one and the same step, as soon as may be. */
  pause(): void {
    this.#do({ type: 'pause' });
  }

  /** Runs or pauses; finished runs stay as they are. */
  toggle(): void {
    const { status } = this.#core;
    if (status === 'running' || status === 'starting') this.pause();
    else if (status !== 'finished') this.run();
  }

  /** Trains all runs for one step more. */
  stepOnce(): void {
    this.#do({ type: 'step' });
  }

  /** Throws all runs away and makes new networks ready. */
  reset(): void {
    this.#do({ type: 'reset' });
  }

  /**
   * Changes settings. Learning rates and the number of steps take effect on the runs as they are; anything else needs
   * new weights, starts all runs again, and goes on if they were running.
   */
  change(comparison: Comparison, setting: Restart['setting']): void {
    this.#do({ type: 'change', comparison, setting });
  }

  /** Moves the learning rate of all arms, or of one that has its own, from the next step on that none can have begun. */
  setLearningRate(value: number, arm?: number): void {
    this.#do({ type: 'rate', value, ...(arm !== undefined && { arm }) });
  }

  /** Multiplies the hidden layers' kernels of all arms, before the next step that none can have begun. */
  scaleKernels(factor: number): void {
    this.#do({ type: 'scale', factor });
  }

  /** Has the networks looked into after every so many steps, or no more; see domain/looking.ts. */
  setLooking(interval: number | undefined): void {
    this.#isInspectorLost = false;
    this.#looking = interval;
    for (const runner of this.#runners) runner.setLooking(interval);
    this.#refresh();
  }

  /** Whoever looked is gone, with every line to it. */
  loseInspector(): void {
    this.setLooking(undefined);
    this.#isInspectorLost = true;
    this.#refresh();
  }

  /** Opens another comparison, ready to be run. */
  show(comparison: Comparison): void {
    this.#do({ type: 'show', comparison });
  }

  chooseEngine(choice: EngineChoice): void {
    this.#do({ type: 'engine', choice });
  }

  /** What is known of the engines. */
  setKnowledge(knowledge: Knowledge): void {
    this.#do({ type: 'engines', knowledge });
  }

  /** Brings the finished runs back that the present ones have replaced. */
  undo(): void {
    this.#do({ type: 'undo' });
  }

  /**
   * Goes on with runs that were kept, from a pause; `records` are theirs, cut to where they go on, and `origins` the runs whose
   * checkpoints those begin with that have none of their own.
   */
  resume(kept: Kept, records: readonly RunRecord[], origins: readonly (Origin | undefined)[] = []): void {
    this.#records = [...records];
    this.#origins = origins;
    this.#do({ type: 'resume', kept });
  }

  /** The page may be gone soon: has checkpoints taken. */
  keepNow(): void {
    this.#do({ type: 'keep' });
  }

  /** What it takes to go on with the present runs in another life of the page. */
  get kept(): Omit<Kept, 'arms'> & { granted: number } {
    const { comparison, asked, engineChoice, decision, granted } = this.#core;
    return { comparison, asked, engineChoice, engine: decision.engine, granted };
  }

  /** Ends all work, for good. */
  dispose(): void {
    this.#obey({ type: 'dispose', from: 0 });
    this.#publish.cancel();
  }

  #do(event: LabEvent): void {
    const before = this.#core;
    const [core, commands] = decide(before, event);
    this.#core = core;
    // Workers hear first: nothing that a listener of the store does shall come between.
    for (const command of commands) this.#obey(command);
    if (isNews(before, core)) this.#refresh();
    else if (core !== before) this.#publish();
  }

  #obey(command: LabCommand): void {
    switch (command.type) {
      case 'start':
        this.#runner(command.arm).start(command.run, command.engine, command.config, {
          keep: this.#records[command.arm]!.id,
          ...(command.from !== undefined && { from: this.#checkpoint(command.arm, command.from) }),
        });
        break;
      case 'keep':
        this.#runners[command.arm]?.keepNow(command.run);
        break;
      case 'cut':
        this.#records[command.arm]!.cutTo(command.cut);
        break;
      case 'allow':
        this.#runners[command.arm]?.allow(command.run, command.step, command.paused);
        break;
      case 'learning-rate':
        this.#runners[command.arm]?.setLearningRate(command.run, command.schedule);
        break;
      case 'kernel-scalings':
        this.#runners[command.arm]?.setKernelScalings(command.run, command.scalings);
        break;
      case 'steps':
        this.#runners[command.arm]?.setSteps(command.run, command.value);
        break;
      case 'dispose':
        for (const runner of this.#runners.splice(command.from)) runner.dispose();
        break;
      case 'new-records':
        this.#records = command.configs.map(newRecord);
        this.#origins = [];
        break;
      case 'configs':
        command.configs.forEach((config, arm) => {
          this.#records[arm]!.config = config;
        });
        break;
      case 'add-steps':
        for (const step of command.steps) this.#records[command.arm]!.addStep(step);
        break;
      case 'add-evaluation':
        this.#records[command.arm]!.addEvaluation(command.evaluation);
        break;
      case 'add-look':
        this.#records[command.arm]!.addLook(command.look);
        break;
      case 'add-scaling':
        this.#records[command.arm]!.addScaling(command.effect);
        break;
      case 'archive':
        this.#previousRecords = this.#records;
        break;
      case 'restore':
        this.#records = this.#previousRecords;
        this.#previousRecords = [];
        break;
      case 'forget':
        this.#previousRecords = [];
        break;
      case 'refuse':
        this.#surroundings.refuseEngine(command.engine, command.why);
        break;
    }
  }

  /** A checkpoint of an arm: its own, or the one that it began with, of another run. */
  #checkpoint(arm: number, step: number): { run: string; step: number } {
    const origin = this.#origins[arm];
    return { run: origin?.step === step ? origin.id : this.#records[arm]!.id, step };
  }

  #runner(arm: number): Runner {
    const create = () =>
      this.#surroundings.createRunner(arm, (message) =>
        this.#do({ type: 'message', arm, message, at: performance.now() }),
      );
    const known = this.#runners[arm];
    if (known) return known;
    const runner = create();
    runner.setLooking(this.#looking);
    this.#runners[arm] = runner;
    return runner;
  }

  /** Hands the state to the page, with new summaries. */
  #refresh(): void {
    this.#publish.cancel();
    this.store.setState(this.#view(this.store.getState()), true);
  }

  #view(before?: LabState): LabState {
    const { comparison, engineChoice, engine, status, granted, isFull, restart, previous, unkept, hollow } =
      this.#core;
    const runs = viewsOf(this.#core.arms, this.#records, before?.runs);
    const left = timeLeft(this.#core, runs);
    const next = decisionFor(this.#core).engine;
    const blind = this.#isInspectorLost ? '' : this.#core.arms.find((arm) => arm.blind !== undefined)?.blind;
    return {
      comparison,
      engineChoice,
      status,
      data: this.#data,
      runs,
      granted,
      isFull,
      isHollow: hollow,
      ...(unkept && { unkept }),
      ...(this.#looking !== undefined && { looking: this.#looking }),
      ...(blind !== undefined && { blind }),
      ...(engine && { engine }),
      ...(engine && next !== engine.engine && { nextEngine: next }),
      ...(restart && { restart }),
      ...(previous && {
        previous: previousOf(
          {
            comparison: previous.comparison,
            runs: viewsOf(previous.arms, this.#previousRecords, before?.previous?.runs),
          },
          before?.previous,
        ),
      }),
      ...(left !== undefined && { millisecondsLeft: left }),
    };
  }
}

/** Whether something happened that the page must show at once: not just more steps. */
function isNews(before: LabCore, after: LabCore): boolean {
  const { arms: _a, granted: _g, ...rest } = before;
  return (Object.keys({ ...rest, ...after }) as (keyof LabCore)[]).some(
    (key) => key !== 'arms' && key !== 'granted' && before[key] !== after[key],
  );
}

function newRecords(comparison: Comparison): RunRecord[] {
  return comparisonRuns(comparison).map(newRecord);
}

function newRecord(config: RunConfig): RunRecord {
  return new RunRecord(config, newId());
}

/** The same value for as long as its parts are. */
function previousOf(previous: PreviousRuns, before: PreviousRuns | undefined): PreviousRuns {
  const isSame = before?.comparison === previous.comparison && before.runs === previous.runs;
  return isSame ? before : previous;
}

/** What is as it was stays the same value, so that nothing is painted anew for it. */
function viewsOf(
  arms: LabCore['arms'],
  records: readonly RunRecord[],
  before: readonly RunView[] = [],
): readonly RunView[] {
  const views = records.map((record, i) => {
    const { ended, diverged, evaluating, engine, problem, checkpoints, failures } = arms[i]!;
    const { version } = record;
    const old = before[i];
    const isSame =
      old?.record === record &&
      old.version === version &&
      old.ended === ended &&
      old.diverged === diverged &&
      old.evaluating === evaluating &&
      old.engine === engine &&
      old.problem === problem &&
      old.checkpoints === checkpoints &&
      old.failures === failures;
    if (isSame) return old;
    return {
      record,
      version,
      summary: record.summary,
      ended,
      diverged,
      checkpoints,
      ...(failures && { failures }),
      ...(evaluating && { evaluating }),
      ...(engine && { engine }),
      ...(problem && { problem }),
    };
  });
  return views.length === before.length && views.every((view, i) => view === before[i]) ? before : views;
}

/** All arms train at the same time, so the slowest one's steps decide. */
function timeLeft({ arms, comparison }: LabCore, runs: readonly RunView[]): number | undefined {
  const times = runs
    .filter(({ summary }, i) => isLive(arms[i]!) && summary.millisecondsPerStep !== undefined)
    .map(({ summary }) => (comparison.shared.steps - summary.step) * summary.millisecondsPerStep!);
  return times.length > 0 ? Math.max(...times) : undefined;
}
