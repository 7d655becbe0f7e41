/** What arms are called: by their normalization, and by whatever else tells them apart. */
import { differingSettings } from '../../domain/comparison.ts';
import type { RunConfig, Setting } from '../../domain/config.ts';
import { dataName } from '../../domain/data-set.ts';
import type { ArmName, Cell } from '../../domain/experiments.ts';
import { changesOf, firstRate, type LearningRate } from '../../domain/learning-rate.ts';
import type { Normalization } from '../../domain/normalization.ts';
import type { Text } from '../../text/text.ts';
import { countText, learningRateText } from '../../ui/format.ts';

/** A rate with its changes: "1E-3, 1E-4 from step 300". */
export function scheduleText(rate: LearningRate, text: Text): string {
  const changes = changesOf(rate).map(({ fromStep, value }) =>
    text.fromStep(learningRateText(value), countText(fromStep)),
  );
  return [learningRateText(firstRate(rate)), ...changes].join(text.comma);
}

/** A rate as it is typed: "1E-3, 1E-4@300". */
export function typedRate(rate: LearningRate): string {
  const changes = changesOf(rate).map(({ fromStep, value }) => `${learningRateText(value)}@${fromStep}`);
  return [learningRateText(firstRate(rate)), ...changes].join(', ');
}

/** Names of the arms with these configurations, each made of what it does otherwise than the others. */
export function armNames(configs: readonly RunConfig[], text: Text): string[] {
  const differing = differingSettings(configs).filter((setting) => setting !== 'normalization');
  const kinds = new Set(
    configs
      .map(({ normalization }) => normalization)
      .filter(hasAxes)
      .map(({ axes }) => axes),
  );
  return configs.map((config) => {
    const { normalization } = config;
    const axes = hasAxes(normalization) && kinds.size > 1 ? [text.axes[normalization.axes]] : [];
    const others = differing.map((setting) => differenceText(setting, config, text));
    return [normalizationName(normalization, text), ...axes, ...others].join(text.comma);
  });
}

/** What a network with a normalization is called; of Batch Normalization without its axes. */
export function normalizationName(normalization: Normalization, text: Text): string {
  switch (normalization.kind) {
    case 'none':
      return text.withoutBatchNorm;
    case 'batch':
      return text.withBatchNorm;
    case 'group':
      return text.withGroups(normalization.groups);
    case 'ghost':
      return text.withGhosts(normalization.images);
    case 'noisy-batch':
      return text.withNoise(String(normalization.strength));
  }
}

/** A normalization as one of those to choose from. */
export function normalizationOption(normalization: Normalization, text: Text): string {
  switch (normalization.kind) {
    case 'none':
      return text.options.none;
    case 'batch':
      return text.options[normalization.axes];
    default:
      return normalizationName(normalization, text);
  }
}

/** The name of a network that experiments compare. */
export function networkName(arm: ArmName, text: Text): string {
  return { none: text.withoutBatchNorm, batch: text.withBatchNorm }[arm];
}

/** The name of a cell of a table or a point of a sweep. */
export function cellName({ learningRate, arm }: Cell, text: Text): string {
  return [learningRateText(learningRate), networkName(arm, text)].join(text.comma);
}

function hasAxes(normalization: Normalization): normalization is Extract<Normalization, { kind: 'batch' }> {
  return normalization.kind === 'batch';
}

function differenceText(setting: Setting, config: RunConfig, text: Text): string {
  const value = config[setting];
  if (setting === 'learningRate') return scheduleText(config.learningRate, text);
  if (setting === 'data') return dataName(config.data);
  if (typeof value === 'number') return text.differs(settingName(setting, text), String(value));
  return typeof value === 'string' ? text.options[value] : '';
}

export function settingName(setting: Setting, text: Text): string {
  return setting === 'learningRate' ? text.learningRate : text.fields[setting];
}
