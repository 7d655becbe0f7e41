/** Saving a panel: what it gives for its files, and what the page around it puts at its head. */
import { type ComponentType, createContext, type ReactNode } from 'react';
import type { BoxesFile, TabledBox } from './boxes-table.ts';
import type { PanelFile } from './panel-file.ts';
import type { CurveFile, TabledCurve } from './panel-table.ts';
import type { ProfileFile, TabledProfile } from './profile-table.ts';

/** One network of a panel. */
interface PanelReading {
  name: string;
  /** The step that is read of it; undefined while nothing is known. */
  step?: number | undefined;
  /** What it is there, in words; undefined where that is no single value. */
  value?: string;
}

/** One number of a picture that has no axes. */
export interface NamedValue {
  /** As files call it. */
  name: string;
  value: number | null;
}

/** What is drawn, and what it is called in files. */
export type Drawn =
  | { kind: 'curves'; curves: readonly TabledCurve[]; file: CurveFile }
  | { kind: 'profile'; curves: readonly TabledProfile[]; file: ProfileFile }
  | { kind: 'values'; values: readonly NamedValue[]; file: PanelFile }
  | { kind: 'boxes'; boxes: readonly TabledBox[]; file: BoxesFile };

export interface SaveablePanel {
  title: string;
  note: string | undefined;
  /** Of the networks, at the step that the page reads. */
  readings: (step: number | undefined) => readonly PanelReading[];
  /** Every value that is drawn, by the kind of drawing. */
  drawn: Drawn;
  /** The drawing alone, as large as what it is put into. */
  chart: ReactNode;
}

/** What saves a panel of this page; without one, as among specimens, none is saved. */
export const PanelSaver = createContext<ComponentType<SaveablePanel> | undefined>(undefined);
