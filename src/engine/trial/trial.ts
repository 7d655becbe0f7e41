/** Tries an engine on the device at hand: whether it computes rightly, and how long a step takes. */
import type { Parameters } from '../../domain/network.ts';
import { median } from '../../domain/statistics.ts';
import { alone } from '../alone.ts';
import type { Engine, EngineConfig } from '../engine.ts';
import type { Finding } from '../findings.ts';
import { EngineRefused } from '../open-engine.ts';
import {
  areGradientsRight,
  isLossRight,
  TRIAL_STEPS,
  trialBatch,
  trialConfig,
  trialParameters,
} from './network.ts';

/**
 * An engine whose second step takes so many times as long as a rival's cannot win, and is given up: drawn by software a
 * step takes a second, of a processor that the visitor may want for something else.
 */
const HOPELESS = 3;
/** Milliseconds that a measurement of several steps should take, so that what computes ahead gets into its pace. */
const LONG_ENOUGH = 60;
const MOST_STEPS = 16;
const MEASUREMENTS = 3;

export type OpenEngine = (config: EngineConfig, initial: Parameters) => Promise<Engine>;

/**
 * What is to be said of an engine. `rival`: the milliseconds of a step on another engine, if they are known. Rejects where
 * the engine neither trains nor says why.
 */
export async function tryEngine(open: OpenEngine, rival = Number.POSITIVE_INFINITY): Promise<Finding> {
  let engine: Engine;
  try {
    engine = await open(trialConfig, trialParameters());
  } catch (error) {
    if (error instanceof EngineRefused) return { outcome: 'refused', why: error.why };
    throw error;
  }
  try {
    return await Promise.race([engine.lost, check(engine, rival)]);
  } finally {
    engine.dispose();
  }
}

/** The first steps, against what they should come to; then more of them, for the time they take. */
async function check(engine: Engine, rival: number): Promise<Finding> {
  const first = await engine.probe(trialBatch(1));
  if (!isLossRight(1, first.loss) || !areGradientsRight(first)) return { outcome: 'wrong' };
  const step = async (count: number, from: number) => {
    const batches = Array.from({ length: count }, (_, i) => trialBatch(from + i));
    const start = performance.now();
    const results = [];
    for (const batch of batches) results.push(...(await engine.train(batch)));
    results.push(...(await engine.settle()));
    return { milliseconds: (performance.now() - start) / count, loss: results.at(-1)?.loss ?? Number.NaN };
  };
  // The quickest step counts: anything may have held the others up.
  let quickest = Number.POSITIVE_INFINITY;
  for (let number = 2; number <= TRIAL_STEPS; number++) {
    const { milliseconds, loss } = await step(1, number);
    if (!isLossRight(number, loss)) return { outcome: 'wrong' };
    quickest = Math.min(quickest, milliseconds);
    if (quickest > HOPELESS * rival) return { outcome: 'slow', milliseconds: quickest };
  }
  return alone(async () => {
    const count = Math.max(1, Math.min(MOST_STEPS, Math.ceil(LONG_ENOUGH / quickest)));
    const times: number[] = [];
    for (let i = 0; i < MEASUREMENTS; i++) times.push((await step(count, TRIAL_STEPS + 1)).milliseconds);
    return { outcome: 'right', milliseconds: median(times) };
  });
}
