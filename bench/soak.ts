/** Watches the memory of one engine over many steps and many networks. */
import type { MnistLoader } from '../src/data/data-loader.ts';
import type { BenchArm, Contestant } from './contestants.ts';
import { Trainer } from './trainer.ts';

export interface SoakPlan {
  contestant: Contestant;
  arm: BenchArm;
  /** Small batches make many steps in little time; the network is the same. */
  batchSize: number;
  steps: number;
  resets: number;
}

export interface SoakResult {
  /** Textures that the steps have made. */
  texturesCreated: number;
  /** Bytes of all textures: after the first steps, after all, and after each reset. */
  textureBytes: { early: number; late: number; resets: number[] };
}

const FIRST_STEPS = 5;

export async function soak(
  { contestant, arm, batchSize, steps, resets }: SoakPlan,
  loader: MnistLoader,
): Promise<SoakResult> {
  const trainer = new Trainer(contestant, arm, loader, batchSize);
  const countsAfter = async (count: number, fresh = false) => {
    await trainer.train(count, { fresh });
    if (!trainer.counts) throw new Error(trainer.problem ?? `${contestant} has no WebGL context.`);
    return trainer.counts;
  };
  try {
    const { textureBytes: early } = await countsAfter(FIRST_STEPS);
    const { textureBytes: late, texturesCreated } = await countsAfter(steps);
    const after: number[] = [];
    for (let i = 0; i < resets; i++) after.push((await countsAfter(FIRST_STEPS, true)).textureBytes);
    return { texturesCreated: texturesCreated * steps, textureBytes: { early, late, resets: after } };
  } finally {
    trainer.dispose();
  }
}
