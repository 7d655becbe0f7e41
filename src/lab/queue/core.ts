/**
 * What the queue of runs decides, as a pure function: a state and an event give a state and commands.
 *
 * A queue works off runs with a pool of workers, all on one engine until nothing is left to do. Until the first of them has
 * said that the engine is there, one is enough.
 */
import { configKey, type RunConfig } from '../../domain/config.ts';
import type { EngineChoice } from '../../engine/choose.ts';
import {
  after,
  type Decision,
  givenBack,
  isIdle,
  jobsOf,
  type QueueCommand,
  type QueueCore,
  type QueueEvent,
  type Wanted,
  wantedKeys,
} from './model.ts';
import { learn } from './recovery.ts';
import { hear } from './reports.ts';
import { withoutMeasurement, work } from './working.ts';

/** What becomes of the queue, and what is to be done. Never changes its arguments. */
export function decideQueue(state: QueueCore, event: QueueEvent): Decision {
  switch (event.type) {
    case 'add':
      return work(add(state, event.configs, event.begun));
    case 'restore':
      return [{ ...state, measured: new Set([...event.measured, ...state.measured]) }, []];
    case 'pause':
      return work({ ...state, paused: !isIdle(state) });
    case 'resume':
      return work({ ...state, paused: false, neverReady: 0 });
    case 'hold':
      return event.held === state.held ? [state, []] : work({ ...state, held: event.held });
    case 'cancel':
      return cancel(state);
    case 'reconnect': {
      const commands: QueueCommand[] = [{ type: 'dispose-all' }, { type: 'stop-measuring' }];
      const all = [...state.slots.keys()];
      return after(commands, work({ ...givenBack(withoutMeasurement(state), all), slots: [] }));
    }
    case 'engine':
      return event.choice === state.engine ? [state, []] : changeEngine(state, event.choice);
    case 'engines':
      return learn(state, event.knowledge);
    case 'measure':
      if (state.measuring === 'running' || state.measuring === 'known') return [state, []];
      return work({ ...state, measuring: 'wanted' });
    case 'measured':
      if (event.measurement !== state.measurement || state.measuring !== 'running') return [state, []];
      return [{ ...state, measuring: event.ok ? 'known' : 'failed' }, []];
    case 'speed-known':
      return [{ ...state, measuring: 'known' }, []];
    case 'keep':
      return [state, keeps(state)];
    case 'message':
      return hear(state, event.slot, event.message, event.at);
  }
}

function add(state: QueueCore, configs: readonly RunConfig[], begun: readonly Wanted[] = []): QueueCore {
  const known = new Set([...state.measured, ...wantedKeys(state)]);
  const places = new Map(begun.map((run) => [configKey(run.config), run]));
  const fresh = configs
    .filter((config) => !known.has(configKey(config)))
    .map((config): Wanted => places.get(configKey(config)) ?? { config, checkpoints: [] });
  const failures = new Map(state.failures);
  for (const { config } of fresh) failures.delete(configKey(config));
  return {
    ...state,
    failures,
    pending: [...state.pending, ...fresh],
    finished: isIdle(state) ? [] : state.finished,
    paused: state.paused && fresh.length === 0,
    neverReady: 0,
  };
}

function cancel(state: QueueCore): Decision {
  const runs = [...jobsOf(state), ...state.pending];
  const commands: QueueCommand[] = [{ type: 'dispose-all' }, { type: 'leave', runs }];
  return after(commands, work({ ...state, pending: [], slots: [], paused: false, neverReady: 0 }));
}

/** What was measured and queued with another engine is dropped. */
function changeEngine(state: QueueCore, engine: EngineChoice): Decision {
  const wasAsked = state.measuring !== 'unasked';
  const next: QueueCore = {
    ...state,
    engine,
    measured: new Set(),
    failures: new Map(),
    finished: [],
    measuring: wasAsked ? 'wanted' : 'unasked',
    measurement: state.measurement + 1,
  };
  return after([{ type: 'stop-measuring' }, { type: 'forget-results' }], cancel(next));
}

/** Of runs that nobody has begun to train there is nothing to keep. */
function keeps(state: QueueCore): QueueCommand[] {
  return state.slots.flatMap((job, slot): QueueCommand[] =>
    job?.ready && job.step > 0 ? [{ type: 'keep', slot, run: job.run }] : [],
  );
}
