/** Numbers as people read them. */
import type { Text } from '../text/text.ts';

/** 0.9763 as "97.6%". */
export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}%`;
}

/**
 * The same, to a tenth, or to a hundredth where a tenth would look like a whole percent that is not reached: 0.9496 is
 * "94.96%" and not "95.0%".
 */
export function exactPercent(share: number): string {
  const short = (share * 100).toFixed(1);
  return short.endsWith('.0') && share * 100 < Number(short) - 1e-9 ? percent(share, 2) : `${short}%`;
}

/** A learning rate in the article's spelling: 0.001 as "1E-3", 0.00025 as "2.5E-4". */
export function learningRateText(rate: number): string {
  return Number(rate.toPrecision(3)).toExponential().replace('e', 'E').replace('E+', 'E');
}

/** A learning rate as it is written out: 0.00025. */
export function plainRateText(rate: number): string {
  // Rates are 1e-5 and more, of three digits at most.
  return rate.toFixed(9).replace(/\.?0+$/, '');
}

/** A loss with four significant digits, or the name of what it is instead of a number. */
export function lossText(loss: number): string {
  if (Number.isNaN(loss)) return 'NaN';
  if (!Number.isFinite(loss)) return loss > 0 ? '∞' : '−∞';
  return loss !== 0 && Math.abs(loss) < 1e-3 ? loss.toExponential(2) : loss.toPrecision(4);
}

/** A loss along an axis or in a reading: as short as four digits allow. */
export function lossTickText(loss: number): string {
  const short = lossText(loss);
  return /^-?\d+\.\d*$/.test(short) ? String(Number(short)) : short.replace(/\.?0+e/, 'e');
}

/** A loss beside a curve: three digits, "2.36". */
export function lossReadText(loss: number): string {
  return Math.abs(loss) < 1e-3 || Math.abs(loss) >= 100 ? lossTickText(loss) : loss.toPrecision(3);
}

/** Milliseconds without their unit: "3.1", "254", "2,540". */
export function stepTimeText(milliseconds: number): string {
  return milliseconds < 99.95 ? milliseconds.toFixed(1) : countText(Math.round(milliseconds));
}

/** "12.3 ms", "123 ms" or "1.23 s". */
export function durationText(milliseconds: number): string {
  if (milliseconds < 99.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** Milliseconds as seconds without their unit, to a tenth: "20", "12.3". */
export function secondsText(milliseconds: number): string {
  return (milliseconds / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 });
}

/** A time that is left, as coarse as an estimate deserves. */
export function timeLeftText(milliseconds: number, text: Text): string {
  const seconds = milliseconds / 1000;
  if (seconds < 90) return text.seconds(Math.max(1, Math.round(seconds)));
  if (seconds < 90 * 60) return text.minutes(Math.round(seconds / 60));
  return text.hours((seconds / 3600).toFixed(1));
}

/** Whole numbers with thousands set apart. */
export function countText(count: number): string {
  // By hand: the first number of `Intl` takes 50 ms of the page's start.
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A measured number in two or three digits: "0.15", "12.8", "−84", "1,359", "3.2E-5". */
export function measureText(value: number): string {
  if (!Number.isFinite(value)) return lossText(value);
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size === 0) return '0';
  if (size >= 1e6 || size < 1e-3)
    return sign + size.toExponential(1).replace('.0e', 'e').replace('e+', 'E').replace('e', 'E');
  if (size >= 99.5) return sign + countText(Math.round(size));
  return sign + String(Number(size.toPrecision(size < 1 ? 2 : 3)));
}
