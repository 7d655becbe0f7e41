/**
 * The measurement: all contestants alive at the same time, a few steps of each in turn, so that whatever
 * slows the machine down for a while slows all of them.
 */
import type { MnistLoader } from '../src/data/data-loader.ts';
import { stepOperations } from '../src/domain/network.ts';
import { median } from '../src/domain/statistics.ts';
import { catalogue } from '../src/engine/catalogue.ts';
import { isSoftware } from '../src/engine/webgl-context.ts';
import { armNames, armText, type BenchArm, type Contestant, isStock, stepsIn } from './contestants.ts';
import { PRODUCT_OPERATIONS } from './product-timer.ts';
import { RAW_OPERATIONS } from './raw-matrix.ts';
import { RawProductRunner, Trainer } from './trainer.ts';

const BATCH_SIZE = 50;
/** Batches of 50 in a look at all test images, and as many as are timed. */
const BATCHES_OF_ALL = 200;
const BATCHES_TIMED = 4;
/** An engine that takes so many times as long as the fastest would never be taken unasked: no pair of it is timed. */
const HOPELESS = 3;

export interface BenchRow {
  name: Contestant;
  arm: BenchArm;
  /** The arm as earlier files have it. */
  batchNorm: boolean;
  /** Median of the measurements; NaN for one that cannot train. */
  millisecondsPerStep: number;
  /** Useful arithmetic a second, in 10⁹ operations. */
  gigaflops: number;
  steps: number;
  /** Of a look at all 10,000 test images, for engines. */
  millisecondsPerEvaluation?: number;
  /** What a step asked of its WebGL context, for those that have one. */
  drawsPerStep?: number;
  texturesPerStep?: number;
  uploadedBytesPerStep?: number;
  waitedBytesPerStep?: number;
  textureBytes?: number;
  /** Why it cannot train. */
  problem?: string;
}

export interface BenchResult {
  /** What draws WebGL. */
  renderer: string;
  software: boolean;
  rows: BenchRow[];
  /** What WebGL2 can do here: a plain matrix product. */
  rawMatrixGigaflops: number;
  /** What the processor can do here: a plain product by the kernels' tiles. */
  rawKernelsGigaflops: number;
  /** Of each engine that may be taken unasked, the fastest first. */
  pairs: Pair[];
  /** The pair of the engine that is taken unasked, and its milliseconds. */
  pair: Pair | undefined;
  pairMilliseconds: number;
}

/** A step of both runs at once, in two workers of one engine, and of each of them alone. */
interface Pair {
  engine: Contestant;
  milliseconds: number;
  alone: [number, number];
}

export interface BenchPlan {
  contestants: readonly Contestant[];
  rounds: number;
  /** Steps of a fast engine; slow ones make fewer. */
  stepsPerRound: number;
  /** Times pairs also of engines that would never be taken. */
  allPairs?: boolean;
}

export async function measure(
  plan: BenchPlan,
  loader: MnistLoader,
  onProgress: (text: string) => void,
): Promise<BenchResult> {
  const trainers = plan.contestants.flatMap((name) => armNames.map((arm) => new Trainer(name, arm, loader)));
  const rawMatrix = new RawProductRunner('raw-matrix', loader);
  const rawKernels = new RawProductRunner('raw-kernels', loader);
  try {
    for (const trainer of trainers) {
      onProgress(`Warming up ${describe(trainer)}…`);
      await trainer.train(stepsIn(0, trainer.contestant, plan.stepsPerRound), { warmUp: true });
    }
    for (const raw of [rawMatrix, rawKernels]) {
      await raw.measure();
      raw.times.length = 0;
    }
    const pairs = plan.contestants
      .filter((name) => !isStock(name) && catalogue[name].automatic)
      .map((engine) => ({
        engine,
        runners: trainers.filter(({ contestant }) => contestant === engine),
        times: [] as number[],
      }));
    for (let round = 1; round <= plan.rounds; round++) {
      const progress = (text: string) => onProgress(`Round ${round} of ${plan.rounds}: ${text}…`);
      for (const trainer of trainers) {
        progress(describe(trainer));
        await trainer.train(stepsIn(round, trainer.contestant, plan.stepsPerRound));
      }
      progress('raw products');
      await rawMatrix.measure();
      await rawKernels.measure();
      const quickest = Math.min(...pairs.map(({ runners }) => slowest(runners)).filter(Number.isFinite));
      for (const { engine, runners, times } of pairs) {
        if (!plan.allPairs && !(slowest(runners) <= HOPELESS * quickest)) continue;
        progress(`${engine}, all test images`);
        for (const runner of runners) await runner.predict(BATCHES_TIMED);
        progress(`${engine}, both runs at once`);
        const start = performance.now();
        await Promise.all(runners.map((trainer) => trainer.train(plan.stepsPerRound, { warmUp: true })));
        times.push((performance.now() - start) / plan.stepsPerRound);
      }
    }
    const timed = pairs
      .filter(({ times }) => times.length > 0)
      .map(({ engine, runners, times }): Pair => {
        const [first = Number.NaN, second = Number.NaN] = runners.map((trainer) => median(trainer.times));
        return { engine, milliseconds: median(times), alone: [first, second] };
      })
      .sort((a, b) => Math.max(...a.alone) - Math.max(...b.alone));
    return {
      renderer: rawMatrix.renderer,
      software: isSoftware(rawMatrix.renderer),
      rows: trainers.map(rowOf),
      rawMatrixGigaflops: RAW_OPERATIONS / median(rawMatrix.times) / 1e6,
      rawKernelsGigaflops: PRODUCT_OPERATIONS / median(rawKernels.times) / 1e6,
      pairs: timed,
      pair: timed[0],
      pairMilliseconds: timed[0]?.milliseconds ?? Number.NaN,
    };
  } finally {
    for (const trainer of trainers) trainer.dispose();
    rawMatrix.dispose();
    rawKernels.dispose();
  }
}

/** What a step of each arm asks of its WebGL context; how long it takes is not measured. */
export async function countSteps(
  contestant: Contestant,
  steps: number,
  loader: MnistLoader,
): Promise<BenchRow[]> {
  const trainers = armNames.map((arm) => new Trainer(contestant, arm, loader));
  try {
    for (const trainer of trainers) {
      await trainer.train(1, { warmUp: true });
      await trainer.train(steps);
    }
    return trainers.map(rowOf);
  } finally {
    for (const trainer of trainers) trainer.dispose();
  }
}

/** Milliseconds a step of the slower of some runs. */
function slowest(runners: readonly Trainer[]): number {
  return Math.max(...runners.map(({ times }) => median(times)));
}

function rowOf({ contestant, arm, times, predictions, steps, counts, problem }: Trainer): BenchRow {
  const millisecondsPerStep = median(times);
  const gigaflops = stepOperations(BATCH_SIZE) / millisecondsPerStep / 1e6;
  return {
    name: contestant,
    arm,
    batchNorm: arm === 'batch',
    millisecondsPerStep,
    gigaflops,
    steps,
    ...(predictions.length > 0 && { millisecondsPerEvaluation: BATCHES_OF_ALL * median(predictions) }),
    ...(counts && {
      drawsPerStep: counts.draws,
      texturesPerStep: counts.texturesCreated,
      uploadedBytesPerStep: counts.uploadedBytes,
      waitedBytesPerStep: counts.waitedBytes,
      textureBytes: counts.textureBytes,
    }),
    ...(problem !== undefined && { problem }),
  };
}

function describe({ contestant, arm }: Trainer): string {
  return `${contestant} ${armText(arm)}`;
}
