/** Makes an engine by its name. */
import type { Parameters } from '../domain/network.ts';
import type { Engine, EngineConfig, EngineName } from './engine.ts';
import { OpsEngine } from './ops/engine.ts';

/** Whether an engine computes on a WebGL context. */
export function usesWebGL(name: EngineName): boolean {
  return name === 'webgl' || name === 'webgl-ops';
}

/** A new network on the backend that `startBackend` has made current for this engine. */
export async function createEngine(
  name: EngineName,
  config: EngineConfig,
  initial: Parameters,
): Promise<Engine> {
  if (name !== 'webgl') return new OpsEngine(name, config, initial);
  const { WebGLEngine } = await import('./webgl/engine.ts');
  return new WebGLEngine(config, initial);
}
