/**
 * The measurement: all contestants alive at the same time, a few steps of each in turn, so that whatever
 * slows the machine down for a while slows all of them.
 */
import type { MnistLoader } from '../src/data/data-loader.ts';
import { stepOperations } from '../src/domain/network.ts';
import { median } from '../src/domain/statistics.ts';
import { isSoftware } from '../src/engine/webgl-context.ts';
import { armNames, armText, type BenchArm, type Contestant, stepsIn } from './contestants.ts';
import { RAW_OPERATIONS } from './raw-matrix.ts';
import { RawMatrixRunner, Trainer } from './trainer.ts';

const BATCH_SIZE = 50;

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
  /** A step of both runs at once, in two workers of one engine, and of each of them alone. */
  pair: { engine: Contestant; milliseconds: number; alone: [number, number] };
  pairMilliseconds: number;
}

export interface BenchPlan {
  contestants: readonly Contestant[];
  /** Engine of the pair. */
  pairEngine: Contestant;
  rounds: number;
  /** Steps of a fast engine; slow ones make fewer. */
  stepsPerRound: number;
}

export async function measure(
  plan: BenchPlan,
  loader: MnistLoader,
  onProgress: (text: string) => void,
): Promise<BenchResult> {
  const trainers = plan.contestants.flatMap((name) => armNames.map((arm) => new Trainer(name, arm, loader)));
  const rawMatrix = new RawMatrixRunner(loader);
  try {
    for (const trainer of trainers) {
      onProgress(`Warming up ${describe(trainer)}…`);
      await trainer.train(stepsIn(0, trainer.contestant, plan.stepsPerRound), { warmUp: true });
    }
    await rawMatrix.measure();
    rawMatrix.times.length = 0;
    const pairRunners = trainers.filter((trainer) => trainer.contestant === plan.pairEngine);
    const together: number[] = [];
    for (let round = 1; round <= plan.rounds; round++) {
      for (const trainer of trainers) {
        onProgress(`Round ${round} of ${plan.rounds}: ${describe(trainer)}…`);
        await trainer.train(stepsIn(round, trainer.contestant, plan.stepsPerRound));
      }
      onProgress(`Round ${round} of ${plan.rounds}: raw matrix product…`);
      await rawMatrix.measure();
      onProgress(`Round ${round} of ${plan.rounds}: both runs at once…`);
      const start = performance.now();
      await Promise.all(pairRunners.map((trainer) => trainer.train(plan.stepsPerRound, { warmUp: true })));
      together.push((performance.now() - start) / plan.stepsPerRound);
    }
    const milliseconds = median(together);
    const [first, second] = pairRunners.map((trainer) => median(trainer.times));
    return {
      renderer: rawMatrix.renderer,
      software: isSoftware(rawMatrix.renderer),
      rows: trainers.map(rowOf),
      rawMatrixGigaflops: RAW_OPERATIONS / median(rawMatrix.times) / 1e6,
      pair: {
        engine: plan.pairEngine,
        milliseconds,
        alone: [first ?? Number.NaN, second ?? Number.NaN],
      },
      pairMilliseconds: milliseconds,
    };
  } finally {
    for (const trainer of trainers) trainer.dispose();
    rawMatrix.dispose();
  }
}

function rowOf({ contestant, arm, times, steps, counts, problem }: Trainer): BenchRow {
  const millisecondsPerStep = median(times);
  const gigaflops = stepOperations(BATCH_SIZE) / millisecondsPerStep / 1e6;
  return {
    name: contestant,
    arm,
    batchNorm: arm === 'batch',
    millisecondsPerStep,
    gigaflops,
    steps,
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
