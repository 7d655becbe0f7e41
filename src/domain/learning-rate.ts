/**
 * Adam's learning rate over the steps of a run: a constant, or a first value with changes at later steps.
 *
 * A rate that a visitor moves in the middle of a run becomes a change of its schedule, so that the run's configuration
 * says all that the run did: trained again, it gives the same numbers.
 */
import * as z from 'zod/mini';

/** Values that a rate may have. */
export const rateLimits = { min: 1e-5, max: 1e-1 } as const;
/** Changes that one schedule may have: they stand in the address, which servers take no longer than a few thousand letters. */
export const MOST_CHANGES = 200;

const rate = z.number().check(z.minimum(rateLimits.min), z.maximum(rateLimits.max));
const changeSchema = z.object({
  /** The first step, counted from 1, that is trained with the new value. */
  fromStep: z.int().check(z.minimum(2)),
  value: rate,
});
type RateChange = z.infer<typeof changeSchema>;

interface Schedule {
  first: number;
  changes: readonly RateChange[];
}

const isAscending = ({ changes }: Schedule) =>
  changes.every((change, i) => i === 0 || change.fromStep > changes[i - 1]!.fromStep);
const isChanging = ({ first, changes }: Schedule) =>
  changes.every(({ value }, i) => value !== (i === 0 ? first : changes[i - 1]!.value));

/** A constant rate is always the plain number, and every change is one, so that equal rates are equal as values. */
export const learningRateSchema = z.union([
  rate,
  z
    .object({ first: rate, changes: z.array(changeSchema).check(z.minLength(1), z.maxLength(MOST_CHANGES)) })
    .check(
      z.refine(isAscending, 'Steps must ascend.'),
      z.refine(isChanging, 'Each change must be to another value.'),
    ),
]);
export type LearningRate = z.infer<typeof learningRateSchema>;

/** The changes of a rate, in order of steps; none of a constant one. */
export function changesOf(rate: LearningRate): readonly RateChange[] {
  return typeof rate === 'number' ? [] : rate.changes;
}

/** The rate of the first step. */
export function firstRate(rate: LearningRate): number {
  return typeof rate === 'number' ? rate : rate.first;
}

/** The rate that a step is trained with; steps count from 1. */
export function rateAt(rate: LearningRate, step: number): number {
  return changesOf(rate).findLast(({ fromStep }) => fromStep <= step)?.value ?? firstRate(rate);
}

/**
 * The same rate up to a step, and another value from that step on, in place of all later changes.
 *
 * @returns undefined when the schedule has no room for one more change.
 */
export function withRateFrom(rate: LearningRate, fromStep: number, value: number): LearningRate | undefined {
  if (fromStep <= 1) return value;
  const kept = changesOf(rate).filter((change) => change.fromStep < fromStep);
  const isNew = rateAt(rate, fromStep - 1) !== value;
  const changes = isNew ? [...kept, { fromStep, value }] : kept;
  if (changes.length > MOST_CHANGES) return undefined;
  return changes.length > 0 ? { first: firstRate(rate), changes: [...changes] } : firstRate(rate);
}

/** Whether two rates agree on all steps up to and including one. */
export function agreeUntil(a: LearningRate, b: LearningRate, step: number): boolean {
  const past = (rate: LearningRate) =>
    [firstRate(rate), ...changesOf(rate).flatMap(({ fromStep, value }) => [fromStep, value])].join();
  const until = (rate: LearningRate) => withRateFrom(rate, step + 1, rateAt(rate, step));
  if (step < 1) return true;
  return past(until(a) ?? a) === past(until(b) ?? b);
}

/** A rate as text, such as "0.001" or "0.001,0.0001@300": from step 300 on. */
export function learningRateKey(rate: LearningRate): string {
  return [firstRate(rate), ...changesOf(rate).map(({ fromStep, value }) => `${value}@${fromStep}`)].join();
}

/** Reads such a text, "1e-3, 1e-4@300"; undefined when it is not one, or leaves the limits. */
export function parseLearningRate(text: string): LearningRate | undefined {
  const [start, ...rest] = text.split(',').map((part) => part.trim());
  const first = numberOf(start);
  const changes = rest.map((change) => {
    const [value, fromStep, ...more] = change.split('@');
    return more.length > 0 ? {} : { value: numberOf(value), fromStep: numberOf(fromStep) };
  });
  // A change to what holds already says nothing.
  const real = changes.filter(({ value }, i) => value !== (i === 0 ? first : changes[i - 1]!.value));
  const result = learningRateSchema.safeParse(real.length > 0 ? { first, changes: real } : first);
  return result.success ? result.data : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : Number(text);
}
