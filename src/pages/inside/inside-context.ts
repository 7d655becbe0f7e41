/** What all rows of the page share. */
import { createContext, useContext } from 'react';
import type { PanelSteps } from '../../ui/panels/panel.tsx';
import type { ShownArm } from './shown.ts';

export interface InsideView {
  arms: readonly ShownArm[];
  along: PanelSteps;
  /** What is said of the next look ahead, while more can come. */
  nextAhead?: string;
}

export type QuestionName = 'computed' | 'drift' | 'steps' | 'predictive' | 'flow' | 'scale' | 'disturbance';

/** The question whose row something stands in. */
export const QuestionContext = createContext<QuestionName>('computed');

export const InsideContext = createContext<InsideView>({
  arms: [],
  along: { name: '', steps: 1, newest: 0, isLog: true, marks: [] },
});

export function useInsideView(): InsideView {
  return useContext(InsideContext);
}
