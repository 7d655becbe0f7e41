/** No text lies about that no page says any more. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inside } from './inside.ts';
import { kept } from './kept.ts';
import { many } from './many.ts';
import { now } from './now.ts';
import { ownDataWords } from './own-data.ts';
import { reproduce } from './reproduce.ts';
import { runs } from './runs.ts';
import { settingsWords } from './settings.ts';
import { sweep } from './sweep.ts';
import { texts } from './text.ts';

const root = new URL('../', import.meta.url);
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !/^text\/(?!language)/.test(file))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

/** Whether the program has `group.key`, takes a key of the group by its value, or hands a whole group on. */
function isUsed(path: readonly string[]): boolean {
  return path.some((key, i) => {
    const place = `\\b${path[i - 1] ?? 'text'}\\.${key}\\b`;
    const isLeaf = i === path.length - 1;
    return new RegExp(isLeaf ? place : `${place}(\\[|(?!\\.))`).test(source);
  });
}

function unused(words: object, path: readonly string[] = []): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = [...path, key];
    if (typeof value === 'object') return unused(value, here);
    return isUsed(here) ? [] : [here.join('.')];
  });
}

test('every text is used', () => {
  expect(
    unused({
      ...texts.en,
      ...inside.en,
      ...reproduce.en,
      ...sweep.en,
      ...kept.en,
      ...many.en,
      ...now.en,
      ...ownDataWords.en,
      ...runs.en,
      ...settingsWords.en,
    }),
  ).toEqual([]);
});

test('a text that nobody uses is found, also beside one that is used', () => {
  expect(unused({ nobody: 'x', queue: { seeds: 'y', nobody: 'z' } })).toEqual(['nobody', 'queue.nobody']);
});
