/**
 * A comparison: shared settings and two to four arms, each a short list of what it does otherwise.
 *
 * Seed, batches and their order are shared by all arms, and so are the random numbers behind dropout masks: what differs
 * between two curves is what the arms say, and nothing else.
 */
import * as z from 'zod/mini';
import { keyOf, type RunConfig, runConfigSchema, type Setting, settingShape } from './config.ts';
import { dataKey } from './data-set.ts';
import { scaledAlikeBefore } from './kernel-scaling.ts';
import { agreeUntil, type LearningRate } from './learning-rate.ts';

/** Settings that all arms share: the batches, and when a run is looked at and ends. */
const sharedSettings = [
  'data',
  'batchSize',
  'dataOrder',
  'seed',
  'steps',
  'evaluationInterval',
  'kernelScalings',
] as const;
type SharedSetting = (typeof sharedSettings)[number];

export function isSharedSetting(setting: Setting): setting is SharedSetting {
  return (sharedSettings as readonly Setting[]).includes(setting);
}

/** Settings that an arm may have of its own. */
export type ArmSetting = Exclude<Setting, SharedSetting>;

const {
  data: _i,
  batchSize: _b,
  dataOrder: _d,
  seed: _s,
  steps: _n,
  evaluationInterval: _e,
  kernelScalings: _k,
  ...own
} = settingShape;
export const armSchema = z.partial(z.strictObject(own));
/** What one arm does otherwise than the shared settings say. */
export type Arm = z.infer<typeof armSchema>;
export const armSettings = Object.keys(own) as ArmSetting[];

export const armLimits = { min: 2, max: 4 } as const;
/** By which an arm is named everywhere: in the page, in addresses, on the command line. */
export const armLetters = ['A', 'B', 'C', 'D'] as const;
export type ArmLetter = (typeof armLetters)[number];

export const comparisonSchema = z.object({
  shared: runConfigSchema,
  arms: z.array(armSchema).check(z.minLength(armLimits.min), z.maxLength(armLimits.max)),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** The complete configuration of one arm. */
export function armConfig({ shared }: Pick<Comparison, 'shared'>, arm: Arm): RunConfig {
  return { ...shared, ...(arm as Partial<RunConfig>) };
}

/** The configurations of all arms, A first. */
export function comparisonRuns(comparison: Comparison): RunConfig[] {
  return comparison.arms.map((arm) => armConfig(comparison, arm));
}

/** The settings in which some configurations differ; a comparison's arms are named by them. */
export function differingSettings(configs: readonly RunConfig[]): Setting[] {
  return (Object.keys(runConfigSchema.shape) as Setting[]).filter(
    (setting) => new Set(configs.map((config) => keyOf(config[setting]))).size > 1,
  );
}

/** A comparison with other shared settings. */
export function withShared(comparison: Comparison, change: Partial<RunConfig>): Comparison {
  return { ...comparison, shared: { ...comparison.shared, ...change } };
}

/** A comparison in which one arm is another. */
export function withArm(comparison: Comparison, index: number, arm: Arm): Comparison {
  return { ...comparison, arms: comparison.arms.with(index, arm) };
}

/** An arm with a setting of its own or, where the value is undefined, with the shared one. */
export function withOverride<S extends ArmSetting>(arm: Arm, setting: S, value: Arm[S] | undefined): Arm {
  const { [setting]: _, ...rest } = arm;
  return value === undefined ? (rest as Arm) : { ...(rest as Arm), [setting]: value };
}

/** A comparison with one arm more; the same one when there is no room. */
export function addArm(comparison: Comparison, arm: Arm): Comparison {
  if (comparison.arms.length >= armLimits.max) return comparison;
  return { ...comparison, arms: [...comparison.arms, arm] };
}

/** A comparison without one of its arms; the same one when it has no more than it needs. */
export function removeArm(comparison: Comparison, index: number): Comparison {
  if (comparison.arms.length <= armLimits.min) return comparison;
  return { ...comparison, arms: comparison.arms.toSpliced(index, 1) };
}

/**
 * Whether runs that may have made up to `step` steps can go on under another configuration: it must not change what
 * they have done. The number of steps may change, the learning rate of steps to come, whether kernels are scaled later, and
 * what classes are called.
 */
export function canGoOn(from: Comparison, to: Comparison, step: number): boolean {
  const before = comparisonRuns(from);
  const after = comparisonRuns(to);
  if (before.length !== after.length) return false;
  const rest = ({ learningRate: _l, steps: _s, kernelScalings: _k, data, ...others }: RunConfig) =>
    keyOf({ ...others, data: dataKey(data) });
  return before.every(
    (config, i) =>
      rest(config) === rest(after[i]!) &&
      agreeUntil(config.learningRate, after[i]!.learningRate, step) &&
      scaledAlikeBefore(config.kernelScalings, after[i]!.kernelScalings, step),
  );
}

/** Every learning rate of a comparison passed through a function: the shared one, and those of arms with their place. */
export function mapRates(
  { shared, arms }: Comparison,
  map: (rate: LearningRate, arm?: number) => LearningRate,
): Comparison {
  return {
    shared: { ...shared, learningRate: map(shared.learningRate) },
    arms: arms.map((arm, i) =>
      arm.learningRate === undefined ? arm : { ...arm, learningRate: map(arm.learningRate, i) },
    ),
  };
}

/**
 * The comparison whose arms are these complete configurations, in their order; undefined when they are too few or too
 * many, or differ in what arms share.
 */
export function comparisonOfRuns(configs: readonly RunConfig[]): Comparison | undefined {
  const differing = differingSettings(configs);
  const isShareable = !differing.some(isSharedSetting);
  if (configs.length < armLimits.min || configs.length > armLimits.max || !isShareable) return undefined;
  // What most presets call their own: the normalization of the network that has one.
  const normalised = configs.find(({ normalization }) => normalization.kind !== 'none') ?? configs[0]!;
  const shared = { ...configs[0]!, normalization: normalised.normalization };
  const arms = configs.map((config): Arm => {
    const own = armSettings.filter((setting) => keyOf(config[setting]) !== keyOf(shared[setting]));
    return Object.fromEntries(own.map((setting) => [setting, config[setting]]));
  });
  return { shared, arms };
}
