import { describe, expect, test } from 'vitest';
import type { ChartEvent } from './curve.ts';
import { MARK_RADIUS, rateMarks, spreadMarks } from './event-marks.ts';

const area = { x: 44, y: 20, width: 1000, height: 200 };
const x = (step: number) => area.x + step;
const change = (step: number, from: string, to: string): ChartEvent => ({
  step,
  kind: 'rate',
  label: `${from} → ${to}`,
  short: `→ ${to}`,
  title: `${to} from step ${step}`,
});
const place = (...events: ChartEvent[]) => rateMarks(events, x, area, 76);

describe('changes of the learning rate', () => {
  test('stand at their step, with both rates above the plot', () => {
    expect(place(change(100, '1E-4', '1E-2'))).toEqual([
      { x: 144, text: '1E-4 → 1E-2', textAnchor: 'start', titles: ['1E-2 from step 100'] },
    ]);
  });

  test('near each other are one line that says what they came to', () => {
    const [line, ...others] = place(change(100, '1E-4', '2E-4'), change(103, '2E-4', '1E-2'));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ text: '→ 1E-2', titles: ['2E-4 from step 100', '1E-2 from step 103'] });
  });

  test('without room for both labels shorten the earlier, or leave it to its title', () => {
    expect(place(change(100, '1E-4', '1E-2'), change(160, '1E-2', '1E-3')).map(({ text }) => text)).toEqual([
      '→ 1E-2',
      '1E-2 → 1E-3',
    ]);
    expect(place(change(100, '1E-4', '1E-2'), change(120, '1E-2', '1E-3'))[0]!.text).toBeUndefined();
  });

  test('at the right end of a narrow plot have their label at the left', () => {
    const [mark] = rateMarks([change(990, '1E-4', '1E-2')], x, area, 10);
    expect(mark).toMatchObject({ text: '1E-4 → 1E-2', textAnchor: 'end' });
  });

  test('outside the steps shown are not drawn', () => {
    expect(place(change(2000, '1E-4', '1E-2'))).toEqual([]);
    expect(rateMarks([change(10, '1E-4', '1E-2')], (step) => step, area, 76)).toEqual([]);
  });
});

test('marks of two runs in one place stand beside each other', () => {
  const marks = [
    { x: 100, y: 50 },
    { x: 102, y: 52 },
    { x: 104, y: 50 },
    { x: 100, y: 150 },
  ];
  spreadMarks(marks);
  expect(marks.map((mark) => mark.x)).toEqual([100, 100 + 2 * MARK_RADIUS, 100 + 4 * MARK_RADIUS, 100]);
});
