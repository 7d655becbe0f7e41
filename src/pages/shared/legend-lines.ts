/** Curves as the lines of a picture's legend. */
import type { Curve } from '../../ui/charts/curve.ts';
import type { LegendItem } from '../../ui/save/compose.ts';

export function legendLines(curves: readonly Curve[]): LegendItem[] {
  return curves.map(({ name, label, colour, dash }) => ({
    sign: { kind: 'line', colour, dash },
    name,
    text: label,
  }));
}
