import type { RunConfig } from '../../domain/config.ts';
import type { EngineName } from '../../engine/engine.ts';

/** A worker of the pool, as the queue needs it. */
export interface PoolWorker {
  /** `keep`: under which name its checkpoints are kept, if they are; `from`: the one that it goes on from. */
  start(
    run: number,
    engine: EngineName,
    config: RunConfig,
    kept?: { keep: string; from?: { run: string; step: number } },
  ): void;
  /** Takes a checkpoint now. */
  keepNow(run: number): void;
  allow(run: number, step: number, paused: boolean): void;
  /** After every how many steps runs are looked into. */
  setLooking(interval: number | undefined): void;
  dispose(): void;
}
