/**
 * The step of Vite's builds that makes the program which keeps the lab for visits without a network, `sw.js`: it is told all
 * files of the lab's page, with what that loads later, and none that only the tools beside it load.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './root.mjs';

/** @typedef {{ url: string, revision: string | null }} Kept As Workbox wants it. */

/** Where it stands decides which pages it serves: beside the lab's page. */
const FILE = 'sw.js';
const PROGRAM = 'src/offline/service-worker.ts';
const ASSETS = 'assets/';

/**
 * @param {string} page The lab's HTML file.
 * @param {readonly string[]} more Files beside it that it needs and that no program names.
 * @returns {import('vite').Plugin}
 */
export function offline(page, more) {
  return {
    name: 'offline',
    apply: 'build',
    // Written at the end, when all files have their final names and contents.
    async writeBundle({ dir }) {
      const folder = dir ?? join(ROOT, 'dist');
      const kept = [...[page, ...more].map((path) => revised(folder, path)), ...assetsOf(folder, page)];
      await build({
        configFile: false,
        root: ROOT,
        publicDir: false,
        logLevel: 'error',
        define: { __KEPT__: JSON.stringify(kept) },
        build: {
          target: 'es2022',
          outDir: folder,
          emptyOutDir: false,
          rolldownOptions: {
            input: join(ROOT, PROGRAM),
            // One file without imports: module service workers are younger than the rest of what the lab needs.
            output: { format: 'iife', entryFileNames: FILE },
          },
        },
      });
    },
  };
}

/**
 * A file whose name stays while its content changes.
 *
 * @param {string} folder
 * @param {string} path
 * @returns {Kept}
 */
function revised(folder, path) {
  const revision = createHash('sha256')
    .update(readFileSync(join(folder, path)))
    .digest('hex')
    .slice(0, 16);
  return { url: path, revision };
}

/**
 * The files that a page names, those that they name, and so on: scripts, workers, styles, fonts, WebAssembly. Their names
 * change with their contents.
 *
 * @param {string} folder
 * @param {string} page
 * @returns {Kept[]}
 */
function assetsOf(folder, page) {
  /** @type {Set<string>} */
  const found = new Set([page]);
  for (const path of found) {
    if (!/\.(html|js|css)$/.test(path)) continue;
    for (const [name] of readFileSync(join(folder, path), 'utf8').matchAll(/[\w.-]+\.(js|css|wasm|woff2)/g))
      if (existsSync(join(folder, ASSETS, name))) found.add(`${ASSETS}${name}`);
  }
  found.delete(page);
  return [...found].map((url) => ({ url, revision: null }));
}
