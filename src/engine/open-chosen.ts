/** Opens the engine that a run was given, and what takes over where that one does not start. */
import type { Parameters } from '../domain/network.ts';
import { catalogue, usesWebGL } from './catalogue.ts';
import { chooseEngine, type EngineChoice, type EngineDecision } from './choose.ts';
import type { Device } from './device.ts';
import type { Engine, EngineConfig } from './engine.ts';

/** Chooses an engine and starts its backend; a WebGL that fails to start gives way to WebAssembly. */
export async function startChosen(
  device: Device,
  choice: EngineChoice,
  { normalization }: Pick<EngineConfig, 'normalization'>,
): Promise<EngineDecision> {
  const mayUseWebGL = choice === 'auto' || usesWebGL(choice);
  const decision = chooseEngine(choice, mayUseWebGL ? device.openWebGL() : undefined, [normalization]);
  try {
    await device.start(catalogue[decision.engine].backend);
    return decision;
  } catch (error) {
    if (!usesWebGL(decision.engine)) throw error;
    console.warn('WebGL did not start:', error);
    await device.start('wasm');
    return { engine: 'wasm', reason: 'webgl-failed' };
  }
}

/** A network ready to train; where the graphics card refuses the fast kernels, tfjs's own operations take over. */
export async function makeChosen(
  device: Device,
  decision: EngineDecision,
  config: EngineConfig,
  initial: Parameters,
): Promise<{ engine: Engine; decision: EngineDecision }> {
  try {
    return { engine: await device.make(decision.engine, config, initial), decision };
  } catch (error) {
    if (decision.engine !== 'webgl' || device.webgl?.gl.isContextLost()) throw error;
    console.warn('The fast kernels did not start:', error);
    const next: EngineDecision = { engine: 'webgl-ops', reason: 'kernels-failed' };
    return { engine: await device.make(next.engine, config, initial), decision: next };
  }
}
