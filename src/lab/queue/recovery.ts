/** Runs that go on where they were kept: after a failure of their workers, or on another engine. */
import { configKey } from '../../domain/config.ts';
import type { Knowledge } from '../../engine/findings.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import { isLastStraw, recentLosses, setBack } from '../setbacks.ts';
import {
  after,
  type Decision,
  givenBack,
  isIdle,
  isStuck,
  type Job,
  jobsOf,
  type QueueCommand,
  type QueueCore,
  withoutJob,
} from './model.ts';
import { measuredEngine, withoutMeasurement, work } from './working.ts';

/** A worker has failed: its run goes on in another, or after some attempts is said to have failed. */
export function recover(state: QueueCore, slot: number, problem: WorkerProblem, at: number): Decision {
  const job = state.slots[slot]!;
  const { config, engine } = job;
  const setbacks = setBack(job.setbacks, job.step);
  if (!setbacks) {
    const failures = new Map(state.failures).set(configKey(config), { config, problem });
    const rest = heldBack(withoutJob({ ...state, failures }, slot), job);
    return after([{ type: 'over', job, problem }], work(rest));
  }
  // What it should go on from cannot be had: it begins again.
  const checkpoints = problem.code === 'checkpoint-missing' ? [] : job.checkpoints;
  const losses = recentLosses(state.losses, problem, at);
  const slots = state.slots.with(slot, { ...job, checkpoints, setbacks });
  const next = givenBack({ ...state, losses, slots }, [slot]);
  if (!isLastStraw(problem, losses)) return work(next);
  const { findings, refusals } = state.knowledge;
  const [elsewhere, commands] = learn(next, {
    findings,
    refusals: { ...refusals, [engine]: 'context-lost' },
  });
  return [elsewhere, [...commands, { type: 'refuse', engine, why: 'context-lost' }]];
}

/** Where workers do not even begin, as when their program cannot be loaded, no more runs are spent on them. */
function heldBack(state: QueueCore, { ready }: Job): QueueCore {
  // One that trains shows that workers can begin.
  const isSound = ready || jobsOf(state).some((other) => other.ready);
  const next = { ...state, neverReady: isSound ? 0 : state.neverReady + 1 };
  const stuck = { ...next, paused: !isIdle(next) };
  return isStuck(stuck) ? stuck : next;
}

/**
 * What has become known of the engines: work under way keeps its engine, unless the driver takes its contexts away; but the
 * speed of the next one is another.
 */
export function learn(before: QueueCore, knowledge: Knowledge): Decision {
  const { batchEngine, ...rest } = before;
  const isRefused = batchEngine !== undefined && knowledge.refusals[batchEngine] !== undefined;
  const [state, moved] = withoutLost({ ...(isRefused ? rest : before), knowledge });
  if (measuredEngine(state) === measuredEngine(before)) return after(moved, work(state));
  const isMeasured = state.measuring === 'known' || state.measuring === 'failed';
  const unknown: QueueCore = { ...withoutMeasurement(state), ...(isMeasured && { measuring: 'wanted' }) };
  return after([...moved, { type: 'stop-measuring' }, { type: 'forget-speed' }], work(unknown));
}

/** Whoever trains on an engine whose contexts are taken away gives its run to another. */
function withoutLost(state: QueueCore): Decision {
  const { refusals } = state.knowledge;
  const lost = state.slots.flatMap((job, slot) =>
    job && refusals[job.engine] === 'context-lost' ? [slot] : [],
  );
  if (lost.length === 0) return [state, []];
  return [givenBack(state, lost), lost.map((slot): QueueCommand => ({ type: 'dispose', slot }))];
}
