import { expect, test } from 'vitest';
import { batchNormalization, NO_NORMALIZATION, type Normalization } from './normalization.ts';
import { type Cell, CUBE, sharedGroup } from './sharing.ts';

const sides = Array.from({ length: CUBE }, (_, i) => i);
const cells: Cell[] = sides.flatMap((image) =>
  sides.flatMap((channel) => sides.map((location) => ({ image, channel, location }))),
);
const ofFirst = (normalization: Normalization) =>
  cells.filter((cell) => sharedGroup(normalization, cell) === sharedGroup(normalization, cells[0]!));

test.each<[string, Normalization, number, (cell: Cell) => boolean]>([
  ['a feature map', batchNormalization('per-feature-map'), 4, ({ channel }) => channel === 0],
  [
    'an activation',
    batchNormalization('per-activation'),
    16,
    ({ channel, location }) => channel === 0 && location === 0,
  ],
  ['an image', { kind: 'group', groups: 1 }, 4, ({ image }) => image === 0],
  ['a group', { kind: 'group', groups: 8 }, 8, ({ image, channel }) => image === 0 && channel < 2],
  ['a ghost batch', { kind: 'ghost', images: 10 }, 8, ({ image, channel }) => image < 2 && channel === 0],
])('%s shares one mean', (_, normalization, groups, shares) => {
  expect(new Set(cells.map((cell) => sharedGroup(normalization, cell))).size).toBe(groups);
  expect(ofFirst(normalization)).toEqual(cells.filter(shares));
});

test('without a normalization nothing is shared', () => {
  expect(sharedGroup(NO_NORMALIZATION, cells[0]!)).toBeUndefined();
});
