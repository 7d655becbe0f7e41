/** Makes an engine by its name. */
import type { Parameters } from '../domain/network.ts';
import type { Engine, EngineConfig, EngineName } from './engine.ts';
import { OpsEngine } from './ops/engine.ts';
import type { WebGLContext } from './webgl-context.ts';

/** Whether an engine computes on a WebGL context. */
export function usesWebGL(name: EngineName): boolean {
  return name === 'webgl' || name === 'webgl-ops';
}

/**
 * A new network, ready to train, on the backend that `startBackend` has made current for this engine; engines on WebGL
 * need the context that it was given.
 */
export async function createEngine(
  name: EngineName,
  config: EngineConfig,
  initial: Parameters,
  webgl?: WebGLContext,
): Promise<Engine> {
  const lost = usesWebGL(name) ? webgl?.lost : undefined;
  if (name !== 'webgl') return new OpsEngine(name, config, initial, lost);
  const { WebGLEngine } = await import('./webgl/engine.ts');
  return WebGLEngine.create(config, initial, lost);
}
