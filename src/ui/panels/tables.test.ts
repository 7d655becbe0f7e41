import { expect, test } from 'vitest';
import { csvOf } from '../save/csv.ts';
import { boxesTable } from './boxes-table.ts';
import { panelTable } from './panel-table.ts';
import { profileTable } from './profile-table.ts';

const names = (letter: string) => (letter === 'A' ? 'without BN, seed 1' : 'with BN, seed 1');

test('of curves every step is a row, and what is not a number is empty', () => {
  const table = panelTable(
    [
      {
        name: 'A',
        values: [
          { step: 0, value: 0.25 },
          { step: 4, value: null, word: 'no gradient' },
        ],
      },
      { name: 'B', values: [{ step: 1, value: 1e-7 }] },
    ],
    { quantity: 'fc1-gradient-length' },
    names,
  );
  expect(csvOf(table).split('\r\n')).toEqual([
    'step,"A fc1_gradient_length (without BN, seed 1)","B fc1_gradient_length (with BN, seed 1)"',
    '0,0.25,',
    '1,,1e-7',
    '4,,',
    '',
  ]);
});

test('a band has its two edges beside its line, by name', () => {
  const curves = [{ name: 'B', values: [{ step: 5, value: 2 }], range: [{ step: 5, low: 1, high: null }] }];
  const quantity = 'loss';
  const [first, row] = panelTable(curves, { quantity }, names);
  expect(first).toEqual([
    'step',
    'B loss (with BN, seed 1)',
    'B loss_lowest (with BN, seed 1)',
    'B loss_highest (with BN, seed 1)',
  ]);
  expect(row).toEqual([5, 2, 1, Number.NaN]);
  const parts = { line: 'median', low: '15-percent', high: '85-percent' };
  expect(panelTable(curves, { quantity, parts }, names)[0]!.slice(1)).toEqual(
    ['median', '15_percent', '85_percent'].map((part) => `B loss_${part} (with BN, seed 1)`),
  );
});

test('of a profile every place is a row, and each network says its step', () => {
  const curves = [
    { name: 'A', step: 25, values: [0.1, null] },
    { name: 'B', step: 80, values: [0.3, 0.4] },
  ];
  const places = [
    ['from', 'to'],
    [-1, 0],
    [0, 1],
  ];
  expect(profileTable(curves, { quantity: 'fc1-share', places }, names)).toEqual([
    ['from', 'to', 'A fc1_share (without BN, seed 1, step 25)', 'B fc1_share (with BN, seed 1, step 80)'],
    [-1, 0, 0.1, 0.3],
    [0, 1, null, 0.4],
  ]);
});

test('of boxes every network is a row, and one of which nothing is known is empty', () => {
  const boxes = [
    { name: 'A', step: 25, values: [-2, -1, 0, 1, 2] },
    { name: 'B', values: null },
  ];
  const parts = ['1', '15', '50', '85', '99'];
  expect(csvOf(boxesTable(boxes, { quantity: 'fc1-before', parts }, names)).split('\r\n')).toEqual([
    'network,setting,step,fc1_before_1,fc1_before_15,fc1_before_50,fc1_before_85,fc1_before_99',
    'A,"without BN, seed 1",25,-2,-1,0,1,2',
    'B,"with BN, seed 1",,,,,,',
    '',
  ]);
});
