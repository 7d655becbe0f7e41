/** What the visitor has chosen on the Reproduce page; it outlives the page's being left. */
import { create } from 'zustand';
import {
  ARTICLE_STEPS,
  armNames,
  articleRates,
  type Cell,
  type LossVariant,
} from '../../domain/experiments.ts';

interface ReproduceState {
  variant: LossVariant;
  seeds: number;
  steps: number;
  /** The cell whose curves are open. */
  selected?: Cell | undefined;
}

export const useReproduce = create<ReproduceState>(() => ({
  variant: 'article',
  seeds: 3,
  steps: ARTICLE_STEPS,
}));

/** The cells of the article's table, row by row. */
export const cells: readonly Cell[] = articleRates.flatMap((learningRate) =>
  armNames.map((arm) => ({ learningRate, arm })),
);
