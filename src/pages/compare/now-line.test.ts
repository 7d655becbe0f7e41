import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { Statement } from '../../domain/now/statement.ts';
import type { TryNext } from '../../domain/now/try-next.ts';

vi.stubGlobal('location', { search: '' });
vi.stubGlobal('navigator', { languages: ['en'] });
const { NowLine } = await import('./now-line.tsx');

const names = ['without BN', 'with BN'];
const ahead: Statement = { kind: 'ahead', leaders: [1], behind: [0], step: 100, by: 0.1 };
const collapsed: Statement = { kind: 'collapsed', arm: 0, also: [], step: 50, class: 3 };
const seed: TryNext = { kind: 'seed', value: 9 };
const shown = (statement: Statement, next?: TryNext, onTry?: () => void) =>
  renderToStaticMarkup(createElement(NowLine, { statement, names, next, onTry }));

test('the line shows its sentence, and a button only where there is something to do', () => {
  expect(shown(ahead)).toContain(
    '<p class="now-statement">B (with BN) is 10.0 points ahead of A at step 100.</p>',
  );
  expect(shown(ahead, seed)).not.toContain('<button');
  expect(shown(ahead, undefined, () => {})).not.toContain('<button');
  expect(shown(ahead, seed, () => {})).toContain('One seed proves nothing: try seed 9</button>');
});

test('a screen reader hears what has happened, and no lead that changes at each look', () => {
  const heard = (statement: Statement) => /aria-live="polite">(.*?)</.exec(shown(statement))?.[1];
  expect(heard(ahead)).toBe('');
  expect(heard(collapsed)).toBe('A (without BN) answers 3 to everything since step 50.');
});
