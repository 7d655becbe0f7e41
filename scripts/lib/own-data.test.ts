import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder } from './own-data.mjs';

const FILES = [
  'train-images-idx3-ubyte.gz',
  'train-labels.idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

function folderWith(files: readonly string[]): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'own-data-')), 'my~set');
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), '');
  return folder;
}

test('a folder with four IDX files is taken, whatever else lies there', () => {
  const folder = folderWith([...FILES, 'README.md', '.DS_Store']);
  const { name, paths } = dataFolder().read(folder);
  expect(name).toBe('my-set');
  expect(paths.toSorted()).toEqual(FILES.map((file) => join(folder, file)).toSorted());
});

test.each([
  ['three files', FILES.slice(1)],
  ['five files', [...FILES, 'more-idx3-ubyte']],
  ['none', []],
])('a folder with %s is refused', (_, files) => {
  expect(() => dataFolder().read(folderWith(files))).toThrow(/four IDX files/);
});

test('what is no folder is refused', () => {
  expect(() => dataFolder().read('/nowhere at all')).toThrow(/cannot be read/);
});
