/**
 * The experiments made of many runs: the article's table, and accuracy against learning rate. Each is nothing but a
 * list of run configurations.
 */
import { type Arm, armConfig, type Comparison } from './comparison.ts';
import { type RunConfig, settingKey } from './config.ts';
import { type DataSet, MNIST } from './data-set.ts';
import { NO_NORMALIZATION, type Normalization } from './normalization.ts';
import { type PresetName, presetComparison, presetNames, presetRun } from './presets.ts';
import { SEEDS_TO_JUDGE } from './statistics.ts';

/** The variants of the network that experiments compare, by name: what each does otherwise than its preset. */
const experimentArms = {
  /** Without normalization. */
  none: { normalization: NO_NORMALIZATION },
  /** With Batch Normalization over the axes of the preset. */
  batch: {},
} as const satisfies Record<string, Arm>;
export type ArmName = keyof typeof experimentArms;
export const armNames = Object.keys(experimentArms) as ArmName[];

/** The article's setting with its own loss, with that of the tutorial it started from, and with a stable one. */
export const lossVariants = ['article', 'sum-log', 'stable'] as const;
export type LossVariant = (typeof lossVariants)[number];

const lossOf: Record<LossVariant, RunConfig['loss']> = {
  article: 'double-softmax',
  'sum-log': 'sum-log',
  stable: 'softmax-cross-entropy',
};

/** The article's two learning rates, and its number of steps. */
export const articleRates = [1e-4, 1e-3] as const;
export const ARTICLE_STEPS = 1000;

/** What the article's table says after 1000 steps: a test accuracy, or "does not converge". */
export const articleTable: readonly (Cell & { accuracy: number | undefined })[] = [
  { learningRate: 1e-4, arm: 'none', accuracy: 0.96 },
  { learningRate: 1e-4, arm: 'batch', accuracy: 0.95 },
  { learningRate: 1e-3, arm: 'none', accuracy: undefined },
  { learningRate: 1e-3, arm: 'batch', accuracy: 0.98 },
];

/** Learning rates of a sweep: nine from 1e-5 to 1e-1, two to a decade. */
export const sweepRates: readonly number[] = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1];
export const SWEEP_STEPS = 300;

/** Presets that a sweep can have. */
export const sweepPresets = presetNames;

/** One cell of a table or one point of a sweep: the same run for several seeds. */
export interface Cell {
  learningRate: number;
  arm: ArmName;
}

export function sameCell(a: Cell, b: Cell): boolean {
  return a.learningRate === b.learningRate && a.arm === b.arm;
}

/** More seeds than are recorded of anything, and as many as a visitor can ask for. */
export const MOST_SEEDS = 20;

interface Runs {
  seeds: number;
  steps: number;
  /** What is trained on; MNIST without. */
  data?: DataSet;
}

/** Runs of one cell of the article's table, for seeds 1 to `seeds`. */
export function reproductionRuns(variant: LossVariant, cell: Cell, runs: Runs): RunConfig[] {
  return runsOf({ ...presetRun('article'), loss: lossOf[variant] }, cell, runs);
}

/** Runs of one point of a sweep, for seeds 1 to `seeds`. */
export function sweepRuns(preset: PresetName, cell: Cell, runs: Runs): RunConfig[] {
  return runsOf(presetRun(preset), cell, runs);
}

function runsOf(
  setting: RunConfig,
  { learningRate, arm }: Cell,
  { seeds, steps, data = MNIST }: Runs,
): RunConfig[] {
  const shared = { ...setting, data, learningRate, steps, evaluationInterval: evaluationInterval(steps) };
  return seedsOf(armConfig({ shared }, experimentArms[arm]), seeds);
}

/** The same run with each of the seeds from 1 on: without a number, with all that can have been recorded. */
export function seedsOf(config: RunConfig, seeds = MOST_SEEDS): RunConfig[] {
  return Array.from({ length: seeds }, (_, i) => ({ ...config, seed: i + 1 }));
}

/** Every fifty steps; short runs are looked at before they begin, half-way and at their end. */
function evaluationInterval(steps: number): number {
  return Math.max(1, Math.min(50, Math.ceil(steps / 2)));
}

/** The comparison that shows a run of an experiment beside the same one without or with Batch Normalization. */
export function comparisonOf(config: RunConfig, preset: PresetName): Comparison {
  const { shared, arms } = presetComparison(preset);
  const { kind } = config.normalization;
  return {
    shared: { ...config, normalization: kind === 'none' ? shared.normalization : config.normalization },
    arms,
  };
}

/** Presets whose networks were looked into, over five seeds each. */
export const insidePresets = ['article', 'modern'] as const satisfies readonly PresetName[];
export type InsidePreset = (typeof insidePresets)[number];
/** What was looked into: the two networks of the experiment, and the two that what is said of them hangs on. */
const insideArms = ['none', 'batch', 'noise', 'group'] as const;
type InsideArm = (typeof insideArms)[number];
/** Tested more often than the sweep's runs of the same length, so that nobody takes one for the other. */
const INSIDE_RUNS = { seeds: 5, steps: 300, evaluationInterval: 25 };
/** Steps between two looks of a recording. */
const INSIDE_INTERVAL = 20;

function insideNormalization(arm: InsideArm, { normalization }: RunConfig): Normalization {
  switch (arm) {
    case 'none':
      return NO_NORMALIZATION;
    case 'batch':
      return normalization;
    case 'noise':
      return {
        kind: 'noisy-batch',
        axes: 'axes' in normalization ? normalization.axes : 'per-feature-map',
        strength: 1,
      };
    case 'group':
      return { kind: 'group', groups: 8 };
  }
}

function insideRuns(preset: InsidePreset, arm: InsideArm): RunConfig[] {
  const shared = presetRun(preset);
  const { seeds, ...length } = INSIDE_RUNS;
  return seedsOf({ ...shared, ...length, normalization: insideNormalization(arm, shared) }, seeds);
}

/** The comparison of all networks that were looked into. */
export function insideComparison(preset: InsidePreset): Comparison {
  const comparison = presetComparison(preset);
  const { seeds: _, ...length } = INSIDE_RUNS;
  return {
    shared: { ...comparison.shared, ...length },
    arms: insideArms.map((arm) =>
      arm === 'batch' ? {} : { normalization: insideNormalization(arm, comparison.shared) },
    ),
  };
}

/** The name of a network's recorded inspections, whatever its seed and its number of steps; undefined where there are none. */
export function insideRecordingOf(config: RunConfig): string | undefined {
  insideNames ??= new Map(insideRecordings().map(({ name, configs }) => [insideKey(configs[0]!), name]));
  return insideNames.get(insideKey(config));
}

/** By `insideKey`, made when the first is asked for. */
let insideNames: ReadonlyMap<string, string> | undefined;

/** A text that configurations share which differ in nothing but their seeds and their length. */
function insideKey(config: RunConfig): string {
  return settingKey({
    ...config,
    steps: INSIDE_RUNS.steps,
    evaluationInterval: INSIDE_RUNS.evaluationInterval,
  });
}

function insideRecordings(): Recording[] {
  return insidePresets.flatMap((preset) =>
    insideArms.map((arm) => ({
      name: `inside-${preset}-${arm}`,
      configs: insideRuns(preset, arm),
      looking: INSIDE_INTERVAL,
    })),
  );
}

/** A file of recorded runs. */
export interface Recording {
  /** Of the file, without its folder and ending. */
  name: string;
  configs: RunConfig[];
  /** Steps between two looks inside; without, nobody looked. */
  looking?: number;
}

/** The article's own cells are a lottery: three seeds would not tell how much of one. */
const RECORDED_SEEDS = { article: 10, 'sum-log': 3, stable: 3 };
/** As many as a median needs. */
const RECORDED_SWEEP = { seeds: SEEDS_TO_JUDGE, steps: SWEEP_STEPS };
/** Cells of the tables, the most wanted first: where the article's claim hangs on the loss, then the others. */
const RECORDED_RATES = {
  first: { article: [1e-3, 1e-4], 'sum-log': [1e-3], stable: [1e-3] },
  last: { article: [], 'sum-log': [1e-4], stable: [1e-4] },
} satisfies Record<string, Record<LossVariant, number[]>>;

/** Name of the file with the runs of a table's cell. */
export function reproductionName(variant: LossVariant, { learningRate, arm }: Cell): string {
  return `reproduce-${variant}-${learningRate.toExponential()}-${arm}`;
}

/** Presets that are recorded for the Compare page as the article's setting is for its table. */
const COMPARED_PRESETS = ['modern', 'paper'] as const satisfies readonly PresetName[];

/** Name of the file with the runs of a preset's network at one of the article's rates. */
function presetCellName(preset: PresetName, { learningRate, arm }: Cell): string {
  return `compare-${preset}-${learningRate.toExponential()}-${arm}`;
}

/** Name of the file with the runs of a sweep's curve. */
export function sweepName(preset: PresetName, arm: ArmName): string {
  return `sweep-${preset}-${arm}`;
}

/** All that `npm run record` records, the most wanted first. */
export function recordings(): Recording[] {
  const tables = (rates: Record<LossVariant, readonly number[]>) =>
    lossVariants.flatMap((variant) =>
      rates[variant].flatMap((learningRate) =>
        armNames.map((arm) => ({
          name: reproductionName(variant, { learningRate, arm }),
          configs: reproductionRuns(
            variant,
            { learningRate, arm },
            { seeds: RECORDED_SEEDS[variant], steps: ARTICLE_STEPS },
          ),
        })),
      ),
    );
  const sweeps = sweepPresets.flatMap((preset) =>
    armNames.map((arm) => ({
      name: sweepName(preset, arm),
      configs: sweepRates.flatMap((learningRate) => sweepRuns(preset, { learningRate, arm }, RECORDED_SWEEP)),
    })),
  );
  const presets = COMPARED_PRESETS.flatMap((preset) =>
    articleRates.toReversed().flatMap((learningRate) =>
      armNames.map((arm) => ({
        name: presetCellName(preset, { learningRate, arm }),
        configs: runsOf(
          presetRun(preset),
          { learningRate, arm },
          { seeds: SEEDS_TO_JUDGE, steps: ARTICLE_STEPS },
        ),
      })),
    ),
  );
  return [
    ...tables(RECORDED_RATES.first),
    ...sweeps,
    ...tables(RECORDED_RATES.last),
    ...presets,
    ...insideRecordings(),
  ];
}

/** Names of recordings by the settings of their runs, made when they are first asked for. */
let namesBySetting: ReadonlyMap<string, string> | undefined;

/** Names of the files that hold runs of these settings, whatever their seeds. */
export function recordingsOf(configs: readonly RunConfig[]): string[] {
  namesBySetting ??= new Map(
    recordings().flatMap(({ name, configs }) =>
      configs.filter(({ seed }) => seed === 1).map((config) => [settingKey(config), name] as const),
    ),
  );
  const names = namesBySetting;
  return [...new Set(configs.flatMap((config) => names.get(settingKey(config)) ?? []))];
}
