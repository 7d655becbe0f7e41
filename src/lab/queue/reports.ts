/** What workers say, and what the queue makes of it. */
import { configKey } from '../../domain/config.ts';
import type { FromWorker } from '../../worker/messages.ts';
import { withCheckpoint } from '../setbacks.ts';
import { after, type Decision, givenBack, type Job, type QueueCore, rests, withoutJob } from './model.ts';
import { recover } from './recovery.ts';
import { work } from './working.ts';

/** One message of the worker of a slot. */
export function hear(state: QueueCore, slot: number, message: FromWorker, at: number): Decision {
  const job = state.slots[slot];
  if (!job || job.run !== message.run) return [state, []];
  const withJob = (change: Partial<Job>): QueueCore => ({
    ...state,
    slots: state.slots.with(slot, { ...job, ...change }),
  });
  switch (message.type) {
    case 'ready': {
      const { engine, renderer } = message;
      const ready = withJob({ ready: true, engine, ...(renderer !== undefined && { renderer }) });
      return work({ ...ready, neverReady: 0 });
    }
    case 'refused': {
      // The run is to begin or go on with whatever the page then has.
      const { batchEngine: _, ...others } = givenBack(state, [slot]);
      return [others, [{ type: 'refuse', engine: message.engine, why: message.why }]];
    }
    case 'trained': {
      const steps = message.steps.filter(({ step }) => step > job.step);
      if (steps.length === 0) return [state, []];
      const diverged = job.diverged || steps.some(({ loss }) => !Number.isFinite(loss));
      return [
        withJob({ step: steps.at(-1)!.step, evaluating: false, diverged }),
        [{ type: 'add-steps', slot, steps }],
      ];
    }
    case 'evaluating':
      return [
        withJob({ evaluating: true }),
        [{ type: 'evaluating', slot, done: message.done, rests: rests(state) }],
      ];
    case 'evaluated':
      return [
        withJob({ evaluating: false }),
        [{ type: 'add-evaluation', slot, evaluation: message.evaluation }],
      ];
    case 'looked':
      return [state, [{ type: 'add-look', slot, look: message.look }]];
    case 'scaled':
      return [state, [{ type: 'add-scaling', slot, effect: message.effect }]];
    case 'looking-failed':
      // A result without the rest of its looks is a result.
      return [state, []];
    case 'kept': {
      const { unkept: _, ...sound } = withJob({
        checkpoints: withCheckpoint(job.checkpoints, message.place),
      });
      return [sound, []];
    }
    case 'keeping-failed':
      return [{ ...state, unkept: message.failure }, []];
    case 'finished': {
      if (!job.ready) return [state, []];
      const measured = new Set(state.measured).add(configKey(job.config));
      return after([{ type: 'over', job }], work(withoutJob({ ...state, measured }, slot)));
    }
    case 'failed':
      return recover(state, slot, message.problem, at);
  }
}
