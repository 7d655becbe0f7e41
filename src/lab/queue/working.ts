/** Who trains what, and with which engine. */
import { normalizations } from '../../domain/normalization.ts';
import { poolSize, trainsAll } from '../../engine/catalogue.ts';
import { chooseEngine } from '../../engine/choose.ts';
import type { EngineName } from '../../engine/engine.ts';
import {
  after,
  type Decision,
  isIdle,
  jobsOf,
  type QueueCommand,
  type QueueCore,
  rests,
  type Wanted,
} from './model.ts';

/** Gives every free worker something to do, and tells all of them whether they may. */
export function work(state: QueueCore): Decision {
  const { batchEngine: _, ...rest } = state;
  let next: QueueCore = isIdle(state) ? rest : state;
  const commands: QueueCommand[] = [];
  if (!rests(state))
    for (let slot = 0; slot < Math.max(next.slots.length, sizeOf(next)) && next.pending.length > 0; slot++) {
      if (next.slots[slot]) continue;
      const [begun, start] = begin(next, slot);
      next = begun;
      commands.push(start);
    }
  next.slots.forEach((job, slot) => {
    if (job)
      commands.push({ type: 'allow', slot, run: job.run, step: job.config.steps, paused: rests(next) });
  });
  // Workers hold a network and a program each; an idle queue gives the memory back.
  if (isIdle(next) && next.slots.length > 0) {
    next = { ...next, slots: [] };
    commands.push({ type: 'dispose-all' });
  }
  return after(commands, measure(next));
}

/** The first run that waits, in a slot that is free. */
function begin(state: QueueCore, slot: number): [QueueCore, QueueCommand] {
  const [first, ...pending] = state.pending as [Wanted, ...Wanted[]];
  const run = state.lastRun + 1;
  const from = first.checkpoints.at(-1);
  const own = ownEngine(state, first);
  const engine = own ?? engineFor(state, [first, ...pending]);
  const slots = [...state.slots];
  slots[slot] = {
    ...first,
    run,
    engine,
    ready: false,
    step: from?.step ?? 0,
    evaluating: false,
    diverged: false,
  };
  // What is gone on with says what the others of its batch are trained with, but not in the middle of it.
  const batchEngine = own ? (state.batchEngine ?? own) : engine;
  const { config } = first;
  const start: QueueCommand = { type: 'start', slot, run, engine, config, ...(from && { from }) };
  return [{ ...state, pending, slots, lastRun: run, batchEngine }, start];
}

/** The engine of a run's checkpoints, on which it goes on to the last bit. */
function ownEngine({ knowledge }: QueueCore, { engine, checkpoints }: Wanted): EngineName | undefined {
  return engine && checkpoints.length > 0 && !knowledge.refusals[engine] ? engine : undefined;
}

/** The engine for runs of which the first is to begin: that of the work under way, if it can train it. */
function engineFor({ engine, knowledge, batchEngine }: QueueCore, runs: readonly Wanted[]): EngineName {
  const wanted = runs.map(({ config }) => config.normalization);
  if (batchEngine && trainsAll(batchEngine, wanted.slice(0, 1))) return batchEngine;
  return chooseEngine(engine, knowledge, wanted).engine;
}

/** The engine that the machine's speed is measured with: the one that trains whatever a visitor may queue. */
export function measuredEngine({ engine, knowledge }: QueueCore): EngineName {
  return chooseEngine(engine, knowledge, normalizations).engine;
}

/** Begins a measurement that is wanted when the machine is free, and ends one when it is not. */
function measure(state: QueueCore): Decision {
  const isFree = isIdle(state) && !state.held;
  if (state.measuring === 'wanted' && isFree) {
    const measurement = state.measurement + 1;
    return [
      { ...state, measuring: 'running', measurement },
      [{ type: 'measure', measurement, engine: measuredEngine(state) }],
    ];
  }
  if (state.measuring === 'running' && !isFree)
    return [withoutMeasurement(state), [{ type: 'stop-measuring' }]];
  return [state, []];
}

/** A measurement under way is given up, and wanted still. */
export function withoutMeasurement(state: QueueCore): QueueCore {
  if (state.measuring !== 'running') return state;
  return { ...state, measuring: 'wanted', measurement: state.measurement + 1 };
}

/** How many workers there shall be. */
function sizeOf(state: QueueCore): number {
  const engine = jobsOf(state).find(({ ready }) => ready)?.engine;
  return engine ? poolSize(engine, state.cores) : 1;
}
