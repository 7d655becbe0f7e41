/** What a kept run is called, and what it was. */
import type { RunConfig, Setting } from '../../domain/config.ts';
import { type DataSet, dataName } from '../../domain/data-set.ts';
import { comparisonOf } from '../../domain/experiments.ts';
import type { KeptRun } from '../../domain/kept-run.ts';
import { type KernelScalings, kernelScalingsText } from '../../domain/kernel-scaling.ts';
import type { LearningRate } from '../../domain/learning-rate.ts';
import type { Normalization } from '../../domain/normalization.ts';
import { matchingPreset, type PresetName, presetNames } from '../../domain/presets.ts';
import type { RunsText } from '../../text/runs.ts';
import {
  normalizationName,
  normalizationOption,
  scheduleText,
  settingName,
  typedRate,
} from '../shared/arm-names.ts';

/** The preset whose setting a run has, if there is one. */
export function presetOf(config: RunConfig): PresetName | undefined {
  // Asked for with every letter of a search, of hundreds of runs.
  if (!known.has(config)) known.set(config, findPreset(config));
  return known.get(config);
}

const known = new WeakMap<RunConfig, PresetName | undefined>();

function findPreset(config: RunConfig): PresetName | undefined {
  return presetNames.find((name) => matchingPreset(comparisonOf(config, name)) === name);
}

/** "Article · with BN · 1E-3 · seed 8". */
export function settingWords(config: RunConfig, text: RunsText): string {
  const preset = presetOf(config);
  return [
    ...(config.data.kind === 'own' ? [dataName(config.data)] : []),
    preset ? text.presets[preset] : text.options[config.loss],
    normalizationName(config.normalization, text),
    scheduleText(config.learningRate, text),
    text.charts.ofSeed(config.seed),
  ].join(' · ');
}

/** All of a configuration that a search finds, each setting with its name: "Batch 50". */
export function searchWords(config: RunConfig, text: RunsText): string {
  // Asked for with every letter of a search, of hundreds of runs.
  const before = searched.get(config);
  if (before?.text === text) return before.words;
  const settings = (Object.keys(config) as Setting[]).filter((setting) => !NAMED.has(setting));
  const words = [
    settingWords(config, text),
    ...settings.map(
      (setting) => `${settingName(setting, text)} ${valueText(setting, config[setting], text)}`,
    ),
  ].join(' · ');
  searched.set(config, { text, words });
  return words;
}

const searched = new WeakMap<RunConfig, { text: RunsText; words: string }>();
/** What stands in the name of a run already. */
const NAMED: ReadonlySet<Setting> = new Set(['data', 'learningRate', 'seed']);

export function nameOf(run: KeptRun, text: RunsText): string {
  return run.name || settingWords(run.config, text);
}

/** The value of a setting, as it would be typed or chosen. */
export function valueText(setting: Setting, value: RunConfig[Setting], text: RunsText): string {
  switch (setting) {
    case 'learningRate':
      return typedRate(value as LearningRate);
    case 'normalization':
      return normalizationOption(value as Normalization, text);
    case 'data':
      return dataName(value as DataSet);
    case 'kernelScalings':
      return kernelScalingsText(value as KernelScalings) || text.card.none;
    default:
      return typeof value === 'string' && value in text.options
        ? text.options[value as keyof typeof text.options]
        : String(value);
  }
}
