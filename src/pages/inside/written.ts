/** Measured values as the sentences and tables of the page write them. */
import { measureText, percent } from '../../ui/format.ts';

type Value = number | null | undefined;

export const numberText = (value: Value) =>
  value === undefined ? '–' : value === null ? 'NaN' : measureText(value);

/** A share as whole percents. */
export const shareText = (value: Value) => (value === undefined || value === null ? '–' : percent(value, 0));

/** A multiple in three digits, so that one that is nearly 1 does not look like it. */
export const timesText = (value: number) =>
  `× ${value >= 99.5 ? measureText(value) : String(Number(value.toPrecision(3)))}`;
