import type { RunConfig } from '../../domain/config.ts';
import type { EngineName } from '../../engine/engine.ts';

/** A worker of the pool, as the queue needs it. */
export interface PoolWorker {
  start(run: number, engine: EngineName, config: RunConfig): void;
  allow(run: number, step: number, paused: boolean): void;
  /** After every how many steps runs are looked into. */
  setLooking(interval: number | undefined): void;
  dispose(): void;
}
