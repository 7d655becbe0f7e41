import { expect, test } from 'vitest';
import { chartData } from './chart-data.ts';
import type { Curve } from './curve.ts';
import { endMarks } from './end-marks.ts';
import { eventPlaces } from './event-places.ts';
import { touches } from './keep-off.ts';

const curve = (name: string, values: number[]): Curve => ({
  name,
  label: name,
  colour: 'red',
  points: { steps: values.map((_, i) => 50 * i), values },
});
const plot = {
  area: { x: 44, y: 20, width: 1000, height: 130 },
  x: (step: number) => 44 + step,
  y: (value: number) => 150 - 130 * value,
};
const drawnWith = (curves: Curve[]) => ({
  curves,
  data: chartData(curves),
  read: String,
  hasValues: true,
  words: { previous: '', notANumber: 'NaN', step: 'Step' },
  room: 80,
});

test('the label of a run that has collapsed at its last look stands beside the ring that says so', () => {
  const curves = [curve('A', [0.1, 0.1]), curve('B', [0.1, 0.8])];
  const collapse = { step: 50, kind: 'collapsed', label: '3', title: 'A: collapsed', curve: 'A' } as const;
  const drawn = { ...drawnWith(curves), events: [collapse] };
  const [mark] = eventPlaces(drawn, plot);
  const { ends } = endMarks(drawn, plot);
  expect(mark).toMatchObject({ x: 94, y: 137 });
  expect(touches(ends[0]!, mark!)).toBe(false);
  expect(ends[0]!.textX).toBeGreaterThan(ends[1]!.textX);
  // The dot of its end would look out behind the ring.
  expect(ends.map((end) => end!.covered)).toEqual([true, false]);
});

test('a curve that ceased to be a number is marked there, though nobody says so, and its mark names it', () => {
  const curves = [curve('A', [0.1, Number.NaN]), curve('B', [0.1, 0.1])];
  const drawn = { ...drawnWith(curves), events: [] };
  const [mark, ...others] = eventPlaces(drawn, plot);
  expect(others).toEqual([]);
  expect(mark!.event).toMatchObject({ kind: 'nan', step: 50, title: 'A: NaN, Step 50' });
  const { ends } = endMarks(drawn, plot);
  expect(ends[0]).toBeUndefined();
  expect(touches(ends[1]!, mark!)).toBe(false);
});

test('of more curves than have room for names under each other, each has its dot alone', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => curve(`${i}`, [0.1, 0.5 + i / 1000]));
  const textsOf = (curves: Curve[]) =>
    endMarks({ ...drawnWith(curves), events: [] }, plot).ends.map((end) => end!.text);
  expect(textsOf(many(12)).every((text) => text !== '')).toBe(true);
  expect(textsOf(many(13))).toEqual(Array(13).fill(''));
});
