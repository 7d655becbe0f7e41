/** Curves of all networks for the panels of a row, and what these share. */
import type { KernelName, Look } from '../../domain/look.ts';
import { percent } from '../../ui/format.ts';
import type { PanelCurve } from '../../ui/panels/panel.tsx';
import { extentOf, type PanelScale } from '../../ui/panels/place.ts';
import type { ShownArm } from './shown.ts';

/** A word is said where there is no number. */
type Measure = (look: Look, arm: ShownArm) => number | string | null | undefined;

/** A curve for each network; looks without a value are left out. */
export function curvesOf(arms: readonly ShownArm[], measure: Measure): PanelCurve[] {
  return arms.map((arm) => ({
    name: arm.name,
    colour: arm.colour,
    ...(arm.dash !== undefined && { dash: arm.dash }),
    values: arm.shown.looks.flatMap((look) => {
      const value = measure(look, arm);
      if (value === undefined) return [];
      return typeof value === 'string'
        ? [{ step: look.step, value: null, word: value }]
        : [{ step: look.step, value }];
    }),
  }));
}

/** What all curves and bands of a row reach over, which is what makes them comparable. */
export function sharedExtent(panels: readonly (readonly PanelCurve[])[], scale: PanelScale) {
  return extentOf(
    panels
      .flat()
      .flatMap(({ values, range = [] }) => [
        ...values.map(({ value }) => value),
        ...range.flatMap(({ low, high }) => [low, high]),
      ]),
    scale,
  );
}

export const share = (value: number) => percent(value, 0);

export const layerOf = (kernel: KernelName) =>
  kernel.replace('.kernel', '') as 'conv1' | 'conv2' | 'fc1' | 'fc2';
