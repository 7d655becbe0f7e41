/** Runs that go on where they were kept: after a failure of their workers, on another engine, or in another life of the page. */
import { comparisonRuns } from '../../domain/comparison.ts';
import type { WorkerProblem } from '../../worker/problem.ts';
import { BEGINNING, isLastStraw, recentLosses, setBack } from '../setbacks.ts';
import {
  type ArmState,
  type Decision,
  decisionFor,
  endOf,
  type Kept,
  type LabCommand,
  type LabCore,
  newArm,
} from './model.ts';

/** New workers for some arms, which go on from their last checkpoints, or from the beginning: that gives the same numbers. */
export function again(state: LabCore, indices: Iterable<number>): Decision {
  const configs = comparisonRuns(state.comparison);
  const commands: LabCommand[] = [];
  let { run } = state;
  const arms = [...state.arms];
  for (const index of indices) {
    const arm = arms[index]!;
    // Numbers that are lost stay lost: what its worker still had to say is not worth another.
    if (arm.diverged) {
      const { evaluating: _, ...quiet } = arm;
      arms[index] = { ...quiet, ended: true, lost: true };
      continue;
    }
    run++;
    const { checkpoints, failures } = arm;
    const cut = checkpoints.at(-1) ?? BEGINNING;
    arms[index] = {
      ...newArm(run),
      ...(failures && { failures }),
      checkpoints,
      step: cut.step,
      // What was due at a checkpoint was done before it.
      looked: { step: cut.step, count: 0 },
    };
    commands.push({ type: 'cut', arm: index, cut });
    commands.push(startOf(index, arms[index], state.decision.engine, configs[index]!));
  }
  return [{ ...state, run, arms }, commands];
}

/** A worker has failed: it is replaced, or after some attempts its arm stops. */
export function recover(state: LabCore, index: number, problem: WorkerProblem, at: number): Decision {
  const arm = state.arms[index]!;
  // Its numbers are all there.
  if (arm.ended) return [withArm(state, index, { ...arm, lost: true }), []];
  const { checkpoints: _, ...rest } = arm;
  // What it should go on from cannot be had: it begins again.
  const usable: ArmState = problem.code === 'checkpoint-missing' ? { ...rest, checkpoints: [] } : arm;
  const failures = setBack(arm.failures, arm.step);
  if (!failures) {
    const { evaluating: _e, ...quiet } = arm;
    return [withArm(state, index, { ...quiet, problem }), []];
  }
  const losses = recentLosses(state.losses, problem, at);
  const [next, commands] = again({ ...withArm(state, index, { ...usable, failures }), losses }, [index]);
  const distrust: LabCommand = { type: 'refuse', engine: state.decision.engine, why: 'context-lost' };
  return [next, isLastStraw(problem, losses) ? [...commands, distrust] : commands];
}

/** Runs that were kept, in a pause, in place of those that are there. */
export function resume(state: LabCore, kept: Kept): Decision {
  const { restart: _r, engine: _e, previous: _p, unkept: _u, ...rest } = state;
  const { comparison, asked, engineChoice, engine } = kept;
  const configs = comparisonRuns(comparison);
  const run = state.run + 1;
  const arms = kept.arms.map(({ checkpoints, over }): ArmState => {
    const step = over?.step ?? checkpoints.at(-1)?.step ?? 0;
    return {
      ...newArm(run),
      checkpoints,
      step,
      looked: { step, count: 0 },
      engine,
      ...(over && { ready: true, ended: true, diverged: over.diverged, lost: true as const }),
    };
  });
  // Kernels that were multiplied after a checkpoint's step, before it was taken, are not multiplied once more.
  const granted = Math.max(
    ...arms.map(({ step, checkpoints }) => Math.max(step, (checkpoints.at(-1)?.scaledAt ?? -1) + 1)),
  );
  const isOver = arms.every(({ ended }) => ended);
  const base = { ...rest, comparison, engineChoice };
  const next: LabCore = {
    ...base,
    decision: granted > 0 ? { engine, reason: 'resumed' } : decisionFor(base),
    run,
    arms,
    asked,
    goal: Math.min(granted, endOf({ ...state, comparison })),
    granted,
    held: true,
    isFull: false,
    hollow: false,
    losses: [],
    status: isOver ? 'finished' : granted === 0 ? 'idle' : 'paused',
  };
  const commands: LabCommand[] = [{ type: 'dispose', from: 0 }];
  arms.forEach((arm, index) => {
    if (!arm.ended) commands.push(startOf(index, arm, next.decision.engine, configs[index]!));
  });
  return [next, commands];
}

function startOf(
  arm: number,
  { run, checkpoints }: ArmState,
  engine: LabCore['decision']['engine'],
  config: Extract<LabCommand, { type: 'start' }>['config'],
): LabCommand {
  const from = checkpoints.at(-1)?.step;
  return { type: 'start', arm, run, engine, config, ...(from !== undefined && { from }) };
}

function withArm(state: LabCore, index: number, arm: ArmState): LabCore {
  return { ...state, arms: state.arms.with(index, arm) };
}
