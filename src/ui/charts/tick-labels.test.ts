import { expect, test } from 'vitest';
import { lossTickText, percent } from '../format.ts';
import { axisWidth, overhang, roomyTicks, tickLabels } from './tick-labels.ts';

const fine = (value: number) => percent(value, 2);

test('labels have no more digits than tell them apart', () => {
  expect(tickLabels([0.9, 0.92, 1], fine)).toEqual(['90%', '92%', '100%']);
  expect(tickLabels([0.995, 0.9975, 1], fine)).toEqual(['99.50%', '99.75%', '100.00%']);
  expect(tickLabels([0.995, 1], fine)).toEqual(['99.5%', '100.0%']);
  expect(tickLabels([0, 100, 200], String)).toEqual(['0', '100', '200']);
  expect(tickLabels([1e-300, 1], lossTickText)).toEqual(['1e-300', '1']);
  expect(tickLabels([15_000, 20_000], lossTickText)).toEqual(['1.5e+4', '2e+4']);
  expect(tickLabels([], fine)).toEqual([]);
});

test('an axis is as wide as its longest label, and usually as wide as that of the chart above it', () => {
  expect(axisWidth(['0%', '100%'])).toBe(axisWidth(['1.4', '2.4']));
  expect(axisWidth(['90.00%', '100.00%'])).toBeGreaterThan(axisWidth(['100%']));
  expect(axisWidth(['1.00e-300'])).toBeGreaterThan(70);
  expect(axisWidth([])).toBe(axisWidth(['0']));
});

test('a low plot has fewer labels', () => {
  const ticks = [1.4, 1.6, 1.8, 2, 2.2, 2.4, 2.6];
  expect(roomyTicks(ticks, 152)).toEqual(ticks);
  expect(roomyTicks(ticks, 80)).toEqual([1.4, 1.8, 2.2, 2.6]);
  expect(roomyTicks(ticks, 0)).toEqual([1.4, 2.6]);
});

test('under the end of an axis half a label needs room', () => {
  expect(overhang('10,000')).toBeGreaterThan(overhang('500'));
  expect(overhang('10,000')).toBeLessThanOrEqual(24);
});
