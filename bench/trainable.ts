/** What the bench times. */
import type { LabelledBytes } from '../src/data/types.ts';

/** What can train on batches. */
export interface Trainable {
  train(batch: LabelledBytes): Promise<unknown>;
  /** Waits for all that is under way. */
  settle(): Promise<unknown>;
  dispose(): void;
}
