/**
 * What the comparison lab decides, as a pure function: a state and an event give a state and commands.
 *
 * Arms train in workers, and all that is known of a worker is late: it may be ahead of its last report. So nothing here
 * asks where a worker is. The lab grants steps, never takes one back, and lets what it decides hold from the first step
 * that it has not granted: then no order of messages can make two arms differ.
 */
import { change, moveRate, scaleKernels } from './changes.ts';
import {
  type ArmState,
  andThen,
  before,
  type Decision,
  endOf,
  isLive,
  isUnderWay,
  type LabCommand,
  type LabCore,
  type LabEvent,
} from './model.ts';
import { aim, allowances, proceed } from './progress.ts';
import { again, resume } from './recovery.ts';
import { hear } from './reports.ts';
import { learn, restart, start, undo } from './restart.ts';

/** What becomes of the lab, and what is to be done. Never changes its arguments. */
export function decide(state: LabCore, event: LabEvent): Decision {
  const [next, commands] = react(state, event);
  return [next, [...commands, ...allowances(state, next)]];
}

function react(state: LabCore, event: LabEvent): Decision {
  switch (event.type) {
    case 'open':
      return state.opened ? [state, []] : start({ ...state, opened: true });
    case 'data':
      return proceed({ ...state, dataReady: event.ready });
    case 'run':
      return run(state);
    case 'pause':
      return pause(state);
    case 'step':
      return stepOnce(state);
    case 'reset':
      return restart(state, { isAsked: true });
    case 'change':
      return change(state, event.comparison, event.setting);
    case 'rate':
      return moveRate(state, event.value, event.arm);
    case 'scale':
      return scaleKernels(state, event.factor);
    case 'show':
      // Its rates are meant as they are, whatever was moved here.
      return restart(state, {
        comparison: event.comparison,
        cause: 'comparison',
        from: { ...state, asked: state.comparison },
      });
    case 'engine':
      if (event.choice === state.engineChoice) return [state, []];
      return restart({ ...state, engineChoice: event.choice }, { cause: 'engine', goOn: true, from: state });
    case 'engines':
      return learn(state, event.knowledge);
    case 'undo':
      return undo(state);
    case 'reconnect': {
      if (state.hollow) return [state, []];
      const live = state.arms.flatMap((arm, i) => (arm.ended ? [] : [i]));
      const gone = state.arms.map((arm): ArmState => {
        const { problem: _, ...sound } = arm;
        return arm.ended ? { ...arm, lost: true } : sound;
      });
      const status = isUnderWay(state) ? 'starting' : state.status;
      const anew = andThen(again({ ...state, arms: gone, status }, live), proceed);
      return before({ type: 'dispose', from: 0 }, anew);
    }
    case 'resume':
      return resume(state, event.kept);
    case 'keep':
      return [state, keeps(state)];
    case 'message':
      return hear(state, event.arm, event.message, event.at);
  }
}

/** Of runs that are over, and of those that nobody has begun, there is nothing new to keep. */
function keeps({ arms, opened, hollow }: LabCore): LabCommand[] {
  if (!opened || hollow) return [];
  return arms.flatMap((arm, i) =>
    arm.step > 0 && isLive(arm) ? [{ type: 'keep' as const, arm: i, run: arm.run }] : [],
  );
}

function run(state: LabCore): Decision {
  if (isUnderWay(state) || state.status === 'pausing') return [state, []];
  const isBroken = state.granted === 0 && state.arms.some((arm) => arm.problem);
  if (state.status === 'finished' || isBroken)
    return andThen(restart(state, {}), (idle) => aim(idle, Number.POSITIVE_INFINITY));
  return aim(withoutRestart(state), Number.POSITIVE_INFINITY);
}

/** The visitor goes on by hand, and knows. */
function withoutRestart({ restart: _, ...state }: LabCore): LabCore {
  return state;
}

function pause(state: LabCore): Decision {
  if (!isUnderWay(state)) return [state, []];
  // Every arm may make what was granted, and by now may have: there they meet.
  return proceed({ ...state, goal: state.granted, held: true, status: 'pausing' });
}

function stepOnce(state: LabCore): Decision {
  if (isUnderWay(state) || state.status === 'pausing' || state.status === 'finished') return [state, []];
  return aim(withoutRestart(state), Math.min(state.granted + 1, endOf(state)));
}
