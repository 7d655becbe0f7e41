/** How a series is drawn and written, from what the catalogue says of it. */
import { type SeriesName, seriesCatalogue } from '../../domain/series-catalogue.ts';
import { lossReadText, lossTickText, percent } from '../../ui/format.ts';

export interface SeriesLook {
  /** A fixed range of the axis; without it the axis follows the values. */
  range?: readonly [number, number];
  /** A value along the axis, and one beside a curve. */
  format: (value: number) => string;
  read: (value: number) => string;
}

/** One value for each unit, so that a chart's properties stay the same between two repaints. */
const looks: Record<'share' | 'number', SeriesLook> = {
  share: { range: [0, 1], format: (value) => percent(value, 0), read: (value) => percent(value) },
  number: { format: lossTickText, read: lossReadText },
};

export function seriesLook(name: SeriesName): SeriesLook {
  return looks[seriesCatalogue[name].unit];
}
