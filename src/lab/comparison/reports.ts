/** What workers say, and what the lab makes of it. */
import type { FromWorker } from '../../worker/messages.ts';
import { withCheckpoint } from '../setbacks.ts';
import {
  type ArmState,
  andThen,
  before,
  type Decision,
  type EngineInfo,
  endOf,
  type LabCore,
} from './model.ts';
import { proceed } from './progress.ts';
import { recover } from './recovery.ts';

/** Share of the newest step in the time that a step is thought to take. */
const NEWS = 0.2;

/** Whoever looks has looked: what failed before is over. */
function seeing({ blind: _, ...arm }: ArmState): ArmState {
  return arm;
}

/** One message of one worker. */
export function hear(state: LabCore, index: number, message: FromWorker, at: number): Decision {
  const arm = state.arms[index];
  if (!arm || message.run !== arm.run || arm.problem !== undefined || state.hollow) return [state, []];
  const withArmState = (next: ArmState, others: Partial<LabCore> = {}): LabCore => ({
    ...state,
    ...others,
    arms: state.arms.with(index, next),
  });
  const { evaluating: _, ...quiet } = arm;
  switch (message.type) {
    case 'ready': {
      const { engine, warmUp, renderer } = message;
      const { reason } = state.decision;
      const info: EngineInfo = { engine, reason, warmUp, ...(renderer !== undefined && { renderer }) };
      return proceed(withArmState({ ...arm, ready: true, engine }, { engine: info }));
    }
    case 'refused':
      return [state, [{ type: 'refuse', engine: message.engine, why: message.why }]];
    case 'trained': {
      const steps = message.steps.filter(({ step }) => step > arm.step);
      const last = steps.at(-1);
      if (!last) return [state, []];
      const diverged = arm.diverged || steps.some(({ loss }) => !Number.isFinite(loss));
      const time = last.milliseconds;
      const millisecondsPerStep = arm.millisecondsPerStep
        ? arm.millisecondsPerStep * (1 - NEWS) + time * NEWS
        : time;
      const next = { ...arm, step: last.step, diverged, millisecondsPerStep };
      return before({ type: 'add-steps', arm: index, steps }, proceed(withArmState(next)));
    }
    case 'evaluating':
      // News of a look that is over, come once more.
      if (arm.looked?.step === message.step && arm.looked.count >= message.total) return [state, []];
      return [withArmState({ ...arm, evaluating: { done: message.done, total: message.total } }), []];
    case 'evaluated': {
      const { step, count } = message.evaluation;
      return before(
        { type: 'add-evaluation', arm: index, evaluation: message.evaluation },
        proceed(withArmState({ ...quiet, looked: { step, count } })),
      );
    }
    case 'looked':
      return [withArmState(seeing(arm)), [{ type: 'add-look', arm: index, look: message.look }]];
    case 'looking-failed':
      return [withArmState({ ...arm, blind: message.reason }), []];
    case 'scaled':
      return [withArmState({ ...arm }), [{ type: 'add-scaling', arm: index, effect: message.effect }]];
    case 'kept': {
      const checkpoints = withCheckpoint(arm.checkpoints, message.place);
      const { unkept: _u, ...sound } = withArmState({ ...arm, checkpoints });
      return [sound, []];
    }
    case 'keeping-failed':
      return [{ ...state, unkept: message.failure }, []];
    case 'finished':
      // It may have been said before the worker heard of another end.
      if (!arm.diverged && message.step < endOf(state)) return [state, []];
      return proceed(withArmState({ ...quiet, ended: true }));
    case 'failed':
      return andThen(recover(state, index, message.problem, at), proceed);
  }
}
