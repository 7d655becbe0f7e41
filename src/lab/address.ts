/**
 * The comparison in the address bar: a preset and whatever differs from it.
 *
 * An address is typed by people and mangled by chat programs, so each part is checked by itself: a bad one
 * is named and left out, the others hold.
 */
import * as z from 'zod/mini';
import { type Comparison, comparisonSchema } from '../domain/config.ts';
import { matchingPreset, presetComparison, presetNames } from '../domain/presets.ts';
import { type EngineChoice, engineChoiceSchema } from '../engine/choose.ts';

export interface Address {
  comparison: Comparison;
  engine: EngineChoice;
  /** Parameters whose values could not be used. */
  problems: { name: string; value: string }[];
}

/** Names of the parameters of an address. */
const parameterOf = {
  learningRate: 'lr',
  batchNorm: 'bn',
  loss: 'loss',
  batchSize: 'batch',
  keepProbability: 'keep',
  seed: 'seed',
  steps: 'steps',
  evaluationInterval: 'every',
  evaluationStatistics: 'evaluation',
  batchNormStatistics: 'statistics',
  scaleInit: 'scale',
  kernelInit: 'kernels',
  dataOrder: 'order',
} as const satisfies Record<keyof Comparison, string>;

const settings = Object.keys(parameterOf) as (keyof Comparison)[];

/** Reads an address's query, such as "?preset=article&lr=1e-3&bn=off,on&engine=wasm". */
export function readAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const problems: Address['problems'] = [];
  const read = <T>(
    name: string,
    schema: z.ZodMiniType<T>,
    parse: (text: string) => unknown,
    fallback: T,
  ): T => {
    const text = parameters.get(name);
    if (text === null) return fallback;
    const result = schema.safeParse(parse(text));
    if (result.success) return result.data;
    problems.push({ name, value: text });
    return fallback;
  };
  const asText = (text: string) => text;
  let comparison = presetComparison(read('preset', z.enum(presetNames), asText, 'article'));
  for (const setting of settings) {
    const schema = comparisonSchema.shape[setting] as z.ZodMiniType<Comparison[typeof setting]>;
    const value = read(parameterOf[setting], schema, parserOf(setting, comparison), comparison[setting]);
    comparison = { ...comparison, [setting]: value };
  }
  return { comparison, engine: read('engine', engineChoiceSchema, asText, 'auto'), problems };
}

/** The query that gives a comparison back; as short as may be. */
export function writeAddress(comparison: Comparison, engine: EngineChoice): string {
  const parameters = new URLSearchParams();
  const preset = matchingPreset(comparison) ?? 'article';
  if (preset !== 'article') parameters.set('preset', preset);
  const base = presetComparison(preset);
  for (const setting of settings) {
    const text = textOf(comparison[setting]);
    if (text !== textOf(base[setting])) parameters.set(parameterOf[setting], text);
  }
  if (engine !== 'auto') parameters.set('engine', engine);
  const query = parameters.toString().replaceAll('%2C', ',');
  return query ? `?${query}` : '';
}

function parserOf(setting: keyof Comparison, example: Comparison): (text: string) => unknown {
  if (setting === 'batchNorm')
    return (text) => text.split(',').map((part) => ({ on: true, off: false })[part]);
  if (typeof example[setting] === 'number') return (text) => (text.trim() === '' ? undefined : Number(text));
  return (text) => text;
}

function textOf(value: Comparison[keyof Comparison]): string {
  return Array.isArray(value) ? value.map((on) => (on ? 'on' : 'off')).join(',') : String(value);
}
