/** How the two runs look and what they are called, everywhere on the page. */
import type { RunConfig } from '../../domain/config.ts';
import type { Text } from '../../text/en.ts';

/** Colours that colour-blind eyes tell apart, and a dash that tells them apart without colour. */
export const runLooks = [
  { name: 'A', colour: 'var(--run-a)', dash: '7 4' },
  { name: 'B', colour: 'var(--run-b)' },
] as const;

export function runLabel(config: RunConfig, text: Text): string {
  return config.batchNorm === 'off' ? text.withoutBatchNorm : text.withBatchNorm;
}
