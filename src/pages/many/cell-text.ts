/** The name of a cell. */
import type { Cell } from '../../domain/experiments.ts';
import type { Text } from '../../text/en.ts';
import { learningRateText } from '../../ui/format.ts';

export function cellText({ learningRate, batchNorm }: Cell, text: Text): string {
  return `${learningRateText(learningRate)}, ${batchNorm ? text.withBatchNorm : text.withoutBatchNorm}`;
}
