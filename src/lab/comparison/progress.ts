/** How far the runs are, and how far they may go. */
import { leadOf } from './lockstep.ts';
import {
  type ArmState,
  type Decision,
  endOf,
  isLive,
  isWorthKeeping,
  type LabCommand,
  type LabCore,
  type Status,
} from './model.ts';

/** Lets the runs go up to a step. */
export function aim(state: LabCore, goal: number): Decision {
  // A goal behind what was granted cannot be kept.
  return proceed({ ...state, goal: Math.max(goal, state.granted), held: false, status: 'starting' });
}

/** Moves the status on when what it waits for has come, and grants what may be done now. */
export function proceed(state: LabCore): Decision {
  const status = settled(state);
  const { previous: _, ...rest } = state;
  // Runs that came to nothing do not take the place of those that came to their end.
  const isDone = state.previous !== undefined && isWorthKeeping({ ...state, status });
  return [grant({ ...(isDone ? rest : state), status }), isDone ? [{ type: 'forget' }] : []];
}

function settled(state: LabCore): Status {
  const { status, arms, held } = state;
  if (status === 'idle') return status;
  const live = arms.filter(isLive);
  if (live.length === 0) return 'finished';
  if (status === 'paused' || status === 'finished') return status;
  const goal = goalOf(state);
  const arrived = live.every((arm) => arm.step >= goal || arm.diverged);
  // A pause holds an evaluation as well; a single step waits for the one that is due after it.
  const atRest = held || live.every((arm) => arm.evaluating === undefined && !isLookDue(state, arm));
  if (arrived && atRest && (held || goal < endOf(state))) return state.granted === 0 ? 'idle' : 'paused';
  return status === 'starting' && isReady(state) ? 'running' : status;
}

function goalOf(state: LabCore): number {
  return Math.min(state.goal, endOf(state));
}

function isReady({ arms, dataReady }: LabCore): boolean {
  return dataReady && arms.every((arm) => arm.ready || arm.problem !== undefined);
}

/** Whether an arm's worker is about to look at test images, of which it has told nothing yet. */
function isLookDue({ comparison }: LabCore, { step, looked }: ArmState): boolean {
  return step % comparison.shared.evaluationInterval === 0 && looked?.step !== step;
}

function grant(state: LabCore): LabCore {
  const live = state.arms.filter((arm) => isLive(arm) && !arm.diverged);
  const canTrain = state.status === 'running' || state.status === 'pausing';
  if (!canTrain || live.length === 0) return state;
  const lead = leadOf(Math.max(...live.map((arm) => arm.millisecondsPerStep ?? Number.POSITIVE_INFINITY)));
  const slowest = Math.min(...live.map((arm) => arm.step));
  return { ...state, granted: Math.max(state.granted, Math.min(goalOf(state), slowest + lead)) };
}

/** While nothing was asked for, and in a pause, workers rest. */
function rests({ status, held }: LabCore): boolean {
  return status === 'idle' || (status === 'paused' && held);
}

/** Tells the workers how far they may go, when that has changed. A new run rests until it is told otherwise. */
export function allowances(before: LabCore, after: LabCore): LabCommand[] {
  const known =
    before.run === after.run
      ? { granted: before.granted, rests: rests(before) }
      : { granted: 0, rests: true };
  const isNews = known.granted !== after.granted || known.rests !== rests(after);
  if (!isNews || !after.opened || after.hollow) return [];
  return after.arms.map((_, arm) => ({
    type: 'allow',
    arm,
    run: after.arms[arm]!.run,
    step: after.granted,
    paused: rests(after),
  }));
}
