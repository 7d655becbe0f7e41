/** Pinned runs: pale curves on the charts of Compare. Filled when what is kept was read. */
import { create } from 'zustand';
import type { RunRecord } from '../../domain/run-record.ts';

export interface PinnedRun {
  /** What stands at its curve. */
  mark: string;
  /** What the visitor has called it; empty without a name. */
  name: string;
  record: RunRecord;
}

/** More would hide the runs at hand. */
export const MOST_PINS = 4;

export const usePins = create<{ pins: readonly PinnedRun[] }>(() => ({ pins: [] }));
