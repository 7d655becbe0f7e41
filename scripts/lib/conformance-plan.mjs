/** What `npm run conformance` is asked to do, read from its options. Pure, so that every request can be tested. */
import { flag, oneOf, text, whole } from './options.mjs';
import { ENGINES } from './words.mjs';

/** @import { Limits } from '../../conformance/limits.ts' */
/** @import { EngineName } from '../../src/engine/engine.ts' */
/** @import { Options } from './options.mjs' */

/** What other engines are checked against: the readable one, where it is fast. */
export const REFERENCE = 'wasm';
/** All that WebGL2 guarantees. */
export const LEAST = { textureSize: 2048, drawBuffers: 4 };

/**
 * An engine, on a context of certain limits.
 *
 * @typedef {{ engine: EngineName, limits?: Limits }} Limited
 */

/** @type {(Limited & { only?: RegExp })[]} */
const ALL = [
  { engine: 'simd', limits: { kernels: 'plain' } },
  // Taken on processors that gain by it, and on no other.
  { engine: 'simd', limits: { kernels: 'relaxed' } },
  { engine: 'wasm' },
  // Small batches: a step of fifty images takes it six seconds where WebGL is drawn by software.
  { engine: 'webgl-ops', only: /^gentle/ },
  { engine: 'webgl' },
  // The traces with full batches: they need the largest textures.
  { engine: 'webgl', limits: LEAST, only: /^article/ },
];

export const command = /** @type {const} */ ({
  name: 'npm run conformance --',
  about: 'Replays golden training traces on the engines and shows how far they are apart.',
  options: {
    engine: { ...oneOf([...ENGINES, 'all']), default: 'all', help: 'who replays them; all leaves out cpu' },
    'texture-size': { ...whole({ min: 1 }), help: 'largest texture of the context, in texels' },
    'draw-buffers': { ...whole({ min: 1 }), help: 'textures that the context can write at once' },
    'cross-check': {
      ...flag(),
      help: `checks simd and webgl, or the engine, against ${REFERENCE} and finite differences`,
    },
    mesa: {
      ...flag(),
      help: 'draws WebGL with Mesa, a second driver (Linux); alone: webgl, with all checks',
    },
  },
  files: { ...text('FILE…'), help: "traces; without them, the project's own" },
});

/**
 * @typedef {object} Plan
 * @property {(Limited & { only?: RegExp })[]} contestants Who replays traces.
 * @property {string[] | undefined} files The traces; undefined for the project's own.
 * @property {(Limited & { shortIfSlow?: boolean })[]} crossChecks Who is checked beyond them; `shortIfSlow`: with a few
 *   checks where Chrome's own software draws, which takes it four times as long as Mesa.
 * @property {boolean} mesa Whether Mesa draws WebGL.
 */

/**
 * @param {Options<typeof command>} options
 * @returns {Plan}
 * @throws {Error} when a request makes no sense; the message says why.
 */
export function planOf({ values, files }) {
  const {
    engine,
    'texture-size': textureSize,
    'draw-buffers': drawBuffers,
    'cross-check': only,
    mesa,
  } = values;
  const isAll = engine === 'all';
  const limits = { ...(textureSize && { textureSize }), ...(drawBuffers && { drawBuffers }) };
  const isLimited = Object.keys(limits).length > 0;
  if (isLimited && !engine.startsWith('webgl'))
    throw new Error('Only webgl and webgl-ops have a context to limit: name one with --engine.');
  if (mesa && !isAll && !engine.startsWith('webgl'))
    throw new Error('Only webgl and webgl-ops draw: name one with --engine, or none.');
  if (only && files.length > 0) throw new Error('--cross-check replays no traces: leave the files out.');
  const named = { engine: isAll ? /** @type {const} */ ('webgl') : engine, ...(isLimited && { limits }) };
  /** @type {Plan['crossChecks']} */
  const checked =
    isAll && !mesa ? [{ engine: 'simd' }, only ? named : { ...named, shortIfSlow: true }] : [named];
  // Without a choice, everything.
  const isChecked = only || (isAll && files.length === 0);
  return {
    contestants: only ? [] : isAll && !mesa ? ALL : [named],
    files: files.length > 0 ? files : undefined,
    crossChecks: isChecked ? checked : [],
    mesa,
  };
}
