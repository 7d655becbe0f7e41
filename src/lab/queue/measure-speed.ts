/** Measures how fast this machine trains, with a few steps of a network that is then thrown away. */
import { limits } from '../../domain/config.ts';
import { presetRun } from '../../domain/presets.ts';
import type { EngineName } from '../../engine/engine.ts';
import type { Refusal } from '../../engine/findings.ts';
import type { FromWorker } from '../../worker/messages.ts';
import type { PoolWorker } from './pool-worker.ts';
import { RunTimer, type Speed } from './speed.ts';

const STEPS = 5;
/** The worker's only one. */
const RUN = 1;

export interface SpeedMeasurement {
  /** Undefined when it was stopped or failed; a word when the engine does not start. */
  result: Promise<Speed | Refusal | undefined>;
  stop(): void;
}

export function measureSpeed(
  createWorker: (onMessage: (message: FromWorker) => void) => PoolWorker,
  engine: EngineName,
): SpeedMeasurement {
  let end: (result: Awaited<SpeedMeasurement['result']>) => void = () => {};
  const result = new Promise<Awaited<SpeedMeasurement['result']>>((resolve) => {
    end = resolve;
  });
  const timer = new RunTimer();
  const worker = createWorker((message) => {
    if (message.type === 'refused') end(message.why);
    else if (message.type === 'evaluating') timer.evaluating(message.done, performance.now());
    else if (message.type === 'failed') end(undefined);
    else if (message.type === 'trained') {
      for (const step of message.steps) timer.trained(step.milliseconds);
      const { speed } = timer;
      if (speed && message.steps.at(-1)!.step >= STEPS) end(speed);
    }
  });
  // The network with BN is the slower one. It is never allowed to come to its last step, whose evaluation is long.
  const config = {
    ...presetRun('article'),
    evaluationInterval: limits.evaluationInterval.max,
  };
  worker.start(RUN, engine, config);
  worker.allow(RUN, STEPS, false);
  return {
    result: result.finally(() => worker.dispose()),
    stop: () => end(undefined),
  };
}
