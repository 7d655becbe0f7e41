/** How much JavaScript a visitor may be asked to download, gzipped. */
import { readFileSync } from 'node:fs';

// What the page names itself is loaded before anything is to be seen; all else comes later, or never.
const page = readFileSync(new URL('./dist/index.html', import.meta.url), 'utf8');
const entry = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `dist/${path}`);

// TensorFlow.js's layers are the bench's alone, for the comparison with `trainOnBatch`: no visitor downloads them.
const visitors = ['dist/assets/*.js', '!dist/assets/stock-model-*.js'];

export default [
  { name: 'The page until it shows', path: entry, limit: '160 kB', gzip: true },
  { name: 'All JavaScript together', path: visitors, limit: '700 kB', gzip: true },
];
