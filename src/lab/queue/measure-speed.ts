/** Measures how fast this machine trains, with a few steps of a network that is then thrown away. */
import { limits } from '../../domain/config.ts';
import { presetRun } from '../../domain/presets.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { PoolWorker } from './pool-worker.ts';
import { RunTimer, type Speed } from './speed.ts';

const STEPS = 5;
/** The worker's only one. */
const RUN = 1;

export interface SpeedMeasurement {
  /** Undefined when it was stopped or failed. */
  result: Promise<{ speed: Speed; engine: EngineName } | undefined>;
  stop(): void;
}

export function measureSpeed(
  createWorker: (onMessage: (message: FromWorker) => void) => PoolWorker,
  choice: EngineChoice,
): SpeedMeasurement {
  let end: (result: { speed: Speed; engine: EngineName } | undefined) => void = () => {};
  const result = new Promise<Awaited<SpeedMeasurement['result']>>((resolve) => {
    end = resolve;
  });
  const timer = new RunTimer();
  let engine: EngineName | undefined;
  const worker = createWorker((message) => {
    if (message.type === 'ready') engine = message.engine;
    else if (message.type === 'evaluating') timer.evaluating(message.done, performance.now());
    else if (message.type === 'failed') end(undefined);
    else if (message.type === 'trained') {
      for (const step of message.steps) timer.trained(step.milliseconds);
      const { speed } = timer;
      if (speed && engine && message.steps.at(-1)!.step >= STEPS) end({ speed, engine });
    }
  });
  // The network with BN is the slower one. It is never allowed to come to its last step, whose evaluation is long.
  const config = {
    ...presetRun('article'),
    evaluationInterval: limits.evaluationInterval.max,
  };
  worker.start(RUN, choice, config);
  worker.allow(RUN, STEPS, false);
  return {
    result: result.finally(() => worker.dispose()),
    stop: () => end(undefined),
  };
}
