/** Which engine a run gets, and why. */
import * as z from 'zod/mini';
import type { Normalization } from '../domain/normalization.ts';
import { catalogue, type EngineName, engineNames, trainsAll, usesWebGL } from './catalogue.ts';
import type { WebGLReport } from './webgl-context.ts';

/** A visitor's wish: an engine, or the best one for the machine. */
export const engineChoiceSchema = z.enum(['auto', ...engineNames]);
export type EngineChoice = z.infer<typeof engineChoiceSchema>;

export const engineReasons = [
  'hardware-webgl',
  'chosen',
  'software-webgl',
  'no-webgl',
  'no-float32',
  'webgl-failed',
  'kernels-failed',
  'normalization',
] as const;
/** Why an engine was taken; the page has a sentence for each. */
type EngineReason = (typeof engineReasons)[number];

export interface EngineDecision {
  engine: EngineName;
  reason: EngineReason;
}

/**
 * A hardware WebGL2 context with float32 render targets gets WebGL. Where WebGL is drawn by software or
 * missing, WebAssembly is ten to twenty times as fast. A visitor who asks for WebGL gets it even when it is
 * slow, but not where it would train wrongly. Where the draws cannot train one of the wanted normalizations, tfjs's
 * operations train on the same card.
 */
export function chooseEngine(
  choice: EngineChoice,
  webgl: WebGLReport | undefined,
  wanted: readonly Normalization[],
): EngineDecision {
  const decision = onThisMachine(choice, webgl);
  if (trainsAll(decision.engine, wanted)) return decision;
  const { backend } = catalogue[decision.engine];
  const other = engineNames.find((name) => catalogue[name].backend === backend && trainsAll(name, wanted));
  return { engine: other ?? 'wasm', reason: 'normalization' };
}

function onThisMachine(choice: EngineChoice, webgl: WebGLReport | undefined): EngineDecision {
  if (choice !== 'auto' && !usesWebGL(choice)) return { engine: choice, reason: 'chosen' };
  if (!webgl) return { engine: 'wasm', reason: 'no-webgl' };
  if (!webgl.float32Targets) return { engine: 'wasm', reason: 'no-float32' };
  if (choice !== 'auto') return { engine: choice, reason: 'chosen' };
  if (webgl.software) return { engine: 'wasm', reason: 'software-webgl' };
  return { engine: 'webgl', reason: 'hardware-webgl' };
}
