/** What all rows of the page share. */
import { createContext, useContext } from 'react';
import type { PanelSteps } from '../../ui/panels/panel.tsx';
import type { ShownArm } from './shown.ts';

export interface InsideView {
  arms: readonly ShownArm[];
  along: PanelSteps;
}

export const InsideContext = createContext<InsideView>({
  arms: [],
  along: { steps: 1, isLog: true, marks: [] },
});

export function useInsideView(): InsideView {
  return useContext(InsideContext);
}
