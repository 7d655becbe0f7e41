/**
 * The comparison in the address bar: a preset, whatever differs from it, and the arms.
 *
 *     ?preset=modern&lr=1e-3,1e-4@300&arms=none,batch,batch:per-activation&a.lr=1e-4&seed=7&engine=wasm
 *
 * An address is typed by people and mangled by chat programs, so each part is checked by itself: a bad one
 * is named and left out, the others hold. The command line speaks the same language.
 *
 * An address without a seed means the one that the page opens with, whichever that is by then: it moves when other seeds
 * are recorded. `seed=` means one for good.
 */
import * as z from 'zod/mini';
import {
  type Arm,
  type ArmSetting,
  armLetters,
  armLimits,
  armSettings,
  type Comparison,
  withOverride,
} from '../domain/comparison.ts';
import { type RunConfig, type Setting, settingShape } from '../domain/config.ts';
import { dataSetText, parseDataSet } from '../domain/data-set.ts';
import { kernelScalingsText, parseKernelScalings } from '../domain/kernel-scaling.ts';
import { learningRateKey, parseLearningRate } from '../domain/learning-rate.ts';
import {
  NO_NORMALIZATION,
  type Normalization,
  normalizationText,
  parseNormalization,
} from '../domain/normalization.ts';
import { matchingPreset, presetComparison, presetNames } from '../domain/presets.ts';
import { type EngineChoice, engineChoiceSchema } from '../engine/choose.ts';

export interface Address {
  comparison: Comparison;
  engine: EngineChoice;
  /** Parameters whose values could not be used. */
  problems: { name: string; value: string }[];
}

/** Names of the settings in an address; an arm's own come behind its letter, as in "a.lr". */
const parameterOf = {
  data: 'data',
  learningRate: 'lr',
  normalization: 'statistics',
  loss: 'loss',
  batchSize: 'batch',
  keepProbability: 'keep',
  seed: 'seed',
  steps: 'steps',
  evaluationInterval: 'every',
  evaluationStatistics: 'evaluation',
  scaleInit: 'scale',
  kernelInit: 'kernels',
  dataOrder: 'order',
  epsilon: 'epsilon',
  momentum: 'momentum',
  runningVariance: 'variance',
  kernelScalings: 'weights',
} as const satisfies Record<Setting, string>;

const settings = Object.keys(parameterOf) as Setting[];
/** Settings of arms that are not in the list of arms itself. */
const ownSettings = armSettings.filter((setting) => setting !== 'normalization');

/** Arms that are as the shared settings say, and those without normalization; all others are written out. */
const SHARED = 'batch';
const NONE = normalizationText(NO_NORMALIZATION);
const DEFAULT_ARMS = `${NONE},${SHARED}`;

/** Reads an address's query. */
export function readAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const problems: Address['problems'] = [];
  const read = <T>(name: string, parse: (text: string) => T | undefined): T | undefined => {
    const text = parameters.get(name);
    if (text === null) return undefined;
    const value = parse(text);
    if (value === undefined) problems.push({ name, value: text });
    return value;
  };
  const base = presetComparison(read('preset', within(z.enum(presetNames))) ?? 'article');
  let shared: RunConfig = base.shared;
  for (const setting of settings) {
    const value = read(parameterOf[setting], (text) => parseSetting(setting, text));
    if (value !== undefined) shared = { ...shared, [setting]: value };
  }
  let arms = read('arms', parseArms) ?? read('bn', parseSwitches) ?? base.arms;
  armLetters.forEach((letter, index) => {
    for (const setting of armSettings) {
      const name = `${letter.toLowerCase()}.${armParameter(setting)}`;
      // An arm that is not there has no settings either.
      const value = read(name, (text) => (arms[index] ? parseSetting(setting, text) : undefined));
      if (value !== undefined) arms = arms.with(index, { ...arms[index], [setting]: value });
    }
  });
  const known = new Set(armSettings.map(armParameter));
  for (const [name, value] of parameters)
    if (/^[a-z]\./.test(name) && !(known.has(name.slice(2)) && isArmLetter(name[0]!)))
      problems.push({ name, value });
  return {
    comparison: { shared, arms },
    engine: read('engine', within(engineChoiceSchema)) ?? 'auto',
    problems,
  };
}

/** The query that gives a comparison back; as short as may be. `language` is kept where it was asked for. */
export function writeAddress(
  comparison: Comparison,
  engine: EngineChoice,
  language?: string | undefined,
): string {
  const { shared, arms } = comparison;
  const parameters = new URLSearchParams();
  const preset = matchingPreset(comparison) ?? 'article';
  if (preset !== 'article') parameters.set('preset', preset);
  const base = presetComparison(preset).shared;
  for (const setting of settings) {
    const text = settingText(shared[setting]);
    if (text !== settingText(base[setting])) parameters.set(parameterOf[setting], text);
  }
  const list = arms
    .map(({ normalization }) => (normalization ? normalizationText(normalization) : SHARED))
    .join();
  if (list !== DEFAULT_ARMS) parameters.set('arms', list);
  arms.forEach((arm, index) => {
    for (const setting of ownSettings) {
      const value = arm[setting];
      if (value !== undefined)
        parameters.set(`${armLetters[index]!.toLowerCase()}.${armParameter(setting)}`, settingText(value));
    }
  });
  if (engine !== 'auto') parameters.set('engine', engine);
  if (language) parameters.set('lang', language);
  const query = parameters.toString().replaceAll('%2C', ',').replaceAll('%40', '@').replaceAll('%3A', ':');
  return query ? `?${query}` : '';
}

function isArmLetter(letter: string): boolean {
  return (armLetters as readonly string[]).includes(letter.toUpperCase());
}

function armParameter(setting: ArmSetting): string {
  return setting === 'normalization' ? setting : parameterOf[setting];
}

/** "none,batch,batch:per-activation": two to four arms, by their normalization. */
function parseArms(text: string): Arm[] | undefined {
  const arms = text.split(',').map((part): Arm | undefined => {
    const name = part.trim();
    if (name === SHARED) return {};
    const normalization = parseNormalization(name);
    return normalization && withOverride({}, 'normalization', normalization);
  });
  const known = arms.filter((arm) => arm !== undefined);
  const fits = known.length === arms.length && arms.length >= armLimits.min && arms.length <= armLimits.max;
  return fits ? known : undefined;
}

/** "off,on": whether each of two arms has Batch Normalization, as addresses said it before there were arms. */
function parseSwitches(text: string): Arm[] | undefined {
  const names: Partial<Record<string, string>> = { on: SHARED, off: NONE };
  const arms = text.split(',').map((part) => names[part]);
  return arms.length === 2 ? parseArms(arms.join()) : undefined;
}

function parseSetting(setting: Setting, text: string): RunConfig[Setting] | undefined {
  if (setting === 'learningRate') return parseLearningRate(text);
  if (setting === 'normalization') return parseNormalization(text);
  if (setting === 'data') return parseDataSet(text);
  if (setting === 'kernelScalings') return parseKernelScalings(text);
  const read = within(settingShape[setting] as z.ZodMiniType<string | number>);
  // A setting is a word or a number, never either.
  return (read(text) ?? (text.trim() === '' ? undefined : read(Number(text)))) as
    | RunConfig[Setting]
    | undefined;
}

function settingText(value: RunConfig[Setting]): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return kernelScalingsText(value);
  if (!('kind' in value)) return learningRateKey(value);
  return value.kind === 'mnist' || value.kind === 'own' ? dataSetText(value) : sharedNormalizationText(value);
}

/** The axes say it all where they are known to be axes. */
function sharedNormalizationText(normalization: Normalization): string {
  return normalization.kind === 'batch' ? normalization.axes : normalizationText(normalization);
}

function within<T>(schema: z.ZodMiniType<T>): (value: unknown) => T | undefined {
  return (value) => {
    const result = schema.safeParse(value);
    return result.success ? result.data : undefined;
  };
}
