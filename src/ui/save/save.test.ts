import { expect, test } from 'vitest';
import { plainColour } from './colour.ts';
import { csvOf } from './csv.ts';
import { fileName, isoDate } from './file.ts';
import { stepTable } from './step-table.ts';
import { node, svgText } from './svg.ts';

test('curves with different steps share a table', () => {
  const table = stepTable([
    { name: 'A', points: { steps: [1, 2, 3], values: [0.5, Number.NaN, 0.25] } },
    { name: 'B', points: { steps: new Float64Array([2, 4]), values: new Float64Array([1, 2]) } },
  ]);
  expect(csvOf(table)).toBe('step,A,B\r\n1,0.5,\r\n2,,1\r\n3,0.25,\r\n4,,2\r\n');
});

test('colours are written as every program reads them', () => {
  expect(plainColour('rgb(181, 69, 11)')).toEqual({ colour: '#b5450b', opacity: 1 });
  expect(plainColour('rgba(0, 0, 0, 0)')).toEqual({ colour: '#000000', opacity: 0 });
  expect(plainColour('color(srgb 1 0.5 0 / 0.25)')).toEqual({ colour: '#ff8000', opacity: 0.25 });
  expect(plainColour('none')).toEqual({ colour: 'none', opacity: 1 });
});

test('whatever words are in a drawing, it is XML', () => {
  const text = svgText(node('text', { x: 1, title: '"<&>"', fill: undefined }, 'a < b & c\u0000'));
  expect(text).toContain('<text x="1" title="&quot;&lt;&amp;&gt;&quot;">a &lt; b &amp; c</text>');
});

test('files are named by the day where the visitor is', () => {
  const date = isoDate(new Date(2026, 0, 5, 23, 59));
  expect(fileName('loss', date, 'png')).toBe('batchnorm-lab-loss-2026-01-05.png');
});
