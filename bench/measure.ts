/**
 * The measurement: all contestants alive at the same time, a few steps of each in turn, so that whatever
 * slows the machine down for a while slows all of them.
 */
import type { MnistLoader } from '../src/data/data-loader.ts';
import { stepOperations } from '../src/domain/network.ts';
import { median } from '../src/domain/statistics.ts';
import type { Contestant } from './role.ts';
import { Trainer } from './trainer.ts';

const BATCH_SIZE = 50;

export interface BenchRow {
  name: Contestant;
  batchNorm: boolean;
  /** Median of the timed steps. */
  millisecondsPerStep: number;
  /** Useful arithmetic a second, in 10⁹ operations. */
  gigaflops: number;
  steps: number;
}

export interface BenchResult {
  /** What draws WebGL. */
  renderer: string;
  rows: BenchRow[];
  /** A step of both runs at once, in two workers of the fastest engine, and of each of them alone. */
  pair: { engine: Contestant; milliseconds: number; alone: [number, number] };
  pairMilliseconds: number;
}

export interface BenchPlan {
  contestants: readonly Contestant[];
  /** Engine of the pair. */
  pairEngine: Contestant;
  rounds: number;
  stepsPerRound: number;
}

const WARM_UP_STEPS = 2;

export async function measure(
  plan: BenchPlan,
  loader: MnistLoader,
  onProgress: (text: string) => void,
): Promise<BenchResult> {
  const trainers = plan.contestants.flatMap((name) =>
    [false, true].map((on) => new Trainer(name, on, loader)),
  );
  try {
    for (const trainer of trainers) {
      onProgress(`Warming up ${describe(trainer)}…`);
      await trainer.train(WARM_UP_STEPS, true);
    }
    const pairRunners = trainers.filter((trainer) => trainer.contestant === plan.pairEngine);
    const together: number[] = [];
    const alone: [number[], number[]] = [[], []];
    for (let round = 1; round <= plan.rounds; round++) {
      for (const trainer of trainers) {
        onProgress(`Round ${round} of ${plan.rounds}: ${describe(trainer)}…`);
        const times = await trainer.train(plan.stepsPerRound);
        const index = pairRunners.indexOf(trainer);
        if (index >= 0) alone[index as 0 | 1].push(...times);
      }
      onProgress(`Round ${round} of ${plan.rounds}: both runs at once…`);
      for (let i = 0; i < plan.stepsPerRound; i++) {
        const start = performance.now();
        await Promise.all(pairRunners.map((trainer) => trainer.train(1, true)));
        together.push(performance.now() - start);
      }
    }
    const milliseconds = median(together);
    return {
      renderer: trainers.find((trainer) => trainer.renderer)?.renderer ?? '',
      rows: trainers.map(rowOf),
      pair: { engine: plan.pairEngine, milliseconds, alone: [median(alone[0]), median(alone[1])] },
      pairMilliseconds: milliseconds,
    };
  } finally {
    for (const trainer of trainers) trainer.dispose();
  }
}

function rowOf({ contestant, batchNorm, times }: Trainer): BenchRow {
  const millisecondsPerStep = median(times);
  const gigaflops = stepOperations(BATCH_SIZE) / millisecondsPerStep / 1e6;
  return { name: contestant, batchNorm, millisecondsPerStep, gigaflops, steps: times.length };
}

function describe({ contestant, batchNorm }: Trainer): string {
  return `${contestant} ${batchNorm ? 'with' : 'without'} BN`;
}
