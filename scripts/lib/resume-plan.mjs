/** What `npm run resume-check` trains on an engine, and when it interrupts. Pure. */
/** @import { EngineName } from '../../src/engine/engine.ts' */

/**
 * @typedef {object} ResumePlan
 * @property {string} query The settings, as an address.
 * @property {number} steps After which the runs end.
 * @property {{ closed: number, killed: number, lost: number }} at The steps at which the runs are interrupted.
 */

/** Steps between two checkpoints that a run keeps unasked; see worker/run-loop.ts. */
export const KEPT_EVERY = 100;

/** Steps that are compared. */
const STEPS = 120;
/** Of the images of lib/shapes.mjs: few, as looking at MNIST's test images takes slow engines half an hour. */
export const IMAGES = { train: 150, test: 30 };

/**
 * One arm with BN, whose moving averages go on, and dropout; one without either. The learning rate changes and kernels are
 * multiplied between the first interruption and the second, so that both are made once more by a worker that goes on from
 * before them; the checkpoint of step 100 is behind them.
 *
 * @param {EngineName} engine
 * @returns {ResumePlan}
 */
export function resumePlan(engine) {
  const at = (/** @type {number} */ share) => Math.round(STEPS * share);
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
    steps: String(STEPS),
    every: String(at(0.25)),
    engine,
  };
  return {
    query: `?${new URLSearchParams(parameters)}`,
    steps: STEPS,
    at: { closed: at(0.25), killed: at(0.65), lost: at(0.9) },
  };
}
