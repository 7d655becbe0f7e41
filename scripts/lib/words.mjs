/** The words that options of several scripts choose from; the type checker keeps them equal to the lab's own. */

/** @import { LossVariant } from '../../src/domain/experiments.ts' */
/** @import { PresetName } from '../../src/domain/presets.ts' */
/** @import { EngineName } from '../../src/engine/engine.ts' */

/** @type {Record<EngineName, true>} */
const engines = { webgl: true, 'webgl-ops': true, simd: true, wasm: true, cpu: true };
/** @type {Record<PresetName, true>} */
const presets = { article: true, paper: true, modern: true };
/** @type {Record<LossVariant, true>} */
const lossVariants = { article: true, 'sum-log': true, stable: true };

export const ENGINES = keysOf(engines);
export const ENGINE_CHOICES = /** @type {const} */ (['auto', ...ENGINES]);
export const PRESETS = keysOf(presets);
export const LOSS_VARIANTS = keysOf(lossVariants);

/**
 * @template {string} T
 * @param {Record<T, true>} words
 */
function keysOf(words) {
  return /** @type {T[]} */ (Object.keys(words));
}
