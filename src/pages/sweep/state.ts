/** What the visitor has chosen on the Sweep page; it outlives the page's being left. */
import { create } from 'zustand';
import { type Cell, SWEEP_STEPS, sweepRates } from '../../domain/experiments.ts';
import type { PresetName } from '../../domain/presets.ts';
import { SEEDS_TO_JUDGE } from '../../domain/statistics.ts';

/** Median accuracies from which a learning rate may be called usable. */
export const thresholds = ['0.9', '0.95', '0.98'] as const;

interface SweepState {
  preset: PresetName;
  /** Ascending. */
  rates: readonly number[];
  seeds: number;
  steps: number;
  threshold: (typeof thresholds)[number];
  /** The point whose curves are open. */
  selected?: Cell | undefined;
  /** The preset of the Compare page that this one came to show. */
  followed?: PresetName;
}

export const useSweep = create<SweepState>(() => ({
  preset: 'article',
  rates: sweepRates,
  // Fewer are not judged.
  seeds: SEEDS_TO_JUDGE,
  steps: SWEEP_STEPS,
  threshold: '0.95',
}));

/** Whoever comes from another preset of the Compare page finds it here; a choice that was made here is kept until then. */
export function followPreset(compared: PresetName | undefined): void {
  if (compared === undefined || compared === useSweep.getState().followed) return;
  useSweep.setState({ preset: compared, followed: compared, selected: undefined });
}
