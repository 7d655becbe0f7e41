/** What becomes of runs whose settings are changed. */
import {
  type Comparison,
  canGoOn,
  comparisonRuns,
  mapRates,
  withArm,
  withShared,
} from '../../domain/comparison.ts';
import { keyOf } from '../../domain/config.ts';
import { kernelScalingsSchema } from '../../domain/kernel-scaling.ts';
import { type LearningRate, rateAt, withRateFrom } from '../../domain/learning-rate.ts';
import {
  andThen,
  type Decision,
  endOf,
  isLive,
  type LabCommand,
  type LabCore,
  type Restart,
} from './model.ts';
import { proceed } from './progress.ts';
import { again } from './recovery.ts';
import { restart } from './restart.ts';

/** Another learning rate, shared or of one arm, from the first step that nobody can have begun. */
export function moveRate(state: LabCore, value: number, arm: number | undefined): Decision {
  const { comparison, granted, status } = state;
  const own = arm === undefined ? undefined : comparison.arms[arm];
  const rate = own?.learningRate ?? comparison.shared.learningRate;
  const withRate = (learningRate: LearningRate) =>
    arm === undefined
      ? withShared(comparison, { learningRate })
      : withArm(comparison, arm, { ...own, learningRate });
  // Of runs that are over nothing can be changed: it is the next ones' rate.
  if (status === 'finished') {
    const wasMovedThere =
      rateAt(rate, granted + 1) === value && keyOf(ratesOf(state.asked)) !== keyOf(ratesOf(comparison));
    if (wasMovedThere || rate === value) return [state, []];
    return restart(state, { comparison: withRate(value), cause: 'learningRate' });
  }
  const moved = withRateFrom(rate, granted + 1, value);
  if (moved === undefined) return [{ ...state, isFull: true }, []];
  const { asked } = state;
  const [next, commands] = change(state, withRate(moved), 'learningRate');
  // What is moved in the middle of a run was not asked for when it began.
  return [granted > 0 ? { ...next, asked } : next, commands];
}

/** Kernels multiplied in all arms, before the first step that nobody can have begun. Of runs that are over, nothing is. */
export function scaleKernels(state: LabCore, factor: number): Decision {
  const { comparison, granted, status, asked } = state;
  // What would come after the last step never comes.
  if (status === 'finished' || granted >= endOf(state)) return [state, []];
  const { kernelScalings } = comparison.shared;
  const kept = kernelScalings.filter(({ afterStep }) => afterStep < granted);
  const again = kernelScalings.find(({ afterStep }) => afterStep === granted);
  const product = (again?.factor ?? 1) * factor;
  const scalings = [...kept, ...(product === 1 ? [] : [{ afterStep: granted, factor: product }])];
  if (!kernelScalingsSchema.safeParse(scalings).success) return [state, []];
  const [next, commands] = change(
    state,
    withShared(comparison, { kernelScalings: scalings }),
    'kernelScalings',
  );
  return [granted > 0 ? { ...next, asked } : next, commands];
}

/** Other settings: the runs go on with them if they can, and start again if not. */
export function change(state: LabCore, wanted: Comparison, setting: Restart['setting']): Decision {
  if (keyOf(wanted) === keyOf(state.comparison)) return [state, []];
  const ofNext = state.status === 'finished' && keyOf(ratesOf(wanted)) !== keyOf(ratesOf(state.comparison));
  if (ofNext || !canGoOn(state.comparison, wanted, state.granted))
    return restart(state, { comparison: wanted, cause: setting, goOn: true });
  // Nobody can end before a step that may have been made.
  const comparison = withShared(wanted, { steps: Math.max(wanted.shared.steps, state.granted) });
  if (state.hollow && comparison.shared.steps > endOf(state))
    return restart(state, { comparison, cause: setting });
  const before = comparisonRuns(state.comparison);
  const configs = comparisonRuns(comparison);
  const commands: LabCommand[] = [{ type: 'configs', configs }];
  if (state.opened && !state.hollow)
    configs.forEach(({ learningRate, steps, kernelScalings }, arm) => {
      const { run } = state.arms[arm]!;
      if (keyOf(learningRate) !== keyOf(before[arm]!.learningRate))
        commands.push({ type: 'learning-rate', arm, run, schedule: learningRate });
      if (keyOf(kernelScalings) !== keyOf(before[arm]!.kernelScalings))
        commands.push({ type: 'kernel-scalings', arm, run, scalings: kernelScalings });
      if (steps !== before[arm]!.steps) commands.push({ type: 'steps', arm, run, value: steps });
    });
  const next = { ...state, comparison, asked: askedNow(state, comparison) };
  return andThen([next, commands], (changed) => withEnd(changed, endOf(state)));
}

function ratesOf(comparison: Comparison): LearningRate[] {
  return comparisonRuns(comparison).map((config) => config.learningRate);
}

/** What is asked for after a change: what was changed, and for the rest what was asked for before. */
function askedNow({ comparison: before, asked }: LabCore, after: Comparison): Comparison {
  const { kernelScalings } = before.shared;
  const isAsWas = keyOf(after.shared.kernelScalings) === keyOf(kernelScalings);
  const base = isAsWas ? withShared(after, { kernelScalings: asked.shared.kernelScalings }) : after;
  return mapRates(base, (rate, arm) => {
    const old = arm === undefined ? before.shared.learningRate : before.arms[arm]?.learningRate;
    const askedFor = arm === undefined ? asked.shared.learningRate : asked.arms[arm]?.learningRate;
    return keyOf(rate) === keyOf(old) && askedFor !== undefined ? askedFor : rate;
  });
}

/** The runs under another end than before: those that were over may have steps left. */
function withEnd(state: LabCore, before: number): Decision {
  const end = endOf(state);
  if (end === before) return [state, []];
  const arms = state.arms.map((arm) =>
    arm.ended && !arm.diverged && arm.step < end ? { ...arm, ended: false } : arm,
  );
  const isReopened = state.status === 'finished' && arms.some(isLive);
  const reopened: LabCore = { ...state, arms, ...(isReopened && { goal: state.granted, status: 'paused' }) };
  const lost = arms.flatMap((arm, i) => (arm.lost && !arm.ended ? [i] : []));
  return andThen(again(reopened, lost), proceed);
}
