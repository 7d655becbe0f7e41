/** What the machine is at, from what the lab and the queue are at. */
import type { LabState } from '../comparison/state.ts';
import type { QueueState } from '../queue/run-queue.ts';
import type { Machine } from './core.ts';

/** Whoever trains or is timed has the machine for himself; networks that are made ready have it for a moment. */
export function machineOf(
  { status, runs }: Pick<LabState, 'status' | 'runs'>,
  queue: Pick<QueueState, 'status' | 'measuring'>,
): Machine {
  if (status === 'running' || status === 'starting' || status === 'pausing') return 'training';
  if (queue.status === 'running' || queue.measuring === 'running') return 'training';
  return runs.every(({ engine, problem }) => engine ?? problem) ? 'free' : 'opening';
}
