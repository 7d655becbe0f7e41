/** Curves against the time that was spent training, instead of against steps. */
import type { Points } from './points.ts';

/** Milliseconds spent up to some steps: as measured, or the same for each step. */
export type TrainingTime = Points | number;

/** Milliseconds spent when a step was made; between two measured ones as if all steps there took as long, 0 at step 0. */
export function timeAt(time: TrainingTime, step: number): number {
  if (typeof time === 'number') return time * step;
  const { steps, values } = time;
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  const [step0, time0] = low === 0 ? [0, 0] : [steps[low - 1]!, values[low - 1]!];
  if (low === steps.length) return time0;
  const [step1, time1] = [steps[low]!, values[low]!];
  return step1 === step0 ? time1 : time0 + ((time1 - time0) * (step - step0)) / (step1 - step0);
}

/** A curve with whole milliseconds in place of its steps. */
export function againstTime({ steps, values }: Points, time: TrainingTime): Points {
  return { steps: Array.from(steps, (step) => Math.round(timeAt(time, step))), values };
}

/** About how many milliseconds a run of so many steps takes; to two digits, so that it changes seldom while it trains. */
export function expectedTime(time: TrainingTime, steps: number): number {
  const all =
    typeof time === 'number' || time.steps.length === 0
      ? timeAt(time, steps)
      : (time.values.at(-1)! * Math.max(steps, time.steps.at(-1)!)) / time.steps.at(-1)!;
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, all))) - 1);
  return Math.ceil(all / digits) * digits;
}
