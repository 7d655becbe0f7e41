/** The role of the worker that tries engines, so that neither the page nor a run is held up by it. */
import { Device } from '../engine/device.ts';
import type { EngineName } from '../engine/engine.ts';
import type { Finding } from '../engine/findings.ts';
import { makeNetwork, startEngine } from '../engine/open-engine.ts';
import { tryEngine } from '../engine/trial/trial.ts';
import { type TrialAnswer, type TrialRequest, trialRequestSchema } from './trial-messages.ts';

const device = new Device();

/** Takes one question of the page. */
export function serve(event: MessageEvent<unknown>): void {
  answer(trialRequestSchema.parse(event.data)).then(say, (error: unknown) =>
    say({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }),
  );
}

async function answer(request: TrialRequest): Promise<TrialAnswer> {
  if (request.type === 'try') return { type: 'finding', finding: await trial(request.engine, request.rival) };
  const webgl = device.openWebGL();
  if (!webgl) return { type: 'card', card: null };
  const { renderer, software, float32Targets } = webgl;
  return { type: 'card', card: { renderer, software, float32Targets } };
}

function trial(name: EngineName, rival?: number): Promise<Finding> {
  return tryEngine(async (config, initial) => {
    await startEngine(device, name);
    return makeNetwork(device, name, config, initial);
  }, rival);
}

function say(answer: TrialAnswer): void {
  self.postMessage(answer);
}
