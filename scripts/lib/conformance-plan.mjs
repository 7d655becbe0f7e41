/** What `npm run conformance` is asked to do, read from its command line. Pure, so that every request can be tested. */
import { parseArgs } from 'node:util';

export const USAGE =
  'Usage: npm run conformance -- [--engine webgl|webgl-ops|wasm|cpu|all] [--texture-size 4096] [--draw-buffers 4] [--cross-check] [FILE…]';
export const ENGINES = ['webgl', 'webgl-ops', 'wasm', 'cpu'];
/** What other engines are checked against: the readable one, where it is fast. */
export const REFERENCE = 'wasm';
/** All that WebGL2 guarantees. */
export const LEAST = { textureSize: 2048, drawBuffers: 4 };
const ALL = [
  { engine: 'wasm' },
  { engine: 'webgl-ops' },
  { engine: 'webgl' },
  // The traces with full batches: they need the largest textures.
  { engine: 'webgl', limits: LEAST, only: /^article/ },
];

/**
 * @typedef {{ textureSize?: number, drawBuffers?: number }} Limits
 * @typedef {object} Plan
 * @property {{ engine: string, limits?: Limits, only?: RegExp }[]} contestants Who replays traces.
 * @property {string[] | undefined} files The traces; undefined for the project's own.
 * @property {{ engine: string, limits?: Limits } | undefined} crossCheck Who is checked beyond them.
 */

/**
 * @param {string[]} args
 * @returns {Plan | 'help'}
 * @throws {Error} when a request makes no sense; the message says why.
 */
export function planOf(args) {
  const { values, positionals } = parseArgs({
    args,
    options: {
      engine: { type: 'string', default: 'all' },
      'texture-size': { type: 'string' },
      'draw-buffers': { type: 'string' },
      'cross-check': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  if (values.help) return 'help';
  const isAll = values.engine === 'all';
  if (!isAll && !ENGINES.includes(values.engine)) throw new Error(`There is no engine "${values.engine}".`);
  const limits = {
    ...(values['texture-size'] && { textureSize: whole('--texture-size', values['texture-size']) }),
    ...(values['draw-buffers'] && { drawBuffers: whole('--draw-buffers', values['draw-buffers']) }),
  };
  const isLimited = Object.keys(limits).length > 0;
  if (isLimited && !values.engine.startsWith('webgl'))
    throw new Error('Only webgl and webgl-ops have a context to limit: name one with --engine.');
  if (values['cross-check'] && positionals.length > 0)
    throw new Error('--cross-check replays no traces: leave the files out.');
  const chosen = { engine: isAll ? 'webgl' : values.engine, ...(isLimited && { limits }) };
  return {
    contestants: values['cross-check'] ? [] : isAll ? ALL : [chosen],
    files: positionals.length > 0 ? positionals : undefined,
    // Without a choice, everything.
    crossCheck: values['cross-check'] || (isAll && positionals.length === 0) ? chosen : undefined,
  };
}

function whole(option, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`${option} must be a whole number from 1, not "${text}".`);
  return value;
}
