/** What tests of kept runs need. */
import type { KeptRun } from './kept-run.ts';
import { presetRun } from './presets.ts';

export function keptRun(id: string, change: Partial<KeptRun> = {}): KeptRun {
  return {
    id,
    created: 1,
    updated: 1,
    origin: 'compare',
    name: '',
    notes: '',
    pinned: false,
    config: presetRun('article'),
    engine: 'simd',
    environment: { agent: 'test', cores: 2 },
    state: 'unfinished',
    step: 3,
    diverged: false,
    verdict: { kind: 'waiting' },
    accuracy: null,
    bestAccuracy: null,
    loss: 1,
    millisecondsPerStep: 4,
    checkpoints: [{ step: 2, scaledAt: -1 }],
    ...change,
  };
}
