/** How much JavaScript a visitor may be asked to download, gzipped. */
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(`./dist/${path}`, import.meta.url), 'utf8');

// What the page names itself is loaded before anything is to be seen; all else comes later, or never.
const entry = [...read('index.html').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
  ([, path]) => path,
);

// The bench and the conformance suite are built beside the page, with copies of their own of what they measure.
const all = new Set(entry);
for (const path of all)
  for (const [name] of read(path).matchAll(/[\w-]+\.js(?=["'`])/g))
    if (isFile(`assets/${name}`)) all.add(`assets/${name}`);

function isFile(path) {
  try {
    return read(path) !== '';
  } catch {
    return false;
  }
}

const files = (paths) => [...paths].map((path) => `dist/${path}`);

export default [
  { name: 'The page until it shows', path: files(entry), limit: '160 kB', gzip: true },
  { name: 'All JavaScript together', path: files(all), limit: '700 kB', gzip: true },
];
