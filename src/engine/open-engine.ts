/** Opens the engine that a worker was given, or says in a word why the device has none: the page then decides anew. */
import type { Parameters } from '../domain/network.ts';
import { catalogue, type EngineName, LAST_RESORT, usesWebGL } from './catalogue.ts';
import type { Device } from './device.ts';
import type { Engine, EngineConfig } from './engine.ts';
import type { Refusal } from './findings.ts';
import { ContextLost } from './webgl-context.ts';

/** An engine that does not start on this device, where others may. */
export class EngineRefused extends Error {
  readonly why: Refusal;

  constructor(why: Refusal, cause?: unknown) {
    super(`The engine did not start: ${why}.`, { cause });
    this.name = 'EngineRefused';
    this.why = why;
  }
}

/** Starts what an engine computes on. */
export async function startEngine(device: Device, name: EngineName): Promise<void> {
  if (usesWebGL(name)) {
    const webgl = device.openWebGL();
    if (!webgl) throw new EngineRefused('no-webgl');
    if (!webgl.float32Targets) throw new EngineRefused('no-float32');
  }
  try {
    await device.start(catalogue[name].backend);
  } catch (error) {
    throw refused(name, usesWebGL(name) ? 'webgl-failed' : 'not-started', error);
  }
}

/** A network ready to train, on an engine that was started. */
export async function makeNetwork(
  device: Device,
  name: EngineName,
  config: EngineConfig,
  initial: Parameters,
): Promise<Engine> {
  try {
    return await device.make(name, config, initial);
  } catch (error) {
    // A context that was taken away is no word on the engine: the next worker gets another. Whatever failed has failed for that.
    if (usesWebGL(name) && device.webgl?.gl.isContextLost()) throw new ContextLost();
    throw refused(name, usesWebGL(name) ? 'kernels-failed' : 'not-started', error);
  }
}

/** The error as a refusal, where something else can train; where nothing can, the error itself. */
function refused(name: EngineName, why: Refusal, error: unknown): unknown {
  if (name === LAST_RESORT || name === 'cpu') return error;
  console.warn(`The engine ${name} did not start:`, error);
  return new EngineRefused(why, error);
}
