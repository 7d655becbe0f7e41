/** Between which values a loss lies: exactly, or where it begins and may go. */
import type { RunConfig } from './config.ts';
import { CLASSES } from './network.ts';

/**
 * The softmax applied twice sees probabilities in place of logits. At best that of the right class is 1 and all others are
 * 0, so the second softmax gives e/(e+9) and the loss is −log(e/(e+9)) = 1.4612; at worst a wrong class has the 1, and
 * −log(1/(e+9)) = 2.4612. No training leaves these bounds.
 */
const twice = Math.log(Math.E + CLASSES - 1);

/** What a loss cannot go below, where that is not zero. */
export function lossFloor(loss: RunConfig['loss']): number | undefined {
  return loss === 'double-softmax' ? twice - 1 : undefined;
}

/** From the best to what a network that answers by chance has: a mean over the batch, or its sum. */
export function usualLoss({ loss, batchSize }: Pick<RunConfig, 'loss' | 'batchSize'>): [number, number] {
  switch (loss) {
    case 'double-softmax':
      return [twice - 1, twice];
    case 'softmax-cross-entropy':
      return [0, Math.log(CLASSES)];
    case 'sum-log':
      return [0, batchSize * Math.log(CLASSES)];
  }
}
