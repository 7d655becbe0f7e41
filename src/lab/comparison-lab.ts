/**
 * The comparison lab: two run workers, kept in step, and the state that the page shows.
 *
 * All effects of the Compare page happen here. It lives outside React, once for the whole program, so neither
 * double clicks nor React's strict mode start a second loop.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataState } from '../data/data-loader.ts';
import { isDataWorkerLost } from '../data/errors.ts';
import { type Comparison, comparisonRuns, needsRestart } from '../domain/config.ts';
import { RunRecord } from '../domain/run-record.ts';
import type { EngineChoice } from '../engine/choose.ts';
import type { FromWorker } from '../worker/messages.ts';
import { allowedStep, leadOf, pauseStep } from './lockstep.ts';
import type { LabState, Restart, RunView } from './state.ts';
import { throttle } from './throttle.ts';

/** A run's worker, as the lab needs it. */
export interface Runner {
  start(engine: EngineChoice, comparisonRun: ReturnType<typeof comparisonRuns>[number]): void;
  allow(step: number, paused: boolean): void;
  setLearningRate(value: number, fromStep: number): void;
  setSteps(value: number): void;
  dispose(): void;
}

export interface Surroundings {
  /** Makes the runner of run A (0) or B (1). */
  createRunner(index: 0 | 1, onMessage: (message: FromWorker) => void): Runner;
  /** `lost` says that the data worker is gone, and every line to it. */
  retryData(lost: boolean): void;
}

/** Charts and cards repaint at most this often, in milliseconds. */
const REPAINT_INTERVAL = 100;

const indices = [0, 1] as const;
type Index = (typeof indices)[number];
/** A run as it goes on; the page gets copies. */
type LiveRun = Omit<RunView, 'summary'>;

export class ComparisonLab {
  readonly store: StoreApi<LabState>;
  readonly #surroundings: Surroundings;
  #runners: [Runner, Runner] | undefined;
  #runs: [LiveRun, LiveRun];
  #ready: [boolean, boolean] = [false, false];
  /** Step up to which the visitor wants to go. */
  #goal = 0;
  #allowed = 0;
  /** Whether the visitor asked for rest, in which evaluations rest as well. */
  #held = false;
  readonly #publish = throttle(() => this.#refresh(), REPAINT_INTERVAL);

  constructor(
    surroundings: Surroundings,
    comparison: Comparison,
    engineChoice: EngineChoice,
    data: DataState,
  ) {
    this.#surroundings = surroundings;
    this.#runs = newRuns(comparison);
    this.store = createStore(() => ({
      comparison,
      engineChoice,
      status: 'idle' as const,
      data,
      runs: viewsOf(this.#runs),
    }));
  }

  /** Makes workers and networks ready, so that the first step is one click away. */
  open(): void {
    if (this.#runners) return;
    this.#createRunners();
    this.#start();
  }

  setData(data: DataState): void {
    this.store.setState({ data });
    this.#settle();
  }

  /** Loads what is missing of the data. */
  retryData(): void {
    const { data } = this.store.getState();
    // A data worker that crashed takes the lines to the runs' workers with it.
    const lost = data.error !== undefined && isDataWorkerLost(data.error);
    this.#surroundings.retryData(lost);
    if (!lost) return;
    this.dispose();
    this.#createRunners();
    this.#restart(undefined, true);
  }

  /** Runs until the configured step, from wherever the runs are. */
  run(): void {
    const { status, comparison } = this.store.getState();
    if (status === 'running' || status === 'starting' || status === 'finished' || this.#isBroken()) return;
    this.#forgetRestart();
    this.#setGoal(comparison.steps);
  }

  /** Stops both runs at one and the same step, as soon as may be. */
  pause(): void {
    const { status } = this.store.getState();
    if (status === 'starting' && this.#paces().every((pace) => pace.step === 0)) this.#goal = 0;
    else if (status === 'running' || status === 'starting')
      this.#goal = pauseStep(this.#paces(), this.#allowed, this.#lead());
    else return;
    this.#held = true;
    this.store.setState({ status: 'pausing' });
    this.#advance();
    this.#settle();
  }

  toggle(): void {
    const { status } = this.store.getState();
    if (status === 'running' || status === 'starting') this.pause();
    else this.run();
  }

  /** Trains both runs for one step more. */
  stepOnce(): void {
    const { status, comparison } = this.store.getState();
    if (status === 'running' || status === 'starting' || status === 'pausing' || this.#isBroken()) return;
    const step = Math.max(...this.#paces().map((pace) => pace.step));
    if (status === 'finished') return;
    this.#forgetRestart();
    this.#setGoal(Math.min(step + 1, comparison.steps));
  }

  /** Throws both runs away and makes new networks ready. */
  reset(): void {
    this.#restart(undefined, false);
  }

  /**
   * Changes settings. The learning rate takes effect at once, the number of steps too; anything else needs
   * new weights, starts both runs again, and goes on if they were running.
   */
  change(comparison: Comparison, setting: Restart['setting']): void {
    const { comparison: before } = this.store.getState();
    this.store.setState({ comparison });
    if (needsRestart(before, comparison)) {
      this.#restart({ setting }, true);
      return;
    }
    if (before.learningRate !== comparison.learningRate)
      // From the first step that neither run can have begun, so that it is the same for both.
      for (const runner of this.#runners ?? [])
        runner.setLearningRate(comparison.learningRate, this.#allowed + 1);
    if (before.steps !== comparison.steps) this.#changeSteps(before.steps, comparison.steps);
    if (this.store.getState().status === 'idle') {
      // Nothing was trained yet: the records are of runs that begin with these settings.
      this.#runs = newRuns(comparison);
      this.store.setState({ runs: viewsOf(this.#runs) });
    }
  }

  chooseEngine(engineChoice: EngineChoice): void {
    if (engineChoice === this.store.getState().engineChoice) return;
    this.store.setState({ engineChoice });
    this.#restart({ setting: 'engine' }, true);
  }

  /** Ends all work, for good. */
  dispose(): void {
    for (const runner of this.#runners ?? []) runner.dispose();
    this.#runners = undefined;
  }

  #createRunners(): void {
    const create = (index: Index) =>
      this.#surroundings.createRunner(index, (message) => this.#onMessage(index, message));
    this.#runners = [create(0), create(1)];
  }

  #changeSteps(before: number, steps: number): void {
    for (const runner of this.#runners ?? []) runner.setSteps(steps);
    if (this.#goal === before || this.#goal > steps) this.#goal = steps;
    const goingOn = this.#runs.filter(
      (run) => stepOf(run) < steps && run.record.summary.verdict.kind !== 'nan',
    );
    if (this.store.getState().status === 'finished' && goingOn.length > 0) {
      for (const run of goingOn) run.ended = false;
      this.#goal = Math.max(...goingOn.map(stepOf));
      this.store.setState({ status: 'paused' });
    }
    this.#advance();
    this.#publish();
  }

  #restart(restart: Restart | undefined, goOn: boolean): void {
    const { status, comparison } = this.store.getState();
    const wasRunning = status === 'running' || status === 'starting';
    this.#publish.cancel();
    this.#runs = newRuns(comparison);
    this.store.setState(
      ({ restart: _r, millisecondsLeft: _m, engine: _e, ...rest }) => ({
        ...rest,
        ...(restart && status !== 'idle' && { restart }),
        runs: viewsOf(this.#runs),
        status: 'idle',
      }),
      true,
    );
    this.#start();
    if (goOn && wasRunning) this.#setGoal(comparison.steps);
  }

  #start(): void {
    const { comparison, engineChoice } = this.store.getState();
    this.#ready = [false, false];
    this.#goal = 0;
    this.#allowed = 0;
    const configs = comparisonRuns(comparison);
    for (const index of indices) this.#runners?.[index].start(engineChoice, configs[index]);
  }

  #setGoal(goal: number): void {
    this.#goal = goal;
    this.#held = false;
    this.store.setState({ status: this.#isReady() ? 'running' : 'starting' });
    this.#advance();
  }

  #forgetRestart(): void {
    this.store.setState(({ restart: _, ...rest }) => rest, true);
  }

  #isReady(): boolean {
    return this.#ready[0] && this.#ready[1] && this.store.getState().data.startable;
  }

  #isBroken(): boolean {
    return this.#runs.some((run) => run.error !== undefined);
  }

  #paces(): { step: number; ended: boolean }[] {
    return this.#runs.map((run) => ({ step: stepOf(run), ended: run.ended || run.error !== undefined }));
  }

  #lead(): number {
    const live = this.#runs.filter((run) => !run.ended && run.error === undefined);
    return leadOf(
      Math.max(...live.map((run) => run.record.summary.millisecondsPerStep ?? Number.POSITIVE_INFINITY)),
    );
  }

  /** Tells both workers how far they may go. */
  #advance(): void {
    const { status } = this.store.getState();
    const paused = status === 'idle' || (status === 'paused' && this.#held);
    this.#allowed = allowedStep(this.#paces(), this.#goal, this.#lead());
    for (const runner of this.#runners ?? []) runner.allow(this.#allowed, paused);
  }

  #onMessage(index: Index, message: FromWorker): void {
    const run = this.#runs[index];
    switch (message.type) {
      case 'ready': {
        this.#ready[index] = true;
        const { engine, reason, warmUp, renderer } = message;
        this.store.setState({
          engine: { engine, reason, warmUp, ...(renderer !== undefined && { renderer }) },
        });
        break;
      }
      case 'trained':
        for (const step of message.steps) run.record.addStep(step);
        break;
      case 'evaluating':
        run.evaluating = { done: message.done, total: message.total };
        break;
      case 'evaluated':
        delete run.evaluating;
        run.record.addEvaluation(message.evaluation);
        break;
      case 'finished':
        run.ended = true;
        break;
      case 'failed':
        delete run.evaluating;
        run.error = message.message;
        break;
    }
    this.#settle();
    if (message.type === 'trained' || message.type === 'finished' || message.type === 'failed')
      this.#advance();
    this.#publish();
  }

  /** Moves the status on when what it waits for has come. */
  #settle(): void {
    const { status } = this.store.getState();
    if (status === 'idle') return;
    const next = this.#settled(status);
    if (next === status) return;
    this.store.setState({ status: next });
    if (next === 'paused' || next === 'finished') this.#advance();
  }

  #settled(status: LabState['status']): LabState['status'] {
    const paces = this.#paces();
    if (paces.every((pace) => pace.ended)) return 'finished';
    if (status === 'paused' || status === 'finished') return status;
    const { steps } = this.store.getState().comparison;
    const arrived = paces.every((pace) => pace.ended || pace.step >= this.#goal);
    // A pause holds an evaluation as well; a single step waits for the one that is due after it.
    const atRest = this.#held || this.#runs.every((run) => run.evaluating === undefined);
    if (arrived && atRest && (this.#held || this.#goal < steps)) return 'paused';
    if (status === 'starting' && this.#isReady()) return 'running';
    return status;
  }

  /** Hands new summaries to the page. */
  #refresh(): void {
    this.store.setState((state) => {
      const runs = viewsOf(this.#runs);
      const { millisecondsLeft: _, ...rest } = state;
      const left = timeLeft(runs, state.comparison.steps);
      return { ...rest, runs, ...(left !== undefined && { millisecondsLeft: left }) };
    }, true);
  }
}

function newRuns(comparison: Comparison): [LiveRun, LiveRun] {
  const [a, b] = comparisonRuns(comparison);
  return [
    { record: new RunRecord(a), ended: false },
    { record: new RunRecord(b), ended: false },
  ];
}

function viewsOf([a, b]: [LiveRun, LiveRun]): [RunView, RunView] {
  return [
    { ...a, summary: a.record.summary },
    { ...b, summary: b.record.summary },
  ];
}

function stepOf(run: LiveRun): number {
  return run.record.loss.last?.step ?? 0;
}

/** Both runs train at the same time, so the slower one's steps decide. */
function timeLeft(runs: readonly RunView[], steps: number): number | undefined {
  const times = runs
    .filter((run) => !run.ended && run.summary.millisecondsPerStep !== undefined)
    .map((run) => (steps - run.summary.step) * run.summary.millisecondsPerStep!);
  return times.length > 0 ? Math.max(...times) : undefined;
}
