/** Styles of one page stay on it: each selector in its files has a class that no other page has. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const pages = {
  compare: ['compare.css', 'now.css', 'rate.css', 'digits.css', 'own-data.css'],
  inside: ['inside.css'],
  reproduce: ['reproduce.css'],
  sweep: ['sweep.css'],
  runs: ['runs.css'],
};
const folders = ['compare', 'inside', 'reproduce', 'sweep', 'runs', 'many', 'shared', 'shortcuts'];

/** Every text of a folder's components that may be a class: in quotes, or a part of one. */
const wordsOf = new Map(
  folders.map((folder) => {
    const root = new URL(`../pages/${folder}/`, import.meta.url);
    const source = readdirSync(root)
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => readFileSync(new URL(file, root), 'utf8'))
      .join('\n');
    const classes = [...source.matchAll(/[cC]lass(?:Name)?=(?:"([^"]*)"|\{([^}]*)\})/g)];
    return [folder, new Set(classes.flatMap(([, text, code]) => (text ?? code ?? '').split(/[^\w-]+/)))];
  }),
);

/** The selectors of a file, each by itself. */
function selectorsOf(css: string): string[] {
  return [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{/g)]
    .map(([, prelude]) => prelude!.trim())
    .filter((prelude) => !prelude.startsWith('@'))
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/).map((selector) => selector.trim()));
}

function leaksOf(css: string, page: string): string[] {
  const others = folders.filter((folder) => folder !== page);
  return selectorsOf(css).filter((selector) => {
    const classes = [...selector.matchAll(/\.(-?[a-z][\w-]*)/g)].map(([, name]) => name!);
    return !classes.some((name) => !others.some((other) => wordsOf.get(other)!.has(name)));
  });
}

test.each(Object.entries(pages).flatMap(([page, files]) => files.map((file) => [page, file])))(
  'the page %s keeps the styles of %s',
  (page, file) => {
    expect(leaksOf(readFileSync(new URL(file!, import.meta.url), 'utf8'), page!)).toEqual([]);
  },
);

test('a style that reaches another page is found', () => {
  expect(
    leaksOf('.chart-body { color: red } .run-card .chart-body { color: red } h2 { color: red }', 'compare'),
  ).toEqual(['.chart-body', 'h2']);
});
