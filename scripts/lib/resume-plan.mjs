/** What `npm run resume-check` trains on an engine, and when it interrupts. Pure. */
import { ENGINES } from './words.mjs';

/** @import { EngineName } from '../../src/engine/engine.ts' */

/**
 * @typedef {object} ResumePlan
 * @property {string} query The settings, as an address.
 * @property {number} steps Up to which step runs are compared.
 * @property {boolean} ends Whether the runs end there, with a look at all test images and a verdict; else they are left there.
 * @property {{ closed: number, killed: number, lost: number }} at The steps at which the runs are interrupted.
 */

/** Steps between two checkpoints that a run keeps unasked; see worker/run-loop.ts. */
export const KEPT_EVERY = 100;

/** Steps where a step is quick, and where it takes a second. */
const STEPS = { quick: 120, slow: 20 };
/** A step far away: a run that does not end does not look at all test images, which takes a slow engine half an hour. */
const NEVER = 10_000;

/**
 * Those that `all` means: `cpu` takes two minutes for its first look at test images alone.
 *
 * @type {readonly EngineName[]}
 */
export const CHECKED = ENGINES.filter((engine) => engine !== 'cpu');

/**
 * One arm with BN, whose moving averages go on, and dropout; one without either. The learning rate changes and kernels are
 * multiplied between the first interruption and the second, so that both are made once more by a worker that goes on from
 * before them; the checkpoint of step 100, where there is one, is behind them.
 *
 * @param {EngineName} engine
 * @param {{ slow: boolean, brief?: boolean }} limits `brief`: without the end of the runs.
 * @returns {ResumePlan}
 */
export function resumePlan(engine, { slow, brief = false }) {
  const steps = slow ? STEPS.slow : STEPS.quick;
  const ends = !slow && !brief;
  const at = (/** @type {number} */ share) => Math.round(steps * share);
  const parameters = {
    preset: 'modern',
    arms: 'batch,none',
    keep: '0.5',
    'b.keep': '1',
    evaluation: 'moving',
    order: 'shuffled',
    batch: '4',
    seed: '5',
    lr: `1e-3,3e-4@${at(0.4)}`,
    weights: `10@${at(0.5)}`,
    steps: String(ends ? steps : NEVER),
    every: String(slow ? NEVER : at(brief ? 0.5 : 0.25)),
    engine,
  };
  return {
    query: `?${new URLSearchParams(parameters)}`,
    steps,
    ends,
    at: { closed: at(0.25), killed: at(0.65), lost: at(0.9) },
  };
}

/**
 * Whether a step or a look at test images takes an engine so long that the check is cut short.
 *
 * @param {EngineName} engine
 * @param {string | undefined} renderer Who draws WebGL here.
 */
export function isSlow(engine, renderer = '') {
  return engine === 'cpu' || (engine.startsWith('webgl') && /swiftshader|llvmpipe|software/i.test(renderer));
}
